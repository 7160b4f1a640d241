package dev.gatehand.workspace;

/**
 * Disk, git or sandbox failed for reasons of this machine: says what was tried and what to look at.
 */
public final class WorkspaceUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public WorkspaceUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  public WorkspaceUnavailable(String message) {
    super(message);
  }
}
