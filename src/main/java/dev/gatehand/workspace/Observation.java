package dev.gatehand.workspace;

/**
 * What came of a performed action, as the model reads it. Text from tools is hostile. {@code exit}:
 * of a command.
 */
public record Observation(String text, boolean failed, int exit) {
  public Observation(String text, boolean failed) {
    this(text, failed, failed ? 1 : 0);
  }
}
