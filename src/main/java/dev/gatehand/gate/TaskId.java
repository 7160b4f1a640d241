package dev.gatehand.gate;

import java.util.regex.Pattern;

/** Identity of a task, e.g. {@code t-4k7q2m9x}: safe in paths, addresses and branch names. */
public record TaskId(String value) {
  private static final Pattern SHAPE = Pattern.compile("t-[a-z0-9]{8,16}");

  public TaskId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException("not a task id: " + value);
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
