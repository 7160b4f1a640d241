package dev.gatehand.store;

import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Audit;
import dev.gatehand.journal.AuditRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The audit log in the database. */
public final class SqlAudit implements Audit {
  private static final int PAGE = 1000;
  private final Database database;
  private final AuditChain chain;
  private final InstantSource clock;

  public SqlAudit(Database database, AuditChain chain, InstantSource clock) {
    this.database = database;
    this.chain = chain;
    this.clock = clock;
  }

  @Override
  public void record(AuditRecord entry) {
    database.execute(tx -> chain.append(tx, clock.instant(), entry));
  }

  @Override
  public Optional<String> head() {
    return stored().map(Head::hash);
  }

  @Override
  public Optional<String> headOf(TaskId task) {
    return database.read(
        tx ->
            tx.one(
                "select hash from audit where task = ? order by seq desc limit 1",
                row -> row.getString(1),
                task.value()));
  }

  @Override
  public Optional<String> verify(Optional<String> published) {
    // The head first: rows that are appended meanwhile are checked too, but not missed.
    var head = stored();
    var walk = new ChainWalk(chain, published);
    while (true) {
      var page = read(walk.seq(), PAGE);
      for (Row row : page) {
        var wrong = walk.step(row);
        if (wrong.isPresent()) {
          return wrong;
        }
      }
      if (page.size() < PAGE) {
        return walk.end(head.map(Head::seq).orElse(0L));
      }
    }
  }

  @Override
  public List<Row> read(long afterSeq, int maximum) {
    return database.read(
        tx ->
            tx.list(
                """
                select seq, at, task, who, what, subject, rule, why, fingerprint, policy, hash
                from audit where seq > ? order by seq limit ?
                """,
                SqlAudit::row,
                afterSeq,
                maximum));
  }

  private Optional<Head> stored() {
    return database.read(
        tx ->
            tx.one(
                "select seq, hash from audit_head where id = 1 and seq > 0",
                row -> new Head(row.getLong(1), row.getString(2))));
  }

  private static Row row(ResultSet row) throws SQLException {
    var entry =
        new AuditRecord(
            row.getString(3),
            row.getString(4),
            row.getString(5),
            row.getString(6),
            row.getString(7),
            row.getString(8),
            row.getString(9),
            row.getString(10));
    return new Row(row.getLong(1), Instant.ofEpochMilli(row.getLong(2)), entry, row.getString(11));
  }

  private record Head(long seq, String hash) {}
}
