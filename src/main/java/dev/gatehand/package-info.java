/**
 * Wiring, settings and tickers: the only code that knows every package.
 *
 * <p>To understand Gatehand, start at {@link dev.gatehand.task.TaskRunner} and follow the calls.
 */
@NullMarked
package dev.gatehand;

import org.jspecify.annotations.NullMarked;
