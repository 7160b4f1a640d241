package dev.gatehand.store;

import dev.gatehand.journal.Audit;
import dev.gatehand.journal.AuditArchive;
import dev.gatehand.journal.StoreUnavailable;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The audit log in a database, read beside the service or without it. */
public final class SqlAuditArchive implements AuditArchive {
  private static final int PAGE = 1000;
  private final Database database;
  private final SqlAudit audit;

  private SqlAuditArchive(Database database, AuditKey key) {
    this.database = database;
    audit = new SqlAudit(database, new AuditChain(key, ""), InstantSource.system());
  }

  /**
   * @throws StoreUnavailable when there is no database or no key, or they cannot be read
   */
  public static AuditArchive open(Path dataDirectory) {
    var key = AuditKey.read(AuditKey.in(dataDirectory));
    return new SqlAuditArchive(Database.readingIn(dataDirectory), key);
  }

  /**
   * The log in a PostgreSQL, read from any machine that has its key.
   *
   * @throws StoreUnavailable when it cannot be reached, or has no audit log
   */
  public static AuditArchive open(String url, String user, String password, AuditKey key) {
    return new SqlAuditArchive(Database.readingFrom(url, user, password), key);
  }

  @Override
  public List<Audit.Row> read(long afterSeq) {
    return audit.read(afterSeq, PAGE);
  }

  @Override
  public Optional<String> verify(Optional<String> published) {
    return audit.verify(published);
  }

  @Override
  public Optional<String> head() {
    return audit.head();
  }

  @Override
  public void close() {
    database.close();
  }
}
