package dev.gatehand.github;

import java.util.regex.Pattern;

/**
 * A token of GitHub's. It goes into one header and into git's credentials, and is shown nowhere.
 */
public final class Secret {
  private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x7E]{1,4096}");
  private final String value;

  /** Refuses what no header can carry, without repeating it. */
  public Secret(String value) {
    this.value = value.strip();
    if (!SHAPE.matcher(this.value).matches()) {
      throw new IllegalArgumentException("it is empty or holds characters that no token has");
    }
  }

  String value() {
    return value;
  }

  @Override
  public String toString() {
    return "[token]";
  }
}
