package dev.gatehand;

/** The operator's mistake in a setting: the start stops, and says what to write instead. */
final class WrongSetting extends RuntimeException {
  private static final long serialVersionUID = 1;

  WrongSetting(String message) {
    super(message);
  }
}
