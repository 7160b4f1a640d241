package dev.gatehand.model;

/**
 * The conversation does not fit the model. It answers, so this is no outage, and asking the same
 * again is in vain: only a shorter conversation can be answered.
 */
public final class ConversationTooLong extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ConversationTooLong(String message) {
    super(message);
  }
}
