package dev.gatehand.task;

import dev.gatehand.gate.TaskId;

/** The queue. A task in it is run by one node at a time, and again after a crash. */
public interface TaskQueue {
  /**
   * Asks for a slice of this task: as soon as there is room. Submitting it again while it waits
   * changes nothing; while it runs, it is run once more afterwards.
   */
  void submit(TaskId task);

  /** Starts running slices with this; returns at once. */
  void start(Slice slice);

  /**
   * Takes no more, lets each running slice come to the end of its step, and interrupts what does
   * not come to it in time. What was interrupted goes on from its journal, here or elsewhere.
   */
  void stop();

  /** Whether the node stops: a slice between two steps ends then. */
  boolean leaving();

  /** One slice of a task: until it is done or parked. Returns when to try again, if at all. */
  interface Slice {
    Next run(TaskId task) throws InterruptedException;
  }

  /** What follows a slice. */
  sealed interface Next {
    /** Done, or parked: nothing until it is submitted again. */
    record Rest() implements Next {}

    /** The world was in the way (model, forge): once more after a while. */
    record Again(java.time.Duration after) implements Next {}
  }
}
