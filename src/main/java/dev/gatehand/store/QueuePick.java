package dev.gatehand.store;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcTaskRepositoryContext;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.gatehand.task.Caps;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What runs next: the most urgent; of those, a task of the repository that has the fewest at work;
 * of those, of the one that was served longest ago; of those, the oldest. Never more than the caps
 * allow.
 *
 * <p>db-scheduler keeps lease and heartbeat of what was picked. Its own order knows neither
 * repositories nor caps, so this stands where it would ask a database to lock and fetch at once.
 */
final class QueuePick implements JdbcCustomization {
  private static final String NEXT =
      """
      with busy as (
        select repository, count(*) as tasks from scheduled_tasks where picked group by repository
      ), line as (
        select s.task_instance, s.version, s.consecutive_failures, s.repository, s.priority,
          s.execution_time,
          coalesce(busy.tasks, 0) + row_number() over (
            partition by s.repository
            order by s.priority desc, s.execution_time, s.task_instance) as place
        from scheduled_tasks s left join busy on busy.repository = s.repository
        where not s.picked and s.execution_time <= ?
      )
      select task_instance, version, coalesce(consecutive_failures, 0), line.repository
      from line left join queue_served on queue_served.repository = line.repository
      where place <= ?
      order by priority desc, place, coalesce(turn, 0), execution_time, task_instance limit ?
      """;

  private final Database database;
  private final JdbcCustomization plain;
  private final String node;
  private final Caps caps;
  private final BooleanSupplier leaving;

  /** {@code leaving}: the node stops; it takes no more. */
  QueuePick(Database database, String node, Caps caps, BooleanSupplier leaving) {
    this.database = database;
    this.plain = database.dialect().scheduling();
    this.node = node;
    this.caps = caps;
    this.leaving = leaving;
  }

  @Override
  public List<Execution> lockAndFetchSingleStatement(
      JdbcTaskRepositoryContext context, Instant now, int limit, boolean orderByPriority) {
    if (leaving.getAsBoolean() || !isAnyDue(now)) {
      return new ArrayList<>();
    }
    return database.write(tx -> pick(tx, now, limit));
  }

  /** Most looks find nothing: they shall cost no write, and make no node wait for its turn. */
  private boolean isAnyDue(Instant now) {
    return database.read(
        tx ->
            tx.exists(
                "select 1 from scheduled_tasks where not picked and execution_time <= ? limit 1",
                database.dialect().moment(now)));
  }

  private List<Execution> pick(Tx tx, Instant now, int limit) throws SQLException {
    long turn =
        tx.one(
                "update queue_turn set turns = turns + 1 where id = 1 returning turns",
                row -> row.getLong(1))
            .orElseThrow();
    int running =
        tx.one("select count(*) from scheduled_tasks where picked", row -> row.getInt(1))
            .orElseThrow();
    int room = Math.min(limit, caps.whole() - running);
    List<Execution> picked = new ArrayList<>();
    if (room > 0) {
      Object moment = database.dialect().moment(now);
      for (Row row : tx.list(NEXT, Row::of, moment, caps.repository(), room)) {
        if (take(tx, row, moment)) {
          serve(tx, row.repository(), turn);
          picked.add(row.execution(node, now));
        }
      }
    }
    return picked;
  }

  private boolean take(Tx tx, Row row, Object moment) throws SQLException {
    return tx.update(
            """
            update scheduled_tasks set
              picked = true, picked_by = ?, last_heartbeat = ?, version = version + 1
            where task_name = ? and task_instance = ? and version = ? and not picked
            """,
            node,
            moment,
            QueueRows.NAME,
            row.task(),
            row.version())
        == 1;
  }

  private static void serve(Tx tx, String repository, long turn) throws SQLException {
    tx.update(
        """
        insert into queue_served (repository, turn) values (?, ?)
        on conflict (repository) do update set turn = excluded.turn
        """,
        repository,
        turn);
  }

  private record Row(String task, long version, int failures, String repository) {
    static Row of(ResultSet row) throws SQLException {
      return new Row(row.getString(1), row.getLong(2), row.getInt(3), row.getString(4));
    }

    Execution execution(String node, Instant now) {
      var instance = new TaskInstance<Void>(QueueRows.NAME, task);
      return new Execution(now, instance, true, node, null, null, failures, now, version + 1);
    }
  }

  @Override
  public boolean supportsSingleStatementLockAndFetch() {
    return true;
  }

  @Override
  public boolean supportsGenericLockAndFetch() {
    return false;
  }

  @Override
  public String getName() {
    return plain.getName();
  }

  @Override
  public void setInstant(PreparedStatement statement, int index, @Nullable Instant value)
      throws SQLException {
    plain.setInstant(statement, index, value);
  }

  @Override
  public @Nullable Instant getInstant(ResultSet rows, String column) throws SQLException {
    return plain.getInstant(rows, column);
  }

  @Override
  public void setTaskData(PreparedStatement statement, int index, byte @Nullable [] value)
      throws SQLException {
    plain.setTaskData(statement, index, value);
  }

  @Override
  public byte @Nullable [] getTaskData(ResultSet rows, String column) throws SQLException {
    return plain.getTaskData(rows, column);
  }

  @Override
  public boolean supportsExplicitQueryLimitPart() {
    return plain.supportsExplicitQueryLimitPart();
  }

  @Override
  public String getQueryLimitPart(int limit) {
    return plain.getQueryLimitPart(limit);
  }

  @Override
  public String createGenericSelectForUpdateQuery(
      String table, int limit, String and, boolean orderByPriority) {
    return plain.createGenericSelectForUpdateQuery(table, limit, and, orderByPriority);
  }

  @Override
  public String createSelectDueQuery(String table, int limit, String and, boolean orderByPriority) {
    return plain.createSelectDueQuery(table, limit, and, orderByPriority);
  }
}
