package dev.gatehand.store;

import com.github.kagkarlsson.scheduler.task.Execution;
import dev.gatehand.gate.TaskId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * The rows of db-scheduler's table, where we need more than it offers: that a submission which
 * arrives while a slice ends is not lost. It picks rows, keeps their heartbeats and finds dead
 * ones; we put them in and take them out, each with one statement.
 */
final class QueueRows {
  static final String NAME = "task";
  private final Database database;

  QueueRows(Database database) {
    this.database = database;
  }

  /** Puts a task in line, brings it forward if it waits for later, or marks it for one more run. */
  void submit(TaskId task, Instant now) {
    database.execute(tx -> submit(tx, database.dialect(), task, now));
  }

  /** The same, in a transaction that decides something else as well. */
  static void submit(Tx tx, Dialect dialect, TaskId task, Instant now) throws SQLException {
    tx.update(
        """
        insert into scheduled_tasks
          (task_name, task_instance, execution_time, picked, version, wanted, repository, priority)
        values (?, ?, ?, false, 1, 1,
          coalesce((select repository from task where id = ?), ''), %s)
        on conflict (task_name, task_instance) do update set
          wanted = scheduled_tasks.wanted + 1,
          priority = excluded.priority,
          execution_time =
            case when scheduled_tasks.execution_time < excluded.execution_time
              then scheduled_tasks.execution_time else excluded.execution_time end
        """
            .formatted(urgency("?")),
        NAME,
        task.value(),
        dialect.moment(now),
        task.value(),
        task.value(),
        task.value(),
        task.value());
  }

  /**
   * How urgent a task is: somebody answered it or gave it direction, else a person asked for it,
   * else the schedule did. Of each kind, what was begun goes before what was not. {@code task}
   * stands three times in it.
   */
  private static String urgency(String task) {
    return """
        case
          when exists (select 1 from inbox where inbox.task = %1$s and taken_by = 0) then 30
          when exists (select 1 from task where id = %1$s and origin = 'SCHEDULE') then 10
          else 20
        end + case when exists (select 1 from task where id = %1$s and epoch > 0) then 5 else 0 end
        """
        .formatted(task);
  }

  /** How often the task was submitted so far; empty when the row is no longer this execution's. */
  OptionalLong wanted(Execution execution) {
    return database
        .write(
            tx ->
                tx.one(
                    """
                    select wanted from scheduled_tasks
                    where task_name = ? and task_instance = ? and version = ? and picked
                    """,
                    row -> row.getLong(1),
                    NAME,
                    execution.getId(),
                    execution.version))
        .stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  /** Takes a task out of the line, unless it was submitted since {@code wanted} was read. */
  boolean rest(Execution execution, long wanted) {
    return database.write(
            tx ->
                tx.update(
                    """
                    delete from scheduled_tasks
                    where task_name = ? and task_instance = ? and version = ? and picked
                      and wanted = ?
                    """,
                    NAME,
                    execution.getId(),
                    execution.version,
                    wanted))
        == 1;
  }

  /**
   * Puts a task back in line. A row that another node has meanwhile is left alone.
   *
   * @param wanted as it was read when the slice began; if it was submitted since, it runs at once
   * @param failures how many slices in a row were ended by a bug
   */
  void again(Execution execution, long wanted, Instant later, Instant now, int failures) {
    database.execute(
        tx ->
            tx.update(
                """
                update scheduled_tasks set
                  picked = false, picked_by = null, last_heartbeat = null, version = version + 1,
                  execution_time = case when wanted = ? then ? else ? end,
                  consecutive_failures = ?,
                  priority = %s
                where task_name = ? and task_instance = ? and version = ? and picked
                """
                    .formatted(urgency("scheduled_tasks.task_instance")),
                wanted,
                moment(later),
                moment(now),
                failures,
                NAME,
                execution.getId(),
                execution.version));
  }

  /**
   * Frees what this node had picked when it last ended, without waiting for its heartbeats to grow
   * old. A SQLite file has one node only, so that all is its own.
   */
  int reclaim(String node, Instant now) {
    String owned =
        switch (database.dialect()) {
          case SQLITE -> "picked_by is not null or picked_by = ?";
          case POSTGRESQL -> "picked_by = ?";
        };
    return database.write(
        tx ->
            tx.update(
                """
                update scheduled_tasks set
                  picked = false, picked_by = null, last_heartbeat = null, version = version + 1,
                  execution_time = ?
                where picked and (
                """
                    + owned
                    + ")",
                moment(now),
                node));
  }

  private Object moment(Instant instant) {
    return database.dialect().moment(instant);
  }
}
