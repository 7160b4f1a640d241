/**
 * Reads a shell command line into a tree and says what it would do (effects). It knows nothing of
 * policy and does no input or output: the same text always gives the same answer.
 *
 * <p>Whatever is not fully understood is <em>unclear</em>, never harmless: the text comes from a
 * model that may be hostile, and bash would run the lines that it did understand.
 */
@NullMarked
package dev.gatehand.shell;

import org.jspecify.annotations.NullMarked;
