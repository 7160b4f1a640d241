package dev.gatehand.maintenance;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.gatehand.policy.Job;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
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
    // Cron counts on the clocks of the zone, as if they never jumped; what they do not show is put
    // behind the jump. The library alone leaves a day out when its time is skipped.
    Optional<LocalDateTime> shown = Optional.of(LocalDateTime.ofInstant(instant, zone));
    Optional<Instant> due = Optional.empty();
    while (shown.isPresent() && due.filter(instant::isBefore).isEmpty()) {
      shown = next(shown.get());
      due = shown.map(time -> time.atZone(zone).toInstant());
    }
    return due;
  }

  private Optional<LocalDateTime> next(LocalDateTime shown) {
    return times.nextExecution(shown.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
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
}
