package dev.gatehand.forge;

/**
 * The forge could not be reached, or refused: says what was tried, on what, and what happens next.
 */
public final class ForgeUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ForgeUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  public ForgeUnavailable(String message) {
    super(message);
  }
}
