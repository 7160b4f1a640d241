package dev.gatehand.store;

import dev.gatehand.gate.TaskId;
import dev.gatehand.task.TaskQueue.Next;
import dev.gatehand.task.TaskQueue.Slice;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;

/**
 * The slices that run on this node, each on a virtual thread of its own. They are interrupted when
 * the node stops, and when its heartbeats are so late that another node is about to take over.
 */
final class RunningSlices {
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final double NEARLY_DEAD = 0.8;
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

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
    threads.add(thread);
    try {
      // After the add: a stop that came before it has not seen this thread.
      if (stopping) {
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
      threads.remove(thread);
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

  void stop() {
    stopping = true;
    threads.forEach(Thread::interrupt);
  }

  boolean stopped() {
    return stopping;
  }

  /** How a slice ended. */
  sealed interface End {
    record Said(Next next) implements End {}

    record Interrupted() implements End {}

    record Broken(Throwable cause) implements End {}
  }
}
