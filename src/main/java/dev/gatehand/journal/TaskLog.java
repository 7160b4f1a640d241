package dev.gatehand.journal;

import java.time.Instant;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The journal of one task, held open by a lease: what is appended is durable, and at once part of
 * the history.
 */
public final class TaskLog {
  private final Journal journal;
  private final Lease lease;
  private final TaskHistory history;
  private Consumer<Event> listener = _ -> {};

  public TaskLog(Journal journal, Lease lease) {
    this.journal = journal;
    this.lease = lease;
    this.history = TaskHistory.of(journal.read(lease.task(), 0));
  }

  /**
   * @throws LeaseLost when another node owns the task; the history is then worth nothing
   */
  public void append(Event... events) {
    Instant at = journal.append(lease, Arrays.asList(events));
    for (Event event : events) {
      history.apply(event, at);
    }
    for (Event event : events) {
      listener.accept(event);
    }
  }

  /** Tells each event after it is durable: for what people watch while a task runs. */
  public void listen(Consumer<Event> listener) {
    this.listener = listener;
  }

  public TaskHistory history() {
    return history;
  }

  public Lease lease() {
    return lease;
  }

  /** As the writer of changes that others see. */
  public Outbox.Writer writer() {
    return new Outbox.Writer.Running(lease);
  }
}
