package dev.gatehand.github;

import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.ThreadRef;

/**
 * GitHub counts its three kinds of comments apart, so the same number can name three of them. Here
 * the kind stands in two high bits of the id, below what a page's script can count to.
 */
record CommentId(Kind kind, long number) {
  private static final int SHIFT = 50;
  private static final long MOST = (1L << SHIFT) - 1;

  /** What kind of comment; the order is stored. */
  enum Kind {
    /** On the conversation of an issue or a pull request. */
    TALK,
    /** On a line of a pull request's diff. */
    LINE,
    /** The words of a review, and with them its comments on lines. */
    REVIEW
  }

  CommentId {
    if (number < 0 || number > MOST) {
      throw new IllegalArgumentException("not an id of a comment: " + number);
    }
  }

  static CommentId of(CommentRef ref) {
    int kind = (int) (ref.id() >>> SHIFT);
    if (kind >= Kind.values().length) {
      throw new IllegalArgumentException("not an id of a comment: " + ref.id());
    }
    return new CommentId(Kind.values()[kind], ref.id() & MOST);
  }

  CommentRef on(ThreadRef thread) {
    return new CommentRef(thread, ((long) kind.ordinal() << SHIFT) | number);
  }
}
