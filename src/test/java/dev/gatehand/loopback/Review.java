package dev.gatehand.loopback;

import java.time.Instant;

/** A review of a pull request. */
final class Review extends Written {
  final Ticket ticket;
  final String commit;

  /** {@code APPROVED}, {@code CHANGES_REQUESTED}, {@code COMMENTED}, {@code DISMISSED}. */
  String state;

  Review(Ticket ticket, long id, Hand hand, String body, String state, String commit, Instant at) {
    super(id, hand, body, at);
    this.ticket = ticket;
    this.state = state;
    this.commit = commit;
  }

  @Override
  String kind() {
    return "PRR";
  }
}
