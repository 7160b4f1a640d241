/**
 * A piece of work from comment (or schedule) to pull request. Start reading at {@link
 * dev.gatehand.task.TaskRunner}.
 */
@NullMarked
package dev.gatehand.task;

import org.jspecify.annotations.NullMarked;
