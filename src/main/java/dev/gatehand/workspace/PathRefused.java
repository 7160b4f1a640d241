package dev.gatehand.workspace;

/**
 * A path of the workspace cannot be written as it was asked: it leads over a link or a file, is a
 * folder, or has a name that stands in no workspace (like {@code .git}). The message is for the
 * agent.
 */
public final class PathRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  public PathRefused(String message) {
    super(message);
  }
}
