package dev.gatehand.store;

import dev.gatehand.journal.Audit.Row;
import dev.gatehand.journal.AuditRecord;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;

/**
 * Links the rows of the audit log: each carries a code over itself and the code before it, so that
 * none can be changed, removed, inserted or moved without the key.
 */
public final class AuditChain {
  static final String START = "";
  private static final String FORMAT = "gatehand-audit-1";
  private static final int LONGEST = 2000;
  private final AuditKey key;
  private final String policy;

  /**
   * @param policy digest of the policy in force on this node: it stands with each decision that was
   *     not made under another one
   */
  public AuditChain(AuditKey key, String policy) {
    this.key = key;
    this.policy = policy;
  }

  /** Appends within a transaction that decides something. The head stays locked until it ends. */
  void append(Tx tx, Instant at, AuditRecord record) throws SQLException {
    var head =
        tx.one(
                "update audit_head set seq = seq + 1 where id = 1 returning seq, hash",
                row -> new Link(row.getLong(1), row.getString(2)))
            .orElseThrow(() -> new SQLException("the head of the audit log is missing"));
    var stored = storable(record);
    var moment = Instant.ofEpochMilli(at.toEpochMilli());
    String hash = link(head.hash(), head.seq(), moment, stored);
    tx.update(
        """
        insert into audit
          (seq, at, task, who, what, subject, rule, why, fingerprint, policy, hash)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        head.seq(),
        moment,
        stored.task(),
        stored.who(),
        stored.what(),
        stored.subject(),
        stored.rule(),
        stored.why(),
        stored.fingerprint(),
        stored.policy(),
        hash);
    tx.update("update audit_head set hash = ? where id = 1", hash);
  }

  boolean holds(String before, Row row) {
    return link(before, row.seq(), row.at(), row.entry()).equals(row.hash());
  }

  /** Every piece carries its length: no two different rows have the same bytes. */
  private String link(String before, long seq, Instant at, AuditRecord record) {
    var bytes = new ByteArrayOutputStream();
    put(bytes, FORMAT);
    put(bytes, before);
    put(bytes, Long.toString(seq));
    put(bytes, Long.toString(at.toEpochMilli()));
    put(bytes, record.task());
    put(bytes, record.who());
    put(bytes, record.what());
    put(bytes, record.subject());
    put(bytes, record.rule());
    put(bytes, record.why());
    put(bytes, record.fingerprint());
    put(bytes, record.policy());
    return key.code(bytes.toByteArray());
  }

  private static void put(ByteArrayOutputStream bytes, String text) {
    byte[] piece = text.getBytes(StandardCharsets.UTF_8);
    bytes.writeBytes(ByteBuffer.allocate(4).putInt(piece.length).array());
    bytes.writeBytes(piece);
  }

  private AuditRecord storable(AuditRecord record) {
    return new AuditRecord(
        Tx.storable(record.task()),
        shortened(record.who()),
        shortened(record.what()),
        shortened(record.subject()),
        shortened(record.rule()),
        shortened(record.why()),
        shortened(record.fingerprint()),
        shortened(record.policy().isEmpty() ? policy : record.policy()));
  }

  private static String shortened(String text) {
    if (text.length() <= LONGEST) {
      return Tx.storable(text);
    }
    return Tx.storable(text.substring(0, LONGEST - 1) + "…");
  }

  private record Link(long seq, String hash) {}
}
