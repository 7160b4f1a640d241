package dev.gatehand.forge;

/**
 * Which comment. A forge has comments of several kinds (on a conversation, on a line of a diff, a
 * review); the id is unique among all of them, and which kind it is, is the adapter's business.
 */
public record CommentRef(ThreadRef thread, long id) {
  /** What is told of a thread that somebody closed, where otherwise a comment is. */
  public static CommentRef closing(ThreadRef thread) {
    return new CommentRef(thread, 0);
  }

  public boolean isClosing() {
    return id == 0;
  }
}
