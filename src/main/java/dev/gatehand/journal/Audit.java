package dev.gatehand.journal;

import dev.gatehand.gate.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The hash-chained log of decisions. {@link Journal#append} writes it together with the events;
 * {@code record} is for decisions outside a task.
 */
public interface Audit {
  void record(AuditRecord entry);

  /** The newest link of the chain, to be anchored where we publish; empty for an empty log. */
  Optional<String> head();

  /** The newest link that says something of this task: what a commit of it can carry. */
  Optional<String> headOf(TaskId task);

  /** Walks the whole chain; empty when it holds, else what is wrong with which row. */
  default Optional<String> verify() {
    return verify(Optional.empty());
  }

  /**
   * The same, and that a head which was published elsewhere is still part of the chain: who cuts
   * off its end cannot take that back.
   */
  Optional<String> verify(Optional<String> published);

  List<Row> read(long afterSeq, int maximum);

  /** A row as it is stored. */
  record Row(long seq, Instant at, AuditRecord entry, String hash) {}
}
