package dev.gatehand.publish;

/** The branch at the forge is not what it was expected to be; nothing was pushed. */
public final class PushRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  public PushRefused(String message) {
    super(message);
  }
}
