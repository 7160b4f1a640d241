package dev.gatehand.agent;

import dev.gatehand.journal.TaskHistory;
import dev.gatehand.policy.Limits;
import java.time.Instant;
import java.util.Optional;

/** Whether a task has used up what policy gives it. Looked at before each turn, never after. */
final class Budget {
  private Budget() {}

  static Optional<String> spent(Limits limits, TaskHistory history, Instant now) {
    if (history.turns() >= limits.turns()) {
      return Optional.of("all " + limits.turns() + " turns are used up");
    }
    if (history.active(now).toMinutes() >= limits.minutes()) {
      return Optional.of("all " + limits.minutes() + " minutes of work are used up");
    }
    if (history.used().tokens() >= limits.tokens()) {
      return Optional.of("all " + limits.tokens() + " tokens are used up");
    }
    if (history.used().dollars().compareTo(limits.dollars()) >= 0) {
      return Optional.of("all $" + limits.dollars().toPlainString() + " are used up");
    }
    return Optional.empty();
  }
}
