package dev.gatehand.github;

import dev.gatehand.forge.Allowance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** An allowance as long as a process lives: for a look that no service takes part in. */
public final class PassingAllowance implements Allowance {
  private final InstantSource clock;
  private final Map<String, Budget> budgets = new ConcurrentHashMap<>();
  private final Map<String, Instant> turns = new ConcurrentHashMap<>();

  public PassingAllowance(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Budget of(String name) {
    return budgets.getOrDefault(
        name, new Budget(name, 0, 0, Instant.EPOCH, Instant.EPOCH, "", Instant.EPOCH, 0));
  }

  @Override
  public List<Budget> all() {
    return List.copyOf(budgets.values());
  }

  @Override
  public void left(String name, long remaining, long most, Instant resets) {
    Budget now = of(name);
    budgets.put(
        name,
        new Budget(
            name, remaining, most, resets, now.stopped(), now.why(), now.hour(), now.changes()));
  }

  @Override
  public void stop(String name, Instant until, String why) {
    Budget now = of(name);
    if (now.stopped().isBefore(until)) {
      budgets.put(
          name,
          new Budget(
              name,
              now.remaining(),
              now.most(),
              now.resets(),
              until,
              why,
              now.hour(),
              now.changes()));
    }
  }

  @Override
  public Instant turn(String name, Duration apart) {
    Instant now = clock.instant();
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    Budget known = of(name);
    int changes = known.hour().equals(hour) ? known.changes() : 0;
    budgets.put(
        name,
        new Budget(
            name,
            known.remaining(),
            known.most(),
            known.resets(),
            known.stopped(),
            known.why(),
            hour,
            changes + 1));
    return turns.merge(
        name, now, (last, _) -> last.plus(apart).isAfter(now) ? last.plus(apart) : now);
  }
}
