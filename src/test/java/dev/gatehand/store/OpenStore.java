package dev.gatehand.store;

import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Lease;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A store on an empty database of either kind, with a clock that tests move. */
final class OpenStore implements AutoCloseable, InstantSource {
  static final String POLICY = "9".repeat(64);
  final Database database;
  final SqlJournal journal;
  final SqlTaskStore tasks;
  final SqlInbox inbox;
  final SqlOutbox outbox;
  final SqlAudit audit;
  private Instant now = Instant.parse("2026-11-22T14:05:00Z");

  private OpenStore(Database database, AuditKey key) {
    this.database = database;
    var chain = new AuditChain(key, POLICY);
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
          case POSTGRESQL -> Database.open(FreshPostgres.url(), "postgres", "postgres");
        };
    return new OpenStore(database, AuditKey.readOrCreate(AuditKey.in(folder)));
  }

  /** On this PostgreSQL. */
  static OpenStore at(String url, Path folder) {
    return new OpenStore(
        Database.open(url, "postgres", "postgres"), AuditKey.readOrCreate(AuditKey.in(folder)));
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
}
