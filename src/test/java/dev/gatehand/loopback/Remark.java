package dev.gatehand.loopback;

import java.time.Instant;

/** A comment: on the thread, or on a line of a pull request. */
final class Remark extends Written {
  final Ticket ticket;

  /** Null for a comment on the thread. */
  final Line line;

  Remark(Ticket ticket, long id, Hand hand, String body, Line line, Instant at) {
    super(id, hand, body, at);
    this.ticket = ticket;
    this.line = line;
  }

  boolean onLine() {
    return line != null;
  }

  @Override
  String kind() {
    return onLine() ? "PRRC" : "IC";
  }

  /**
   * Where a review comment stands.
   *
   * @param reviewId the review it came with
   * @param inReplyTo 0: it begins its thread
   */
  record Line(
      String path,
      int number,
      String side,
      String commit,
      String hunk,
      long reviewId,
      long inReplyTo) {}
}
