package dev.gatehand.maintenance;

import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.maintenance.JobTimes.JobTime;
import dev.gatehand.policy.Job;
import dev.gatehand.task.JobOpening;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Begins the jobs that are due. Every node looks, as often as it likes: a due time opens one task
 * because the task's source is unique in the database, and the next due time is put there by
 * whichever node is first. The order (task first, then the next time) means that a crash in between
 * repeats the first step, which then finds the same task.
 *
 * <p>Times that nobody saw (a weekend without power) are caught up once, not one by one.
 */
public final class DueJobs {
  private static final System.Logger LOG = System.getLogger(DueJobs.class.getName());

  /** A time that no clock will show: the row of a job that is never due again. */
  private static final Instant NEVER = Instant.ofEpochMilli(Long.MAX_VALUE);

  private final List<Job> jobs;
  private final JobTimes times;
  private final JobOpening opening;
  private final InstantSource clock;

  public DueJobs(List<Job> jobs, JobTimes times, JobOpening opening, InstantSource clock) {
    this.jobs = List.copyOf(jobs);
    this.times = times;
    this.opening = opening;
    this.clock = clock;
  }

  /** Begins what is due now. */
  public void look() {
    for (Job job : jobs) {
      Timetable timetable = Timetable.of(job);
      for (String repository : job.repositories()) {
        look(job, timetable, RepoRef.of(repository));
      }
    }
  }

  private void look(Job job, Timetable timetable, RepoRef repository) {
    Instant now = clock.instant();
    Optional<JobTime> time = times.find(repository, job.name());
    if (time.isEmpty() || !time.get().timetable().equals(timetable.toString())) {
      // A job that is new, or has a new timetable, waits for its first time: it is not late.
      times.move(time, time(job, timetable, repository, now, ""));
    } else if (!time.get().due().isAfter(now)) {
      begin(job, timetable, time.get(), now);
    }
  }

  private void begin(Job job, Timetable timetable, JobTime time, Instant now) {
    try {
      String note =
          switch (opening.due(job, time.repository(), time.due())) {
            case JobOpening.Begun.Opened _ -> "";
            case JobOpening.Begun.Busy(var with) when with.job().equals(job.name()) ->
                "the time %s was left out, because the run before it had not ended"
                    .formatted(time.due());
            case JobOpening.Begun.Busy(var with) ->
                "the time %s was left out, because too many tasks wait in line on #%d"
                    .formatted(time.due(), with.thread().number());
          };
      times.move(Optional.of(time), time(job, timetable, time.repository(), now, note));
    } catch (ForgeUnavailable e) {
      // The time stays due: the forge may be back at the next look.
      String note = "it is due and waits for the forge: " + e.getMessage();
      if (!time.note().equals(note)) {
        LOG.log(Level.WARNING, job.name() + " on " + time.repository() + ": " + note);
        times.move(
            Optional.of(time),
            new JobTime(time.repository(), time.job(), time.timetable(), time.due(), note));
      }
    }
  }

  private static JobTime time(
      Job job, Timetable timetable, RepoRef repository, Instant now, String note) {
    Instant due = timetable.after(now).orElse(NEVER);
    return new JobTime(repository, job.name(), timetable.toString(), due, note);
  }
}
