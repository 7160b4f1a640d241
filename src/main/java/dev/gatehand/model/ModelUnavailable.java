package dev.gatehand.model;

import java.time.Duration;

/**
 * The model gave no reply that could be read. Says which model, what happened, and whether waiting
 * helps.
 */
public final class ModelUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final boolean passing;
  private final Duration atLeast;

  /** {@code passing}: trying again later can help (overload, time-out); else somebody must act. */
  public ModelUnavailable(String message, boolean passing, Throwable cause) {
    super(message, cause);
    this.passing = passing;
    this.atLeast = Duration.ZERO;
  }

  public ModelUnavailable(String message, boolean passing) {
    super(message);
    this.passing = passing;
    this.atLeast = Duration.ZERO;
  }

  /** It passes, but not before {@code atLeast} is over: the provider said so, or we know it. */
  public ModelUnavailable(String message, Duration atLeast) {
    super(message);
    this.passing = true;
    this.atLeast = atLeast;
  }

  public boolean passing() {
    return passing;
  }

  /** How long trying again is in vain; zero when nobody knows. */
  public Duration atLeast() {
    return atLeast;
  }
}
