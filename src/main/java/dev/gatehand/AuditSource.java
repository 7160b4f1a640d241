package dev.gatehand;

import dev.gatehand.cli.AuditPlace;
import dev.gatehand.journal.AuditArchive;
import dev.gatehand.store.AuditExport;
import dev.gatehand.store.AuditKey;
import dev.gatehand.store.SqlAuditArchive;
import java.nio.file.Path;

/** Opens the audit log that a command names. */
final class AuditSource {
  private AuditSource() {}

  static AuditArchive open(AuditPlace place) {
    Path keyFile = AuditKey.in(place.data());
    if (place.export().isPresent()) {
      return new AuditExport(place.export().get(), AuditKey.read(keyFile));
    }
    return place.url().isEmpty()
        ? SqlAuditArchive.open(place.data())
        : SqlAuditArchive.open(
            place.url().get(),
            place.user(),
            System.getenv().getOrDefault("GATEHAND_DATABASE_PASSWORD", ""),
            AuditKey.read(keyFile));
  }
}
