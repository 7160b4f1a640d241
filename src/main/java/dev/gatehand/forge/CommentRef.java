package dev.gatehand.forge;

/**
 * Which comment. A forge has comments of several kinds (on a conversation, on a line of a diff, a
 * review); the id is unique among all of them, and which kind it is, is the adapter's business.
 *
 * <p>What is told of otherwise than by a comment stands in the same line to be heard, under ids
 * that no comment has: see {@link Kind}.
 */
public record CommentRef(ThreadRef thread, long id) {
  private static final long CLOSED = 0;
  private static final long MARKED = -1;
  private static final long CHECKED = -2;

  /** What a reference is to. */
  public enum Kind {
    COMMENT,
    /** A thread that somebody closed. */
    CLOSING,
    /** A thread whose labels or assignees changed. */
    MARKS,
    /** A repository in which a CI said something. */
    CHECKS,
    /** One {@link Marking}, as the request that it is. */
    MARKING
  }

  public static CommentRef closing(ThreadRef thread) {
    return new CommentRef(thread, CLOSED);
  }

  public static CommentRef marks(ThreadRef thread) {
    return new CommentRef(thread, MARKED);
  }

  public static CommentRef checks(RepoRef repository) {
    return new CommentRef(new ThreadRef(repository, 0), CHECKED);
  }

  public static CommentRef marking(ThreadRef thread, Marking marking) {
    return new CommentRef(thread, -4 * marking.id());
  }

  public Kind kind() {
    if (id > CLOSED) {
      return Kind.COMMENT;
    }
    if (id == CLOSED) {
      return Kind.CLOSING;
    }
    if (id == MARKED) {
      return Kind.MARKS;
    }
    return id == CHECKED ? Kind.CHECKS : Kind.MARKING;
  }
}
