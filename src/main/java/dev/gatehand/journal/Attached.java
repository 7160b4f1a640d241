package dev.gatehand.journal;

/**
 * An image that a thread shows.
 *
 * @param address as it is written there; hostile
 * @param digest SHA-256 of the bytes that the model is shown, in hex; empty when they could not be
 *     had
 */
public record Attached(String address, String digest) {
  public boolean had() {
    return !digest.isEmpty();
  }
}
