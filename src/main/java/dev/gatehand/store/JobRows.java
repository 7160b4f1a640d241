package dev.gatehand.store;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Event;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** What follows from the events of a maintenance job's task. */
final class JobRows {
  private JobRows() {}

  /** The task's thread is the issue from now on. */
  static void issue(Tx tx, TaskId task, int number) throws SQLException {
    tx.update("update task set number = ? where id = ?", number, task.value());
    Optional<ThreadRef> thread =
        tx.one(
            "select repository, number from task where id = ?",
            row -> new ThreadRef(RepoRef.of(row.getString(1)), row.getInt(2)),
            task.value());
    if (thread.isPresent()) {
      ThreadLine.occupy(
          tx, task.value(), thread.get().repository().toString(), thread.get().number());
    }
  }

  /** The commits count as the job's from before the push: a crash between the two loses nothing. */
  static void composed(Tx tx, TaskId task, Instant at, Event.Composed composed)
      throws SQLException {
    tx.update(
        """
        insert into proposal (task, repository, job, head, change, pull_request, at)
        select id, repository, job, ?, ?, 0, ? from task where id = ? and job <> ''
        on conflict (task, head) do nothing
        """,
        composed.commits().getLast().value(),
        composed.change(),
        at,
        task.value());
    mended(tx, task, at, composed.commits().getLast().value());
  }

  /**
   * What mends a job's own pull request stands there for the same change: the job's next run knows
   * the branch for its own, and leaves it until it has something else to propose.
   */
  private static void mended(Tx tx, TaskId task, Instant at, String head) throws SQLException {
    tx.update(
        """
        insert into proposal (task, repository, job, head, change, pull_request, at)
        select task.id, before.repository, before.job, ?, before.change, before.pull_request, ?
        from task join proposal before
          on before.repository = task.repository and before.pull_request = task.number
        where task.id = ? and task.origin = 'CHECKS' order by before.at desc limit 1
        on conflict (task, head) do nothing
        """,
        head,
        at,
        task.value());
  }

  /** The pull request is also where the task's thread is, if it had none. */
  static void published(Tx tx, TaskId task, Event.Published published) throws SQLException {
    tx.update(
        "update proposal set pull_request = ? where task = ? and head = ?",
        published.pullRequest(),
        task.value(),
        published.head().value());
    tx.update(
        "update task set number = ? where id = ? and number = 0",
        published.pullRequest(),
        task.value());
  }
}
