package dev.gatehand.journal;

import dev.gatehand.gate.TaskId;
import java.util.List;

/**
 * What happened in a task, append-only. An event, the audit record of what it decides, and the
 * state of task and asks that follow from it are committed together.
 */
public interface Journal {
  /**
   * @throws LeaseLost when another node owns the task
   */
  void append(Lease lease, List<Event> events);

  default void append(Lease lease, Event event) {
    append(lease, List.of(event));
  }

  /** All events of a task after {@code seq} (0: from the beginning), oldest first. */
  List<Entry> read(TaskId task, long seq);

  /** An event with its place. */
  record Entry(long seq, java.time.Instant at, Event event) {}
}
