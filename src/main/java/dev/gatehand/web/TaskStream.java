package dev.gatehand.web;

import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Journal;
import dev.gatehand.task.TaskStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.List;

/**
 * Follows one journal for one watcher. It looks again twice a second instead of being told: the
 * task may run on another node, and a watcher holds no thread meanwhile.
 */
final class TaskStream {
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int QUIET = 30;

  private final TaskStore tasks;
  private final Journal journal;
  private final TaskId task;
  private long seen;
  private int quiet;

  TaskStream(TaskStore tasks, Journal journal, TaskId task, long after) {
    this.tasks = tasks;
    this.journal = journal;
    this.task = task;
    this.seen = after;
  }

  /** What is new, again and again; an empty batch now and then finds out who went away. */
  Multi<List<Journal.Entry>> batches() {
    Uni<Batch> look =
        Uni.createFrom().item(this::look).runSubscriptionOn(Infrastructure.getDefaultExecutor());
    return Multi.createBy()
        .repeating()
        .uni(() -> look)
        .withDelay(PAUSE)
        .whilst(Batch::more)
        .filter(Batch::worthSending)
        .map(Batch::entries);
  }

  private Batch look() {
    // In this order: an event that comes between the two questions is found by the next look.
    boolean ended = tasks.find(task).map(view -> view.state().ended()).orElse(true);
    List<Journal.Entry> entries = journal.read(task, seen);
    if (!entries.isEmpty()) {
      seen = entries.getLast().seq();
      quiet = 0;
      return new Batch(entries, true, true);
    }
    quiet = (quiet + 1) % QUIET;
    return new Batch(entries, !ended, quiet == 0);
  }

  /** What one look found. */
  private record Batch(List<Journal.Entry> entries, boolean more, boolean worthSending) {}
}
