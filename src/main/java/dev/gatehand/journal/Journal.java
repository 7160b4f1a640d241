package dev.gatehand.journal;

import dev.gatehand.gate.TaskId;
import java.time.Instant;
import java.util.List;

/**
 * What happened in a task, append-only. An event, the audit record of what it decides, and the
 * state of task and asks that follow from it are committed together.
 */
public interface Journal {
  /**
   * @return the moment under which the events are kept: what is made from it is the same when it is
   *     made again from the journal
   * @throws LeaseLost when another node owns the task
   */
  Instant append(Lease lease, List<Event> events);

  default Instant append(Lease lease, Event event) {
    return append(lease, List.of(event));
  }

  /** All events of a task after {@code seq} (0: from the beginning), oldest first. */
  List<Entry> read(TaskId task, long seq);

  /** An event with its place. */
  record Entry(long seq, Instant at, Event event) {}
}
