package dev.gatehand.agent;

import dev.gatehand.journal.TaskHistory;
import dev.gatehand.model.Usage;
import dev.gatehand.policy.Limits;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How much of what policy gives a task, its thread and its repository is used up. Looked at before
 * each turn, never after. The last turn is kept for the agent's summary.
 */
record Budget(List<Part> parts) {
  private static final double NEARLY = 0.8;

  /** One limit; {@code words} say that it is reached. */
  record Part(double used, String share, String words) {}

  static Budget of(Desk desk, Instant now) {
    Limits limits = desk.policy().limits();
    TaskHistory history = desk.log().history();
    Spending spending = desk.spending().get();
    // With one turn only there is none to be kept.
    int turns = Math.max(1, limits.turns() - 1);
    return new Budget(
        List.of(
            part(history.turns(), turns, limits.turns() + " turns"),
            part(history.active(now).toMinutes(), limits.minutes(), limits.minutes() + " minutes"),
            part(fresh(history.used()), limits.tokens(), limits.tokens() + " tokens"),
            dollars(history.used().dollars(), limits.dollars(), "of the task"),
            dollars(spending.thread(), limits.threadDollars(), "of the thread"),
            dollars(
                spending.repositoryToday(),
                limits.repositoryDollarsPerDay(),
                "of the repository for today (UTC)")));
  }

  /** What the provider had in its cache hardly costs anything, and counts in dollars alone. */
  private static long fresh(Usage used) {
    return used.inputTokens() + used.outputTokens();
  }

  private static Part part(long used, long limit, String name) {
    return new Part((double) used / limit, name, "all " + name + " are used up");
  }

  private static Part dollars(BigDecimal used, BigDecimal limit, String whose) {
    String name = "$" + limit.toPlainString();
    // The words for the task's own limit are those that people know.
    String words = whose.equals("of the task") ? name : name + " " + whose;
    double share = limit.signum() == 0 ? 1 : used.doubleValue() / limit.doubleValue();
    return new Part(share, words, "all " + words + " are used up");
  }

  Optional<String> spent() {
    return parts.stream().filter(part -> part.used() >= 1).map(Part::words).findFirst();
  }

  /** What is used up for the most part, e.g. {@code 85% of 200 turns}. */
  Optional<String> nearlySpent() {
    return parts.stream()
        .filter(part -> part.used() >= NEARLY)
        .map(part -> (int) (part.used() * 100) + "% of " + part.share())
        .findFirst();
  }
}
