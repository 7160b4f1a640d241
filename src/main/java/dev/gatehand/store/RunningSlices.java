package dev.gatehand.store;

import dev.gatehand.gate.TaskId;
import dev.gatehand.task.TaskQueue.Next;
import dev.gatehand.task.TaskQueue.Slice;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;

/**
 * The slices that run on this node, each on a virtual thread of its own. They are interrupted when
 * the node stops, and when its heartbeats are so late that another node is about to take over; an
 * interrupt kills the sandbox of a command that runs.
 */
final class RunningSlices {
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final double NEARLY_DEAD = 0.8;
  private final Map<TaskId, Thread> threads = new ConcurrentHashMap<>();
  private volatile boolean leaving;

  /**
   * Runs a slice and waits for its end.
   *
   * @param fractionDead how much of the time without a heartbeat is over after which another node
   *     takes this task; 1: it may already have
   */
  End run(TaskId task, Slice slice, DoubleSupplier fractionDead) {
    var end = new AtomicReference<End>(new End.Interrupted());
    var thread =
        Thread.ofVirtual().name("slice-" + task).unstarted(() -> end.set(perform(slice, task)));
    try {
      enter(task, thread);
      // After it entered: a stop that came before has not seen this thread.
      if (leaving) {
        return new End.Interrupted();
      }
      thread.start();
      while (!thread.join(LOOK)) {
        if (fractionDead.getAsDouble() > NEARLY_DEAD) {
          thread.interrupt();
        }
      }
      return Objects.requireNonNull(end.get());
    } catch (InterruptedException e) {
      // It did not end in time. The row stays picked, so that nobody runs it beside this thread.
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the slice of " + task + " does not end", e);
    } finally {
      threads.remove(task, thread);
    }
  }

  /**
   * A node that was frozen can get its own task back while its older slice still awakes. That one
   * is fenced off from the journal, but not from the workspace: it has to be gone first.
   */
  private void enter(TaskId task, Thread thread) throws InterruptedException {
    Thread older = threads.putIfAbsent(task, thread);
    while (older != null) {
      older.interrupt();
      if (older.getState() != Thread.State.NEW) {
        older.join(LOOK);
      }
      older = threads.putIfAbsent(task, thread);
    }
  }

  private static End perform(Slice slice, TaskId task) {
    try {
      return new End.Said(slice.run(task));
    } catch (InterruptedException e) {
      return new End.Interrupted();
    } catch (Throwable e) {
      return Thread.currentThread().isInterrupted() ? new End.Interrupted() : new End.Broken(e);
    }
  }

  /** Lets slices end between two steps; interrupts those that have not after {@code patience}. */
  void leave(Duration patience) {
    leaving = true;
    long until = System.nanoTime() + patience.toNanos();
    try {
      for (Thread thread : threads.values()) {
        Duration left = Duration.ofNanos(until - System.nanoTime());
        if (thread.getState() != Thread.State.NEW && left.isPositive()) {
          thread.join(left);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.values().forEach(Thread::interrupt);
  }

  boolean leaving() {
    return leaving;
  }

  /** How a slice ended. */
  sealed interface End {
    record Said(Next next) implements End {}

    record Interrupted() implements End {}

    record Broken(Throwable cause) implements End {}
  }
}
