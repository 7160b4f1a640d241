package dev.gatehand.store;

import dev.gatehand.journal.Audit.Row;
import java.util.Optional;

/** One way along the chain of an audit log, row by row. */
final class ChainWalk {
  private final AuditChain chain;
  private final Optional<String> published;
  private long seq = 0;
  private String hash = AuditChain.START;
  private boolean seen;

  /** {@code published}: a head that must be met on the way. */
  ChainWalk(AuditChain chain, Optional<String> published) {
    this.chain = chain;
    this.published = published;
    seen = published.isEmpty();
  }

  long seq() {
    return seq;
  }

  Optional<String> head() {
    return Optional.of(hash).filter(newest -> !newest.equals(AuditChain.START));
  }

  /** What is wrong with the row that comes next. */
  Optional<String> step(Row row) {
    if (row.seq() != seq + 1) {
      return Optional.of(
          row.seq() == seq + 2
              ? "row %d is missing".formatted(seq + 1)
              : "rows %d to %d are missing".formatted(seq + 1, row.seq() - 1));
    }
    if (!chain.holds(hash, row)) {
      return Optional.of(
          "row %d (%s, %s by %s) was changed, moved or put in"
              .formatted(row.seq(), row.at(), row.entry().what(), row.entry().who()));
    }
    seq = row.seq();
    hash = row.hash();
    seen |= published.filter(hash::equals).isPresent();
    return Optional.empty();
  }

  /**
   * What is wrong with the end.
   *
   * @param newest seq of the newest row that was ever written, 0: none, as it is noted beside them
   */
  Optional<String> end(long newest) {
    if (newest > seq) {
      return Optional.of(
          "the end is cut off: the newest row is %d, but %d were written".formatted(seq, newest));
    }
    if (newest == 0 && seq > 0) {
      return Optional.of("the head of the log was removed or set back");
    }
    if (!seen) {
      return Optional.of(
          "no row has the published head %s: the end is cut off, or the head is of another log"
              .formatted(published.orElse("")));
    }
    return Optional.empty();
  }
}
