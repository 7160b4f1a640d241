package dev.gatehand.task;

import dev.gatehand.gate.TaskId;
import java.util.Optional;

/**
 * Images that tasks were begun with, on all nodes. A task that goes on after a park, a crash or a
 * move reads here what it was shown first, whatever became of the thread.
 */
public interface Gallery {
  /** Keeps an image; keeping it again changes nothing. */
  void keep(TaskId task, String digest, byte[] bytes);

  /** What was kept. */
  Optional<byte[]> kept(TaskId task, String digest);
}
