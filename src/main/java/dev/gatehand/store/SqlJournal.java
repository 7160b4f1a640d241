package dev.gatehand.store;

import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.Lease;
import dev.gatehand.store.Fence.Standing;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The journal, one row for each event, and with it in one transaction all that follows. */
public final class SqlJournal implements Journal {
  private final Database database;
  private final AuditChain audit;
  private final InstantSource clock;

  public SqlJournal(Database database, AuditChain audit, InstantSource clock) {
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public Instant append(Lease lease, List<Event> events) {
    return database.write(tx -> write(tx, lease, Fence.pass(tx, lease), events));
  }

  /** Writes into a transaction that has passed the fence. */
  Instant write(Tx tx, Lease lease, Standing before, List<Event> events) throws SQLException {
    Instant at = Instant.ofEpochMilli(clock.millis());
    Standing standing = before;
    if (events.stream().anyMatch(Event.Ended.class::isInstance)) {
      // Before the head of the audit log is touched, as whoever comes into the line does it.
      ThreadLine.leave(tx, database.dialect(), lease.task(), at);
    }
    for (Event event : events) {
      standing = Projection.state(standing.at(standing.seq() + 1), event);
      insert(tx, lease, standing.seq(), at, event);
      Projection.apply(tx, lease.task(), standing.seq(), at, event);
      var decision = Decisions.of(tx, lease.task(), event);
      if (decision.isPresent()) {
        audit.append(tx, at, decision.get());
      }
    }
    tx.update(
        "update task set seq = ?, state = ?, resumes = ?, why = ?, changed = ? where id = ?",
        standing.seq(),
        standing.state(),
        standing.resumes(),
        standing.why(),
        at,
        lease.task().value());
    return at;
  }

  private static void insert(Tx tx, Lease lease, long seq, Instant at, Event event)
      throws SQLException {
    tx.update(
        """
        insert into journal (task, seq, epoch, version, type, data, at)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        lease.task().value(),
        seq,
        lease.epoch(),
        EventFormat.VERSION,
        EventFormat.type(event),
        EventFormat.data(event),
        at);
  }

  @Override
  public List<Entry> read(TaskId task, long seq) {
    return database.read(
        tx ->
            tx.list(
                """
                select seq, at, type, version, data from journal
                where task = ? and seq > ? order by seq
                """,
                row ->
                    new Entry(
                        row.getLong(1),
                        Instant.ofEpochMilli(row.getLong(2)),
                        EventFormat.read(row.getString(3), row.getInt(4), row.getString(5))),
                task.value(),
                seq));
  }
}
