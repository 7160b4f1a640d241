package dev.gatehand.policy;

import java.util.List;

/**
 * How work leaves.
 *
 * @param draft whether pull requests open as drafts
 * @param labels what a new pull request is labelled with
 * @param reviewers who is asked to review a new one: logins, or teams as {@code org/team}
 */
public record Publishing(boolean draft, List<String> labels, List<String> reviewers) {
  public Publishing {
    labels = List.copyOf(labels);
    reviewers = List.copyOf(reviewers);
  }
}
