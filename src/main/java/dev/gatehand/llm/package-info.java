/**
 * Models: Anthropic Messages over HTTP, and the scripted model, which plays replies from a file.
 *
 * <p>Keys stay in here: they are in no exception, no log and no {@code toString}. What a provider
 * answers is believed in nothing: ids, names and inputs of calls are checked before they leave this
 * package, and what it says about an error is shortened and made visible before people read it.
 */
@NullMarked
package dev.gatehand.llm;

import org.jspecify.annotations.NullMarked;
