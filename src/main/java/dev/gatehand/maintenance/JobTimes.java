package dev.gatehand.maintenance;

import dev.gatehand.forge.RepoRef;
import java.time.Instant;
import java.util.Optional;

/** When each job is due next: one row for a job on a repository, for all nodes. */
public interface JobTimes {
  Optional<JobTime> find(RepoRef repository, String job);

  /**
   * Puts {@code next} in the place of {@code before}, or makes the row when there is none.
   *
   * @return false when another node was faster: the row is no longer {@code before}
   */
  boolean move(Optional<JobTime> before, JobTime next);

  /**
   * When a job is due on a repository.
   *
   * @param timetable that {@code due} follows from, see {@link Timetable#toString}
   * @param note why the last due time began no run, or empty
   */
  record JobTime(RepoRef repository, String job, String timetable, Instant due, String note) {}
}
