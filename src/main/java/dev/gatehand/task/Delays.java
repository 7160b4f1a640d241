package dev.gatehand.task;

import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskLog;
import dev.gatehand.model.BackOff;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The world is in the way of a task: it waits and goes on by itself, longer after each try that was
 * in vain. How often it was tried, and when it is tried next, are in its journal: a restart changes
 * neither.
 */
final class Delays {
  private static final System.Logger LOG = System.getLogger(Delays.class.getName());
  private final Reporting reporting;
  private final InstantSource clock;
  private final RandomGenerator random;

  Delays(Reporting reporting, InstantSource clock, RandomGenerator random) {
    this.reporting = reporting;
    this.clock = clock;
    this.random = random;
  }

  /** {@code atLeast}: how long whoever does not answer wants to be left alone, or zero. */
  TaskQueue.Next later(TaskLog log, Event.Parked.Cause cause, String why, Duration atLeast) {
    Optional<Event.Parked> before = log.history().delay().filter(delay -> delay.cause() == cause);
    Instant now = clock.instant();
    int tries = before.map(Event.Parked::tries).orElse(0) + 1;
    Duration wait = wait(tries, atLeast);
    var delay =
        new Event.Parked(
            why,
            cause,
            tries,
            before.map(Event.Parked::since).orElse(now.toEpochMilli()),
            now.plus(wait).toEpochMilli());
    log.append(delay);
    try {
      reporting.delayed(log, delay);
    } catch (ForgeUnavailable e) {
      // Nobody can be told on the thread now; pages show it, and the next try tells it again.
      LOG.log(Level.WARNING, log.lease().task() + " waits: " + why);
    }
    return new TaskQueue.Next.Again(wait);
  }

  private Duration wait(int tries, Duration atLeast) {
    Duration own = BackOff.after(tries, random.nextDouble());
    if (!atLeast.isPositive()) {
      return own;
    }
    // Everybody was told the same time: they must not all come at once.
    return atLeast.plusMillis(200 + random.nextInt(3_000));
  }
}
