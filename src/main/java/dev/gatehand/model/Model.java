package dev.gatehand.model;

/** A language model. Blocking; an interrupt of the calling thread ends the call. */
public interface Model {
  /** What people read, e.g. {@code claude-sonnet-4-5} or {@code scripted}. */
  String name();

  /** Tokens that a conversation may have, its reply left aside. */
  default long contextTokens() {
    return Long.MAX_VALUE;
  }

  /** Whether it is shown the images of a message; else it reads the words alone. */
  default boolean takesImages() {
    return false;
  }

  /**
   * One request, one reply.
   *
   * @throws ModelUnavailable when no reply could be had; nothing of the conversation is lost
   * @throws ConversationTooLong when only a shorter conversation can have one
   */
  Reply reply(Conversation conversation);
}
