package dev.gatehand.task;

import dev.gatehand.gate.TaskId;
import java.security.SecureRandom;

/** Names for new tasks: short, and not to be guessed from others. */
final class TaskIds {
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  private TaskIds() {}

  static TaskId next() {
    StringBuilder id = new StringBuilder("t-");
    for (int i = 0; i < 10; i++) {
      id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return new TaskId(id.toString());
  }
}
