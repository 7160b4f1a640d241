package dev.gatehand.store;

import dev.gatehand.journal.AuditArchive;
import dev.gatehand.journal.StoreUnavailable;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** The audit log of a data directory with SQLite, read beside the service or without it. */
public final class SqlAuditArchive implements AuditArchive {
  private final Database database;
  private final SqlAudit audit;

  private SqlAuditArchive(Database database, AuditKey key) {
    this.database = database;
    audit = new SqlAudit(database, new AuditChain(key), InstantSource.system());
  }

  /**
   * @throws StoreUnavailable when there is no database or no key, or they cannot be read
   */
  public static AuditArchive open(Path dataDirectory) {
    var key = AuditKey.read(AuditKey.in(dataDirectory));
    return new SqlAuditArchive(Database.readingIn(dataDirectory), key);
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
