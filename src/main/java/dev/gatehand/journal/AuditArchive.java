package dev.gatehand.journal;

import java.util.Optional;

/** The audit log of a data directory, opened only to be read; the service may be running. */
public interface AuditArchive extends AutoCloseable {
  /** Like {@link Audit#verify(Optional)}. */
  Optional<String> verify(Optional<String> published);

  /** The newest link of the chain; empty for an empty log. */
  Optional<String> head();

  @Override
  void close();
}
