package dev.gatehand.forge;

import dev.gatehand.gate.GitId;

/**
 * A pull request as it stands now.
 *
 * @param headRepository where its head lives: another repository for a fork
 */
public record PullRequest(
    ThreadRef ref,
    String title,
    String body,
    Account author,
    RepoRef headRepository,
    String headBranch,
    GitId head,
    String baseBranch,
    State state,
    boolean draft) {
  /** Where it stands. */
  public enum State {
    OPEN,
    CLOSED,
    MERGED
  }
}
