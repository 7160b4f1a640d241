package dev.gatehand.command;

import dev.gatehand.forge.Account;
import dev.gatehand.policy.People;
import dev.gatehand.policy.Role;
import java.util.Locale;
import java.util.Optional;

/**
 * Who may give a command. The role is looked up when the command is heard, and again when an answer
 * is used; whether somebody took part in the task is the business of {@code escalation}.
 */
public final class Authority {
  private Authority() {}

  /**
   * Whether nobody answers at all: a bot that the policy does not name by its id. A name that looks
   * like a bot's, or like ours, means nothing. An answer could be the next turn of a loop.
   */
  public static boolean isIgnored(Account account, People people) {
    return account.kind() == Account.Kind.BOT && !people.bots().contains(account.id());
  }

  /**
   * Why this account may not, in words that follow its name, or empty: it may.
   *
   * @param role what the account may do in the thread's repository, looked up now
   */
  public static Optional<String> refusal(
      Command command, Role role, Account account, People people) {
    if (isIgnored(account, people)) {
      return Optional.of("bots may give commands here only if the policy names their id");
    }
    return switch (command) {
      case Command.Fix fix -> need("starting a task", people.command(), role);
      case Command.Plan plan -> need("starting a task", people.command(), role);
      case Command.Question question -> need("starting a task", people.command(), role);
      case Command.Retry retry -> need("starting a task", people.command(), role);
      case Command.Maintenance job -> need("starting a maintenance job", people.command(), role);
      case Command.Continue words -> need("steering a task", people.command(), role);
      case Command.Stop stop -> need("stopping a task", people.command(), role);
      case Command.Approve approve -> answer("approving", account, people, role);
      case Command.Deny deny -> answer("denying", account, people, role);
      case Command.Status status -> need("asking for the status", Role.READ, role);
      case Command.Explain explain -> need("asking for an explanation", Role.READ, role);
      case Command.Help help -> need("asking for help", Role.READ, role);
    };
  }

  /** An ask exists because a person must decide: a program's yes is none, named or not. */
  private static Optional<String> answer(String what, Account account, People people, Role role) {
    return account.kind() == Account.Kind.BOT
        ? Optional.of("an ask is answered by a person, not by a bot")
        : need(what, people.approve(), role);
  }

  private static Optional<String> need(String what, Role least, Role role) {
    return role.atLeast(least)
        ? Optional.empty()
        : Optional.of(
            "%s here needs %s access; you have %s".formatted(what, word(least), word(role)));
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
