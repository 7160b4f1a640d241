package dev.gatehand.maintenance;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.gatehand.policy.Job;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * When a job is due: a cron expression on the clocks of its zone. A time that those clocks show
 * twice (in autumn) counts once; one that they skip (in spring) is due as soon as they have skipped
 * it.
 */
public final class Timetable {
  private final ExecutionTime times;
  private final ZoneId zone;
  private final String text;

  private Timetable(ExecutionTime times, ZoneId zone, String text) {
    this.times = times;
    this.zone = zone;
    this.text = text;
  }

  public static Timetable of(Job job) {
    var unix = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);
    return new Timetable(
        ExecutionTime.forCron(new CronParser(unix).parse(job.cron())),
        job.zone(),
        job.cron() + " " + job.zone());
  }

  /** The first due time after this instant; empty: never again. */
  public Optional<Instant> after(Instant instant) {
    ZonedDateTime from = instant.atZone(zone);
    return times
        .nextExecution(from)
        .flatMap(
            next -> isTheSameOnTheClock(from, next) ? times.nextExecution(next) : Optional.of(next))
        .map(ZonedDateTime::toInstant);
  }

  /** All due times after {@code from} and up to {@code to}, the first {@code most} of them. */
  public List<Instant> between(Instant from, Instant to, int most) {
    List<Instant> due = new ArrayList<>();
    Optional<Instant> next = after(from);
    while (next.isPresent() && !next.get().isAfter(to) && due.size() < most) {
      due.add(next.get());
      next = after(next.get());
    }
    return List.copyOf(due);
  }

  /** Cron and zone: another text is another timetable. */
  @Override
  public String toString() {
    return text;
  }

  private static boolean isTheSameOnTheClock(ZonedDateTime from, ZonedDateTime next) {
    return next.toLocalDateTime().equals(from.toLocalDateTime());
  }
}
