package dev.gatehand.model;

/**
 * The model gave no reply that could be read. Says which model, what happened, and whether waiting
 * helps.
 */
public final class ModelUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final boolean passing;

  /** {@code passing}: trying again later can help (overload, time-out); else somebody must act. */
  public ModelUnavailable(String message, boolean passing, Throwable cause) {
    super(message, cause);
    this.passing = passing;
  }

  public ModelUnavailable(String message, boolean passing) {
    super(message);
    this.passing = passing;
  }

  public boolean passing() {
    return passing;
  }
}
