package dev.gatehand.journal;

/**
 * The database could not be reached, or refused: says which, and what it answered. Nothing of the
 * write that failed is kept, so that trying again later is safe.
 */
public final class StoreUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  public StoreUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  public StoreUnavailable(String message) {
    super(message);
  }
}
