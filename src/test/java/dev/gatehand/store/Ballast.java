package dev.gatehand.store;

import dev.gatehand.gate.TaskId;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Rows for measurements: many tasks that are parked, as copies of one that really is. */
public final class Ballast {
  private Ballast() {}

  /** Adds so many copies of a parked task, each on a thread of its own, with journal and ask. */
  public static void copies(Database database, TaskId original, int count) {
    String id = "'t-x' || substr('00000000' || i, -8)";
    String numbers =
        "with recursive n(i) as (select 1 union all select i + 1 from n where i < %d) "
            .formatted(count);
    database.execute(
        tx -> {
          tx.update(
              """
              insert into task (id, source, origin, kind, repository, number, title, by_login, state,
                resumes, why, node, epoch, seq, at, changed, told)
              """
                  + numbers
                  + "select "
                  + id
                  + """
                  , source || '/' || i, origin, kind, repository, 1000000 + i, title, by_login, state,
                    resumes, why, node, epoch, seq, at, changed, told
                  from n, task where task.id = ?
                  """,
              original.value());
          tx.update(
              "insert into active_thread (repository, number, task) "
                  + numbers
                  + "select repository, 1000000 + i, "
                  + id
                  + " from n, task where task.id = ?",
              original.value());
          tx.update(
              "insert into journal (task, seq, epoch, version, type, data, at) "
                  + numbers
                  + "select "
                  + id
                  + ", seq, epoch, version, type, data, at from n, journal where task = ?",
              original.value());
          tx.update(
              "insert into ask (id, task, state, comment_id, by_login, deadline, at, data) "
                  + numbers
                  + "select 'X' || i, "
                  + id
                  + ", state, comment_id, by_login, deadline, at, data from n, ask where task = ?",
              original.value());
        });
  }

  /** When the first event of a kind was written in an epoch; beside the process that writes. */
  public static OptionalLong firstAt(Path file, String type, long epoch) {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement =
            connection.prepareStatement(
                "select min(at) from journal where type = ? and epoch = ? having count(*) > 0")) {
      statement.setString(1, type);
      statement.setLong(2, epoch);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
      }
    } catch (SQLException e) {
      return OptionalLong.empty();
    }
  }

  /** How many webhooks are kept; beside the process that keeps them. */
  public static long deliveries(Path file) throws SQLException {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from delivery")) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }
}
