package dev.gatehand.policy;

import java.util.List;

/**
 * How work leaves.
 *
 * @param draft whether pull requests open as drafts
 * @param labels what a new pull request is labelled with
 * @param reviewers who is asked to review a new one: logins, or teams as {@code org/team}
 * @param others where work on somebody else's pull request of the repository itself goes
 * @param forks where work on a pull request from another repository goes
 * @param ciFixes how often in a row work of ours is mended because the repository's CI fails on it
 */
public record Publishing(
    boolean draft,
    List<String> labels,
    List<String> reviewers,
    Others others,
    Forks forks,
    int ciFixes) {
  public Publishing {
    labels = List.copyOf(labels);
    reviewers = List.copyOf(reviewers);
  }

  /** Stricter first. */
  public enum Others {
    /** A pull request of its own, onto theirs. */
    STACK,
    /** Onto their branch. */
    PUSH
  }

  /** Stricter first. */
  public enum Forks {
    /** A patch in a comment. */
    PATCH,
    /** Onto their branch, where its author lets maintainers push; else a patch. */
    PUSH
  }
}
