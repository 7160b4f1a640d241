package dev.gatehand.forge;

import java.util.List;

/**
 * What stands on a thread besides words.
 *
 * @param labels sorted
 * @param reviewers who is asked to review a pull request: logins, or teams as {@code org/team};
 *     sorted
 */
public record Marks(List<String> labels, List<String> reviewers) {
  public static final Marks NONE = new Marks(List.of(), List.of());

  public Marks {
    labels = labels.stream().sorted().toList();
    reviewers = reviewers.stream().sorted().toList();
  }
}
