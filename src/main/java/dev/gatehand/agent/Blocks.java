package dev.gatehand.agent;

import dev.gatehand.journal.Event;
import dev.gatehand.policy.Limits;
import java.util.HashSet;
import java.util.Set;

/**
 * How often the gate said no. Blocks and forbidden actions are counted apart, and what the gate
 * could not decide is never counted: an outage of the Judge must not look like a refusal.
 */
final class Blocks {
  private final Set<String> subjects = new HashSet<>();
  private int inARow;
  private int total;
  private int forbiddenInARow;

  void apply(Event event) {
    if (event instanceof Event.Judged judged) {
      count(judged);
    }
    if (event instanceof Event.Answered || event instanceof Event.Steered) {
      inARow = 0;
      forbiddenInARow = 0;
    }
  }

  private void count(Event.Judged judged) {
    switch (judged.verdict()) {
      case "permit" -> {
        inARow = 0;
        forbiddenInARow = 0;
      }
      case "blocked" -> {
        inARow++;
        total++;
        subjects.add(judged.subject());
      }
      case "forbidden" -> forbiddenInARow++;
      default -> {}
    }
  }

  /** What was blocked before: trying it again is a Hold. */
  Set<String> subjects() {
    return Set.copyOf(subjects);
  }

  /** Whether one block more is one too many, so that a person should be asked instead. */
  boolean exhausted(Limits limits) {
    return inARow + 1 >= limits.consecutiveBlocks() || total + 1 >= limits.totalBlocks();
  }

  int forbiddenInARow() {
    return forbiddenInARow;
  }
}
