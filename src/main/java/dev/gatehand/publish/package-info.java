/**
 * Finished work becomes commits, a branch and a pull request, after the checks and a last look at
 * every changed file. A push is execution (CI runs it with secrets before anybody looks), so it
 * needs a permit for the exact commits.
 */
@NullMarked
package dev.gatehand.publish;

import org.jspecify.annotations.NullMarked;
