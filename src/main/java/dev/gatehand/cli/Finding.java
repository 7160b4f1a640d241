package dev.gatehand.cli;

/**
 * What {@code doctor} found out about one thing.
 *
 * @param what what was looked at, and how it is
 * @param todo what to do about it; empty when it is well
 */
public record Finding(Health health, String what, String todo) {
  /** How it is. */
  public enum Health {
    GOOD("ok  "),
    /** Works, but not as well as it could. */
    POOR("poor"),
    /** Gatehand cannot do its work like this. */
    BAD("BAD ");

    private final String mark;

    Health(String mark) {
      this.mark = mark;
    }
  }

  public static Finding good(String what) {
    return new Finding(Health.GOOD, what, "");
  }

  public static Finding poor(String what, String todo) {
    return new Finding(Health.POOR, what, todo);
  }

  public static Finding bad(String what, String todo) {
    return new Finding(Health.BAD, what, todo);
  }

  /** For people, on one line or two. */
  @Override
  public String toString() {
    String line = health.mark + "  " + what;
    return todo.isEmpty() ? line : line + "\n      " + todo;
  }
}
