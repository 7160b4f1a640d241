package dev.gatehand.command;

/** What was made of a comment. */
public sealed interface Heard {
  /** Nobody spoke to Gatehand. */
  record Nothing() implements Heard {}

  record Understood(Command command) implements Heard {}

  /**
   * Somebody spoke to Gatehand and it did not understand.
   *
   * @param word what was not understood, shortened
   * @param suggestion a whole line that can be copied, or empty
   * @param why one sentence
   */
  record NotUnderstood(String word, String suggestion, String why) implements Heard {}
}
