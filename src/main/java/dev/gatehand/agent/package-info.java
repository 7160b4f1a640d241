/**
 * The engine of a task: ask the model, let the gate judge what it wants, perform what is permitted,
 * tell the model what came of it, until it has finished, must wait for a person, or is out of
 * budget.
 *
 * <p>It never sees the forge and never publishes.
 */
@NullMarked
package dev.gatehand.agent;

import org.jspecify.annotations.NullMarked;
