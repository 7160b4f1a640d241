package dev.gatehand.store;

import dev.gatehand.gate.TaskId;
import dev.gatehand.task.Line;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The line, as {@link QueuePick} would take from it. */
public final class SqlLine implements Line {
  private static final String FOR_ROOM =
      """
      with busy as (
        select repository, count(*) as tasks from scheduled_tasks where picked group by repository
      ), line as (
        select s.task_instance, s.repository, s.priority, s.execution_time,
          coalesce(busy.tasks, 0) as running,
          coalesce(busy.tasks, 0) + row_number() over (
            partition by s.repository
            order by s.priority desc, s.execution_time, s.task_instance) as place
        from scheduled_tasks s left join busy on busy.repository = s.repository
        where not s.picked and s.execution_time <= ?
      ), ranked as (
        select task_instance, running,
          row_number() over (
            order by priority desc, place, coalesce(turn, 0), execution_time, task_instance) as place
        from line left join queue_served on queue_served.repository = line.repository
      )
      select t.id, 0, ranked.place, ranked.running, t.told
      from ranked join task t on t.id = ranked.task_instance
      where t.state = 'QUEUED' and t.epoch = 0 order by ranked.place limit ?
      """;

  private static final String ON_THREAD =
      """
      select t.id,
        row_number() over (partition by l.repository, l.number order by l.id),
        0,
        (select count(*) from scheduled_tasks s where s.picked and s.repository = l.repository),
        t.told
      from thread_line l join task t on t.id = l.task order by l.id limit ?
      """;

  /** Nobody reads of the thousandth place, and every node looks every few seconds. */
  private static final int MOST = 200;

  private final Database database;
  private final InstantSource clock;

  public SqlLine(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public List<Place> places() {
    return database.read(
        tx -> {
          Object now = database.dialect().moment(clock.instant());
          var places = new ArrayList<>(tx.list(FOR_ROOM, SqlLine::place, now, MOST));
          places.addAll(tx.list(ON_THREAD, SqlLine::place, MOST));
          return List.copyOf(places);
        });
  }

  @Override
  public void told(TaskId task, String words) {
    database.execute(tx -> tx.update("update task set told = ? where id = ?", words, task.value()));
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(
        new TaskId(row.getString(1)),
        row.getInt(2),
        row.getInt(3),
        row.getInt(4),
        row.getString(5));
  }
}
