package dev.gatehand.github;

import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.ThreadRef;
import java.util.Arrays;

/**
 * GitHub counts its three kinds of comments apart, so the same number can name three of them. Here
 * the kind stands in two high bits of the id, below what a page's script can count to.
 */
record CommentId(Kind kind, long number) {
  private static final int SHIFT = 50;
  private static final long MOST = (1L << SHIFT) - 1;

  /** What kind of comment; the code is stored. */
  enum Kind {
    /** On the conversation of an issue or a pull request. */
    TALK(0),
    /** On a line of a pull request's diff. */
    LINE(1),
    /** The words of a review, and with them its comments on lines. */
    REVIEW(2);

    private final long code;

    Kind(long code) {
      this.code = code;
    }
  }

  CommentId {
    if (number < 0 || number > MOST) {
      throw new IllegalArgumentException("not an id of a comment: " + number);
    }
  }

  static CommentId of(CommentRef ref) {
    long code = ref.id() >>> SHIFT;
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.code == code)
        .findFirst()
        .map(kind -> new CommentId(kind, ref.id() & MOST))
        .orElseThrow(() -> new IllegalArgumentException("not an id of a comment: " + ref.id()));
  }

  CommentRef on(ThreadRef thread) {
    return new CommentRef(thread, (kind.code << SHIFT) | number);
  }
}
