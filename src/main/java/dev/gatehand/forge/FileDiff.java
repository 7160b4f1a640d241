package dev.gatehand.forge;

/**
 * What happened to one file. Paths and patch are hostile data.
 *
 * @param oldPath differs from {@code path} for a rename; both are given for a removed file
 * @param patch the hunks as unified diff, without the head lines; empty for binary content
 */
public record FileDiff(
    String path, String oldPath, Change change, String patch, int added, int removed, Shown shown) {
  /** What was done. */
  public enum Change {
    ADDED,
    MODIFIED,
    REMOVED,
    RENAMED
  }

  /** How much of it the patch shows. */
  public enum Shown {
    WHOLE,
    /** It was too long; the patch ends early. */
    CUT,
    /** No text. */
    BINARY
  }
}
