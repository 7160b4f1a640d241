package dev.gatehand.maintenance;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.policy.Job;
import dev.gatehand.task.JobOpening;
import dev.gatehand.task.TaskStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The jobs as people see them: when each runs next, what came of it last, and a way to run it. */
public final class JobBoard {
  private final List<Job> jobs;
  private final JobTimes times;
  private final TaskStore tasks;
  private final JobOpening opening;
  private final InstantSource clock;

  public JobBoard(
      List<Job> jobs, JobTimes times, TaskStore tasks, JobOpening opening, InstantSource clock) {
    this.jobs = List.copyOf(jobs);
    this.times = times;
    this.tasks = tasks;
    this.opening = opening;
    this.clock = clock;
  }

  /**
   * A job on one of its repositories.
   *
   * @param next when it is due; empty before its first look, or when it never is
   * @param note why the last due time began no run, or empty
   * @param last its newest run
   */
  public record Line(
      Job job,
      RepoRef repository,
      Optional<Instant> next,
      String note,
      Optional<TaskStore.TaskView> last) {}

  /** In the order of the policy. */
  public List<Line> lines() {
    return jobs.stream()
        .flatMap(
            job ->
                job.repositories().stream()
                    .map(RepoRef::of)
                    .map(repository -> line(job, repository)))
        .toList();
  }

  /** The job of this name, if it runs on this repository. */
  public Optional<Job> job(RepoRef repository, String name) {
    return jobs.stream()
        .filter(job -> job.name().equals(name) && job.isFor(repository.toString()))
        .findFirst();
  }

  /** Runs a job now, for a person whose right was looked up. */
  public JobOpening.Begun run(Job job, RepoRef repository, Account by) {
    return opening.byHand(job, repository, by, clock.instant());
  }

  private Line line(Job job, RepoRef repository) {
    Optional<JobTimes.JobTime> time = times.find(repository, job.name());
    return new Line(
        job,
        repository,
        time.map(JobTimes.JobTime::due)
            .filter(due -> due.isBefore(clock.instant().plusSeconds(100L * 365 * 86_400))),
        time.map(JobTimes.JobTime::note).orElse(""),
        tasks.ofJob(repository, job.name(), 1).stream().findFirst());
  }
}
