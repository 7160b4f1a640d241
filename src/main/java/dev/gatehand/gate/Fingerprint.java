package dev.gatehand.gate;

import java.util.regex.Pattern;

/** Hash over the exact bytes of an action and of all that it depends on: 64 hexadecimal digits. */
public record Fingerprint(String value) {
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

  public Fingerprint {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a fingerprint: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
