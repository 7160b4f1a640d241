package dev.gatehand.forge;

import java.time.Duration;

/**
 * The forge could not be reached, or refused: says what was tried, on what, and what happens next.
 */
public final class ForgeUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final Duration wait;

  public ForgeUnavailable(String message, Throwable cause) {
    super(message, cause);
    wait = Duration.ZERO;
  }

  public ForgeUnavailable(String message) {
    this(message, Duration.ZERO);
  }

  /**
   * @param wait how long the forge wants to be left alone
   */
  public ForgeUnavailable(String message, Duration wait) {
    super(message);
    this.wait = wait;
  }

  /** How long the forge wants to be left alone; zero when it did not say. */
  public Duration waitAtLeast() {
    return wait;
  }
}
