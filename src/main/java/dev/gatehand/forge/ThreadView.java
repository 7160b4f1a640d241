package dev.gatehand.forge;

import java.time.Instant;
import java.util.List;

/**
 * An issue or pull request with its comments, oldest first, as it stands now. All text is hostile.
 */
public record ThreadView(
    ThreadRef ref,
    Kind kind,
    String title,
    String body,
    Account author,
    boolean open,
    Instant createdAt,
    List<Comment> comments) {
  public ThreadView {
    comments = List.copyOf(comments);
  }

  /** What a thread is. */
  public enum Kind {
    ISSUE,
    PULL_REQUEST
  }
}
