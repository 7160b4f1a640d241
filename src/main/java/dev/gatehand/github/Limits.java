package dev.gatehand.github;

import dev.gatehand.forge.Allowance;
import dev.gatehand.forge.Allowance.Budget;
import dev.gatehand.forge.ForgeUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps within what GitHub allows, people's own share included: obeys a stop, keeps a reserve for
 * asks and their answers, and leaves a second between changes.
 */
final class Limits {
  /** GitHub asks for a second between changes; a little more, as its clock is another. */
  static final Duration APART = Duration.ofMillis(1_150);

  /** So long a call waits for its turn by itself; for more, its task does. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Of the 500 changes an hour that GitHub takes; the rest is for asks, and for people. */
  private static final int FEW_CHANGES = 350;

  private static final int MOST_CHANGES = 450;
  private static final Duration SHORTEST = Duration.ofSeconds(60);
  private static final Duration LONGEST = Duration.ofHours(2);
  private static final Duration BETWEEN_NOTES = Duration.ofSeconds(10);

  private final Map<String, Instant> sent = new ConcurrentHashMap<>();
  private final Allowance allowance;
  private final InstantSource clock;
  private final Map<String, Note> noted = new ConcurrentHashMap<>();

  private record Note(Instant at, boolean low) {}

  Limits(Allowance allowance, InstantSource clock) {
    this.allowance = allowance;
    this.clock = clock;
  }

  /** Waits until the call may be made, or says why it may not now. */
  void before(Call call) {
    Instant now = clock.instant();
    Budget budget = allowance.of(call.pass().budget());
    if (budget.stopped().isAfter(now)) {
      pause(call, budget.stopped(), budget.why());
    }
    if (isShort(budget, call.weight(), now)) {
      throw later(
          call,
          budget.resets(),
          "only %d of %d requests are left, and those are kept for what people wait for"
              .formatted(budget.remaining(), budget.most()));
    }
    if (call.changes() && !call.address().endsWith("/access_tokens")) {
      change(call, budget, now);
    }
  }

  private void change(Call call, Budget budget, Instant now) {
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    int changes = budget.hour().equals(hour) ? budget.changes() : 0;
    if (changes >= (call.weight() == Call.Weight.ASK ? MOST_CHANGES : FEW_CHANGES)) {
      throw later(
          call,
          hour.plus(1, ChronoUnit.HOURS),
          changes + " changes were made in this hour, and GitHub takes no more than 500");
    }
    Instant turn = allowance.turn(call.pass().budget(), APART);
    if (Duration.between(now, turn).compareTo(PATIENCE) > 0) {
      throw later(call, turn, "others' changes come first, one a second");
    }
    sleepUntil(turn, call);
    leave(call);
  }

  /**
   * Whoever woke late for its turn moves those behind it: GitHub counts when a change arrives, and
   * not when it was to be sent.
   */
  private void leave(Call call) {
    while (true) {
      Instant now = clock.instant();
      Instant last =
          sent.compute(
              call.pass().budget(),
              (_, before) -> before == null || !now.isBefore(before.plus(APART)) ? now : before);
      if (last.equals(now)) {
        return;
      }
      sleepUntil(last.plus(APART), call);
    }
  }

  /** What GitHub's answer says about what is left. Throws when it says: not now. */
  void after(Call call, Answer answer) {
    String budget = call.pass().budget();
    note(budget, answer);
    boolean limited = answer.status() == 429 || (answer.status() == 403 && isLimit(answer));
    if (limited) {
      Instant until = until(answer);
      String why = "GitHub wants fewer requests (" + answer.complaint() + ")";
      allowance.stop(budget, until, why);
      throw later(call, until, why);
    }
  }

  private static boolean isLimit(Answer answer) {
    return answer.headers().firstValue("retry-after").isPresent()
        || answer.number("x-ratelimit-remaining").filter(left -> left == 0).isPresent()
        || answer.complaint().toLowerCase(java.util.Locale.ROOT).contains("rate limit");
  }

  /** {@code retry-after}, else the reset, else a minute; within bounds that nobody can stretch. */
  private Instant until(Answer answer) {
    Instant now = clock.instant();
    Instant told =
        answer
            .number("retry-after")
            .map(now::plusSeconds)
            .or(
                () ->
                    answer
                        .number("x-ratelimit-reset")
                        .filter(_ -> answer.number("x-ratelimit-remaining").orElse(1L) == 0)
                        .map(Instant::ofEpochSecond))
            .orElse(now.plus(SHORTEST));
    Instant longest = now.plus(LONGEST);
    return told.isAfter(longest) ? longest : told.isBefore(now) ? now.plusSeconds(1) : told;
  }

  /** Not each answer is worth a write; one that says that little is left is. */
  private void note(String budget, Answer answer) {
    var left = answer.number("x-ratelimit-remaining");
    var most = answer.number("x-ratelimit-limit");
    var resets = answer.number("x-ratelimit-reset");
    String resource = answer.headers().firstValue("x-ratelimit-resource").orElse("core");
    if (left.isEmpty() || most.isEmpty() || resets.isEmpty() || !resource.equals("core")) {
      return;
    }
    Instant now = clock.instant();
    boolean low = left.get() * 5 < most.get();
    Note before = noted.get(budget);
    if (before == null
        || low
        || before.low()
        || Duration.between(before.at(), now).compareTo(BETWEEN_NOTES) > 0) {
      noted.put(budget, new Note(now, low));
      allowance.left(budget, left.get(), most.get(), Instant.ofEpochSecond(resets.get()));
    }
  }

  private static boolean isShort(Budget budget, Call.Weight weight, Instant now) {
    if (budget.most() == 0 || !budget.resets().isAfter(now)) {
      return false;
    }
    return switch (weight) {
      case BACKGROUND -> budget.remaining() * 5 < budget.most();
      case WORK -> budget.remaining() * 20 < budget.most();
      case ASK -> false;
    };
  }

  private void pause(Call call, Instant until, String why) {
    if (Duration.between(clock.instant(), until).compareTo(Duration.ofSeconds(5)) > 0) {
      throw later(call, until, why);
    }
    sleepUntil(until, call);
  }

  private void sleepUntil(Instant moment, Call call) {
    Duration wait = Duration.between(clock.instant(), moment);
    if (!wait.isPositive()) {
      return;
    }
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ForgeUnavailable(call + " of GitHub was not made: this node shuts down", e);
    }
  }

  private ForgeUnavailable later(Call call, Instant when, String why) {
    Instant now = clock.instant();
    Duration wait = when.isAfter(now) ? Duration.between(now, when) : Duration.ofSeconds(1);
    return new ForgeUnavailable(
        "GitHub was not asked for %s: %s. It is tried again from %s on"
            .formatted(call, why, when.truncatedTo(ChronoUnit.SECONDS)),
        wait);
  }
}
