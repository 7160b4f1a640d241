package dev.gatehand.shell;

/** Ends the reading of a text: what stands at the place is not understood. */
final class Unreadable extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String reason;
  private final int at;

  /**
   * @param at offset into the text that the caller gave
   */
  Unreadable(String reason, int at) {
    // No stack trace: the attacker decides how often this happens.
    super(reason, null, false, false);
    this.reason = reason;
    this.at = at;
  }

  String reason() {
    return reason;
  }

  int at() {
    return at;
  }
}
