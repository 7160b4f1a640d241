package dev.gatehand.command;

import dev.gatehand.gate.AskId;
import dev.gatehand.policy.Mode;
import java.util.Optional;

/** What a person asks for in a comment. Words are theirs, untrusted, at most 4,000 characters. */
public sealed interface Command {
  /**
   * Mend what the thread describes.
   *
   * @param words what the person added, or empty
   * @param mode how careful they want it at least; it never makes the policy's any looser
   */
  record Fix(String words, Optional<Mode> mode) implements Command {
    public Fix(String words) {
      this(words, Optional.empty());
    }
  }

  /** Say how it would be done; change nothing. */
  record Plan(String words) implements Command {}

  /** Answer a question about the code; change nothing. */
  record Question(String words) implements Command {}

  /**
   * Go on from where the last task of this thread stands.
   *
   * @param mode how careful they want it from here on, see {@link Fix}
   */
  record Continue(String words, Optional<Mode> mode) implements Command {}

  /** Yes to one ask. {@code target} repeats what is approved and must match it. */
  record Approve(AskId ask, String target) implements Command {}

  record Deny(AskId ask, String reason) implements Command {}

  record Stop() implements Command {}

  /**
   * The last task of this thread once more.
   *
   * @param mode how careful they want it this time, see {@link Fix}
   */
  record Retry(Optional<Mode> mode) implements Command {}

  record Status() implements Command {}

  /** Say why the gate decided as it did in the last task of this thread. */
  record Explain() implements Command {}

  record Help() implements Command {}

  /** Run a maintenance job now. */
  record Maintenance(String job) implements Command {}
}
