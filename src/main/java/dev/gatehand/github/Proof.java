package dev.gatehand.github;

/**
 * What a look at GitHub proved.
 *
 * @param what what was looked at, and how it is
 * @param todo what to do or to click; empty when it is well
 */
public record Proof(Grade grade, String what, String todo) {
  /** How it is. */
  public enum Grade {
    GOOD,
    /** Works, but not as well as it could, or it could not be told. */
    POOR,
    /** Gatehand cannot do its work like this. */
    BAD
  }

  static Proof good(String what) {
    return new Proof(Grade.GOOD, what, "");
  }

  static Proof poor(String what, String todo) {
    return new Proof(Grade.POOR, what, todo);
  }

  static Proof bad(String what, String todo) {
    return new Proof(Grade.BAD, what, todo);
  }
}
