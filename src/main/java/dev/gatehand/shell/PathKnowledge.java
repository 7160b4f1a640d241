package dev.gatehand.shell;

import java.util.Locale;

/** What is known of a path that a command is given. */
public enum PathKnowledge {
  /** Exactly this path. */
  EXACT,
  /** Any path that matches; the path given is the folder before the first wildcard. */
  GLOB,
  /** Some path at or below this one. */
  UNDER,
  /** Nothing: it could be any path. */
  UNRESOLVED;

  /** The value that rules write. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
