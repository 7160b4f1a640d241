package dev.gatehand.store;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Event;
import dev.gatehand.task.PushedHeads;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Heads whose CI is waited for, as the journal left them. */
public final class SqlPushedHeads implements PushedHeads {
  private static final Duration KEPT = Duration.ofDays(7);
  private final Database database;
  private final InstantSource clock;

  public SqlPushedHeads(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** With the event itself: a crash after it loses nothing. */
  static void published(Tx tx, TaskId task, Instant at, Event.Published published)
      throws SQLException {
    // Where no policy has them looked at, nobody else takes them away.
    tx.update("delete from pushed_head where at < ?", at.minus(KEPT));
    tx.update(
        """
        insert into pushed_head (repository, number, head, task, at, next)
        select repository, ?, ?, id, ?, ? from task where id = ?
        on conflict (repository, number) do update set
          head = excluded.head, task = excluded.task, at = excluded.at, next = excluded.next
        """,
        published.pullRequest(),
        published.head().value(),
        at,
        at,
        task.value());
  }

  @Override
  public List<Head> due(Instant now, int most) {
    return database.read(
        tx ->
            tx.list(
                """
                select repository, number, head, task, at from pushed_head
                where next <= ? order by next, repository, number limit ?
                """,
                row ->
                    new Head(
                        new ThreadRef(RepoRef.of(row.getString(1)), row.getInt(2)),
                        new GitId(row.getString(3)),
                        new TaskId(row.getString(4)),
                        Instant.ofEpochMilli(row.getLong(5))),
                now,
                most));
  }

  @Override
  public void hurry(RepoRef repository) {
    database.execute(
        tx ->
            tx.update(
                "update pushed_head set next = 0 where repository = ? and next > ?",
                repository.toString(),
                clock.instant()));
  }

  @Override
  public void later(Head head, Instant next) {
    database.execute(
        tx ->
            tx.update(
                "update pushed_head set next = ? where repository = ? and number = ? and head = ?",
                next,
                head.pullRequest().repository().toString(),
                head.pullRequest().number(),
                head.commit().value()));
  }

  @Override
  public void drop(Head head) {
    database.execute(
        tx ->
            tx.update(
                "delete from pushed_head where repository = ? and number = ? and head = ?",
                head.pullRequest().repository().toString(),
                head.pullRequest().number(),
                head.commit().value()));
  }
}
