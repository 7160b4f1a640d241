package dev.gatehand.journal;

import java.util.List;
import java.util.Optional;

/** An audit log that is opened only to be read; the service may be running. */
public interface AuditArchive extends AutoCloseable {
  /** Like {@link Audit#verify(Optional)}. */
  Optional<String> verify(Optional<String> published);

  /** The newest link of the chain; empty for an empty log. */
  Optional<String> head();

  /** Some rows after this one, oldest first; empty at the end. */
  List<Audit.Row> read(long afterSeq);

  @Override
  void close();
}
