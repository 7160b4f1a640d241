package dev.gatehand.store;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.maintenance.JobTimes;
import java.time.Instant;
import java.util.Optional;

/** Due times of maintenance jobs in the database: of several nodes that move one, one is first. */
public final class SqlJobTimes implements JobTimes {
  private final Database database;

  public SqlJobTimes(Database database) {
    this.database = database;
  }

  @Override
  public Optional<JobTime> find(RepoRef repository, String job) {
    return database.read(
        tx ->
            tx.one(
                """
                select repository, job, schedule, due, note from job_time
                where repository = ? and job = ?
                """,
                row ->
                    new JobTime(
                        RepoRef.of(row.getString("repository")),
                        row.getString("job"),
                        row.getString("schedule"),
                        Instant.ofEpochMilli(row.getLong("due")),
                        row.getString("note")),
                repository.toString(),
                job));
  }

  @Override
  public boolean move(Optional<JobTime> before, JobTime next) {
    return database.write(
        tx -> {
          if (before.isEmpty()) {
            return tx.update(
                    """
                    insert into job_time (repository, job, schedule, due, note)
                    values (?, ?, ?, ?, ?)
                    on conflict (repository, job) do nothing
                    """,
                    next.repository().toString(),
                    next.job(),
                    next.timetable(),
                    next.due(),
                    next.note())
                == 1;
          }
          return tx.update(
                  """
                  update job_time set schedule = ?, due = ?, note = ?
                  where repository = ? and job = ? and schedule = ? and due = ?
                  """,
                  next.timetable(),
                  next.due(),
                  next.note(),
                  next.repository().toString(),
                  next.job(),
                  before.get().timetable(),
                  before.get().due())
              == 1;
        });
  }
}
