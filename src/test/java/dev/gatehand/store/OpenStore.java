package dev.gatehand.store;

import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Lease;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/** A store on an empty database of either kind, with a clock that tests move. */
final class OpenStore implements AutoCloseable, InstantSource {
  private static final AtomicInteger COUNT = new AtomicInteger();
  final Database database;
  final SqlJournal journal;
  final SqlTaskStore tasks;
  final SqlInbox inbox;
  final SqlOutbox outbox;
  final SqlAudit audit;
  private Instant now = Instant.parse("2026-11-22T14:05:00Z");

  private OpenStore(Database database, AuditKey key) {
    this.database = database;
    var chain = new AuditChain(key);
    journal = new SqlJournal(database, chain, this);
    tasks = new SqlTaskStore(database, journal, this);
    inbox = new SqlInbox(database, this);
    outbox = new SqlOutbox(database, this);
    audit = new SqlAudit(database, chain, this);
  }

  static OpenStore on(Dialect dialect, Path folder) {
    var database =
        switch (dialect) {
          case SQLITE -> Database.in(folder);
          case POSTGRESQL -> Database.open(freshPostgres(), "postgres", "postgres");
        };
    return new OpenStore(database, AuditKey.readOrCreate(AuditKey.in(folder)));
  }

  /** The address of an empty database of the one PostgreSQL that all tests share. */
  static String freshPostgres() {
    String name = "test_" + COUNT.incrementAndGet();
    try (var connection = Postgres.SERVER.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Postgres.SERVER.getJdbcUrl("postgres", name);
  }

  /** A task that was opened and taken up. */
  Lease running(TaskId task) {
    tasks.open(task, Samples.request(task));
    var lease = tasks.take(task, "node-1").orElseThrow();
    journal.append(lease, new Event.TakenUp("node-1"));
    return lease;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void close() {
    database.close();
  }

  private static final class Postgres {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
