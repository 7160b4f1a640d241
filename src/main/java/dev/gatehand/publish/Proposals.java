package dev.gatehand.publish;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.gate.GitId;
import java.util.List;

/** What a maintenance job pushed so far, as its tasks' journals tell. */
public interface Proposals {
  /** Newest first. */
  List<Proposal> of(RepoRef repository, String job);

  /**
   * Commits that stood ready on the job's branch.
   *
   * @param head the newest of them
   * @param change what they change, see {@link ChangeDigest}
   * @param pullRequest 0 as long as no pull request is known
   */
  record Proposal(GitId head, String change, int pullRequest) {}
}
