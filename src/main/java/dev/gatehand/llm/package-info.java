/**
 * Models: Anthropic Messages over HTTP, and the scripted model, which plays replies from a file.
 */
@NullMarked
package dev.gatehand.llm;

import org.jspecify.annotations.NullMarked;
