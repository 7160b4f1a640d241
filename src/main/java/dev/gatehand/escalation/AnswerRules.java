package dev.gatehand.escalation;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.Comment;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.policy.People;
import dev.gatehand.policy.Role;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether an answer counts. The same rules hold when it arrives and when it is used, days later: a
 * role can be lost, a comment edited, a deadline pass in between.
 */
public final class AnswerRules {
  private AnswerRules() {}

  /**
   * Everything that a decision about an answer needs.
   *
   * @param deadline of the ask, or of the plan
   * @param role of the person, looked up just now
   * @param steered ids of those who gave direction after the task was opened
   */
  public record Circumstances(
      Instant deadline,
      TaskRequest request,
      Set<Long> steered,
      Comment comment,
      Role role,
      People people,
      Instant now) {}

  /** Why an answer does not count; empty when it does. */
  public static Optional<String> objection(Circumstances c) {
    Account by = c.comment().author();
    if (c.comment().edited()) {
      return Optional.of(
          "the comment was edited; an answer counts only from a comment as its author first wrote"
              + " it, so please answer in a new one");
    }
    if (by.kind() == Account.Kind.BOT) {
      return Optional.of("a program cannot answer for a person");
    }
    if (!c.role().atLeast(c.people().approve())) {
      return Optional.of(
          "answering it needs %s access here; you have %s"
              .formatted(name(c.people().approve()), name(c.role())));
    }
    if (!c.now().isBefore(c.deadline())) {
      return Optional.of("its time was over at " + AskText.time(c.deadline()));
    }
    return c.people().secondPerson() ? notASecondPerson(c, by) : Optional.empty();
  }

  /** Whether the line that was copied names what was asked. */
  public static boolean names(Event.Ask ask, String target) {
    return ask.target().equals(target.strip());
  }

  private static Optional<String> notASecondPerson(Circumstances c, Account by) {
    if (by.is(c.request().by())) {
      return Optional.of("policy wants a second person, and you asked for this task");
    }
    if (c.request().participants().contains(by.id())) {
      return Optional.of("policy wants a second person, and you wrote what this task is about");
    }
    return c.steered().contains(by.id())
        ? Optional.of("policy wants a second person, and you gave this task its direction")
        : Optional.empty();
  }

  private static String name(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
