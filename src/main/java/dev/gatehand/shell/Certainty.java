package dev.gatehand.shell;

/** How sure it is that an effect happens when the command line runs. Surest first. */
public enum Certainty {
  /** It happens (or fails trying) whenever the line runs. */
  CERTAIN,
  /** It happens if something before it succeeds or fails, or a loop or branch is entered. */
  CONDITIONAL,
  /** It may be what the text means; part of it could not be known. */
  POSSIBLE;

  /** The less sure of two: what is nested in something doubtful is doubtful itself. */
  public Certainty and(Certainty other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
