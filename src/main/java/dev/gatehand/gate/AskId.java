package dev.gatehand.gate;

import java.util.regex.Pattern;

/** Identity of an ask as people type it, e.g. {@code K7QF-2M}: no letters that look like digits. */
public record AskId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{2}");

  public AskId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not an ask id: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
