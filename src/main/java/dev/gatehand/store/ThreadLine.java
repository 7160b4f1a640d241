package dev.gatehand.store;

import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.TaskId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** One task of a thread is at work; the others wait in the order in which they were asked for. */
final class ThreadLine {
  /** As many may wait on one thread: a line that nobody can see the end of is no promise. */
  private static final int LONGEST = 5;

  private ThreadLine() {}

  /** Lets a task in: to work at once, or to the end of the line. False when the line is full. */
  static boolean enter(Tx tx, TaskId task, ThreadRef thread) throws SQLException {
    String repository = thread.repository().toString();
    while (!occupy(tx, task.value(), repository, thread.number())) {
      // Locked, so that the task at work cannot end without seeing who came into the line.
      int locked =
          tx.update(
              "update active_thread set task = task where repository = ? and number = ?",
              repository,
              thread.number());
      if (locked == 1) {
        return queueUp(tx, task, repository, thread.number());
      }
    }
    return true;
  }

  private static boolean queueUp(Tx tx, TaskId task, String repository, int number)
      throws SQLException {
    int waiting =
        tx.one(
                "select count(*) from thread_line where repository = ? and number = ?",
                row -> row.getInt(1),
                repository,
                number)
            .orElseThrow();
    if (waiting >= LONGEST) {
      return false;
    }
    tx.update(
        "insert into thread_line (repository, number, task) values (?, ?, ?)",
        repository,
        number,
        task.value());
    return true;
  }

  /** A task ends: in the same transaction it is the turn of the next one of its thread. */
  static void leave(Tx tx, Dialect dialect, TaskId task, Instant now) throws SQLException {
    tx.update("delete from thread_line where task = ?", task.value());
    if (tx.update("delete from active_thread where task = ?", task.value()) == 0) {
      return;
    }
    Optional<Waiting> next =
        tx.one(
            """
            select l.id, l.task, l.repository, l.number from thread_line l
            join task t on t.repository = l.repository and t.number = l.number
            where t.id = ? order by l.id limit 1
            """,
            row -> new Waiting(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4)),
            task.value());
    if (next.isPresent()) {
      Waiting first = next.get();
      tx.update("delete from thread_line where id = ?", first.id());
      if (!occupy(tx, first.task(), first.repository(), first.number())) {
        throw new IllegalStateException("a thread has two tasks at work: " + first);
      }
      QueueRows.submit(tx, dialect, new TaskId(first.task()), now);
    }
  }

  static boolean occupy(Tx tx, String task, String repository, int number) throws SQLException {
    return tx.update(
            """
            insert into active_thread (repository, number, task) values (?, ?, ?)
            on conflict (repository, number) do nothing
            """,
            repository,
            number,
            task)
        == 1;
  }

  private record Waiting(long id, String task, String repository, int number) {}
}
