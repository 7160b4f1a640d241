package dev.gatehand.store;

import dev.gatehand.forge.Arrivals;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What a forge told of, until Gatehand looked at it. */
public final class SqlArrivals implements Arrivals {
  private static final int MOST_STRANGERS = 1_000;
  private final Database database;
  private final InstantSource clock;

  public SqlArrivals(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** When a webhook arrived last, by the database of a data directory, beside its service. */
  public static Optional<Instant> lastDelivery(Path data) {
    if (!Files.exists(data.resolve("gatehand.db"))) {
      return Optional.empty();
    }
    try (Database database = Database.readingIn(data)) {
      return new SqlArrivals(database, InstantSource.system()).lastDelivery();
    }
  }

  /** The same of a database that is named by its address. */
  public static Optional<Instant> lastDelivery(String url, String user, String password) {
    try (Database database =
        switch (Dialect.of(url)) {
          case SQLITE -> Database.readingFile(Path.of(url.substring("jdbc:sqlite:".length())));
          case POSTGRESQL -> Database.readingFrom(url, user, password);
        }) {
      return new SqlArrivals(database, InstantSource.system()).lastDelivery();
    }
  }

  @Override
  public boolean keep(String delivery, String event, List<Told> told) {
    return database.write(
        tx -> {
          boolean fresh =
              tx.update(
                      """
                      insert into delivery (name, event, at) values (?, ?, ?)
                      on conflict (name) do nothing
                      """,
                      delivery,
                      event,
                      clock.instant())
                  == 1;
          if (fresh) {
            for (Told one : told) {
              insert(tx, one);
            }
          }
          return fresh;
        });
  }

  @Override
  public void found(Told told) {
    database.execute(tx -> insert(tx, told));
  }

  private void insert(Tx tx, Told told) throws SQLException {
    CommentRef comment = told.comment();
    if (told.rank() == Rank.STRANGER && isCrowded(tx)) {
      return;
    }
    tx.update(
        """
        insert into arrival (repository, number, comment_id, rank, at, tries, next)
        values (?, ?, ?, ?, ?, 0, 0)
        on conflict (repository, number, comment_id) do update set at = excluded.at
          where arrival.comment_id <= 0
        """,
        comment.thread().repository().toString(),
        comment.thread().number(),
        comment.id(),
        told.rank().place(),
        clock.instant());
  }

  /** A flood of accounts must fill neither the disk nor the line in which others stand. */
  private static boolean isCrowded(Tx tx) throws SQLException {
    return tx.one(
            "select count(*) from arrival where rank = ?",
            row -> row.getInt(1),
            Rank.STRANGER.place())
        .filter(count -> count >= MOST_STRANGERS)
        .isPresent();
  }

  @Override
  public List<Waiting> waiting(Instant now, int maximum) {
    return database.read(
        tx ->
            tx.list(
                """
                select repository, number, comment_id, at, tries from arrival
                where next <= ? order by rank, at, comment_id limit ?
                """,
                row ->
                    new Waiting(
                        new CommentRef(
                            new ThreadRef(RepoRef.of(row.getString(1)), row.getInt(2)),
                            row.getLong(3)),
                        Instant.ofEpochMilli(row.getLong(4)),
                        row.getInt(5)),
                now,
                maximum));
  }

  @Override
  public long count() {
    return database
        .read(tx -> tx.one("select count(*) from arrival", row -> row.getLong(1)))
        .orElse(0L);
  }

  @Override
  public void heard(Waiting waiting) {
    CommentRef comment = waiting.comment();
    database.execute(
        tx ->
            tx.update(
                """
                delete from arrival
                where repository = ? and number = ? and comment_id = ? and at = ?
                """,
                comment.thread().repository().toString(),
                comment.thread().number(),
                comment.id(),
                waiting.at()));
  }

  @Override
  public void later(CommentRef comment, Instant next) {
    database.execute(
        tx ->
            tx.update(
                """
                update arrival set tries = tries + 1, next = ?
                where repository = ? and number = ? and comment_id = ?
                """,
                next,
                comment.thread().repository().toString(),
                comment.thread().number(),
                comment.id()));
  }

  @Override
  public Optional<Instant> lastDelivery() {
    return database
        .read(tx -> tx.one("select coalesce(max(at), 0) from delivery", row -> row.getLong(1)))
        .filter(at -> at > 0)
        .map(Instant::ofEpochMilli);
  }

  @Override
  public void forget(Instant before) {
    database.execute(tx -> tx.update("delete from delivery where at < ?", before));
  }

  @Override
  public Optional<String> note(String name) {
    return database.read(
        tx -> tx.one("select value from forge_note where name = ?", row -> row.getString(1), name));
  }

  @Override
  public void note(String name, String value) {
    database.execute(
        tx ->
            tx.update(
                """
                insert into forge_note (name, value) values (?, ?)
                on conflict (name) do update set value = excluded.value
                """,
                name,
                value));
  }
}
