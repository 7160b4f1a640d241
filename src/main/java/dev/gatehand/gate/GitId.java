package dev.gatehand.gate;

import java.util.regex.Pattern;

/** Name of a git object (commit, tree or blob): 40 or 64 hexadecimal digits. */
public record GitId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{40}([0-9a-f]{24})?");

  public GitId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not the name of a git object: " + value);
    }
  }

  /** The first seven digits, for people. */
  public String brief() {
    return value.substring(0, 7);
  }

  @Override
  public String toString() {
    return value;
  }
}
