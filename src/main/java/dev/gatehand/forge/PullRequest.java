package dev.gatehand.forge;

import dev.gatehand.gate.GitId;

/**
 * A pull request as it stands now.
 *
 * @param headRepository where its head lives: another repository for a fork
 * @param maintainable whether its author lets those push to a fork's branch who may push here
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
    boolean draft,
    boolean maintainable) {
  /** Whether its head is in another repository than it. */
  public boolean isFork() {
    return !headRepository.equals(ref.repository());
  }

  /** Where it stands. */
  public enum State {
    OPEN,
    CLOSED,
    MERGED
  }
}
