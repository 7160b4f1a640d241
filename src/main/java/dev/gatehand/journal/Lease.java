package dev.gatehand.journal;

import dev.gatehand.gate.TaskId;

/**
 * The right to write for a task. A node that took the task over has a higher epoch; every write
 * with a lower one is refused with {@link LeaseLost}.
 */
public record Lease(TaskId task, long epoch) {}
