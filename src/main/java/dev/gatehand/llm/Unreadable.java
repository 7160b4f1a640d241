package dev.gatehand.llm;

/** An answer that cannot be what was asked for; says what is wrong with it. */
final class Unreadable extends Exception {
  private static final long serialVersionUID = 1;

  Unreadable(String message) {
    super(message);
  }

  Unreadable(String message, Throwable cause) {
    super(message, cause);
  }
}
