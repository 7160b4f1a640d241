package dev.gatehand.publish;

import dev.gatehand.forge.Forge;
import dev.gatehand.forge.GitAccess;
import dev.gatehand.forge.PullRequest;
import dev.gatehand.gate.Action.Into;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.policy.Publishing;
import java.util.Optional;

/**
 * The branch of somebody else's pull request: pushed to where the policy says so, from the very
 * commit that the work was made on, and in another repository only where its author allows it.
 */
final class OthersBranch {
  private final Forge forge;

  OthersBranch(Forge forge) {
    this.forge = forge;
  }

  /** Where a push goes, and how that is reached. */
  record Way(Into into, GitAccess access) {}

  /** The branch itself, if the work may go there; else it stands beside it. */
  Optional<Destination> destination(Publication work, Event.Prepared base) {
    TaskRequest request = work.log().history().request();
    Publishing policy = work.policy().publishing();
    boolean wanted =
        request.fork()
            ? policy.forks() == Publishing.Forks.PUSH
            : policy.others() == Publishing.Others.PUSH && !request.head().isEmpty();
    // A pull request from the default branch, to a release: what is pushed there is merged.
    boolean precious =
        !request.fork() && base.baseBranch().equals(work.repository().defaultBranch());
    if (!wanted || precious || BranchName.isOurs(base.baseBranch())) {
      return Optional.empty();
    }
    return Optional.of(forge.pullRequest(request.thread()))
        .filter(pull -> pull.state() == PullRequest.State.OPEN)
        .filter(pull -> pull.isFork() == request.fork())
        .filter(pull -> !pull.isFork() || pull.maintainable())
        .filter(pull -> pull.head().equals(base.base()))
        .map(pull -> new Destination(pull.headBranch(), base.base().value()));
  }

  Way way(Publication work, Event.Composed composed) {
    TaskRequest request = work.log().history().request();
    if (request.fork()) {
      PullRequest pull = forge.pullRequest(request.thread());
      return new Way(new Into.Fork(pull.headRepository().toString()), forge.gitOfHead(pull));
    }
    Into into = BranchName.isOurs(composed.branch()) ? new Into.Own() : new Into.Others();
    return new Way(into, work.access());
  }
}
