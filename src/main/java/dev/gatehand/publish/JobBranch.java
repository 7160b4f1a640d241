package dev.gatehand.publish;

import dev.gatehand.forge.Forge;
import dev.gatehand.forge.PullRequest;
import dev.gatehand.gate.GitId;
import dev.gatehand.publish.Proposals.Proposal;
import java.util.List;
import java.util.Optional;

/**
 * The one branch and the one open pull request of a maintenance job. What a person did to either
 * (pushed, closed) is an answer, and the job does not argue.
 */
final class JobBranch {
  private final Forge forge;
  private final CommitWriter commits;
  private final Proposals proposals;

  JobBranch(Forge forge, CommitWriter commits, Proposals proposals) {
    this.forge = forge;
    this.commits = commits;
    this.proposals = proposals;
  }

  /** What is to happen with a change that the job made. */
  sealed interface Decision {
    /** Push it; {@code expected}: where the branch is now, or empty. */
    record Push(BranchName branch, String expected) implements Decision {}

    /** Nothing, and why that is right. */
    record Leave(String why) implements Decision {}
  }

  Decision decide(Publication work, String change) {
    String job = work.log().history().request().job();
    BranchName branch = BranchName.ofJob(job);
    var repository = work.repository().ref();
    List<Proposal> ours = proposals.of(repository, job);
    List<PullRequest> pulls = forge.pullRequestsFrom(repository, branch.value());
    Optional<PullRequest> open = pulls.stream().filter(JobBranch::isOpen).findFirst();
    Optional<GitId> head = commits.headOf(work.access(), branch.value());
    if (head.isPresent() && ours.stream().noneMatch(own -> own.head().equals(head.get()))) {
      return new Decision.Leave(
          "somebody pushed to "
              + branch
              + open.map(pull -> " (#" + pull.ref().number() + ")").orElse("")
              + ", so it is left to them");
    }
    if (open.isPresent() && isAt(ours, head, change)) {
      return new Decision.Leave("#" + open.get().ref().number() + " proposes this already");
    }
    Optional<PullRequest> refused = refused(pulls, ours, change);
    if (open.isEmpty() && refused.isPresent()) {
      return new Decision.Leave(
          "this very change was closed in #"
              + refused.get().ref().number()
              + ", so it is not opened again; reopen that one to have it");
    }
    return new Decision.Push(branch, head.map(GitId::value).orElse(""));
  }

  /** The open pull request of this job. */
  Optional<PullRequest> open(Publication work) {
    BranchName branch = BranchName.ofJob(work.log().history().request().job());
    return forge.pullRequestsFrom(work.repository().ref(), branch.value()).stream()
        .filter(JobBranch::isOpen)
        .findFirst();
  }

  private static boolean isAt(List<Proposal> ours, Optional<GitId> head, String change) {
    return ours.stream()
        .anyMatch(own -> own.change().equals(change) && Optional.of(own.head()).equals(head));
  }

  /** The newest state of each closed pull request is what a person closed. */
  private static Optional<PullRequest> refused(
      List<PullRequest> pulls, List<Proposal> ours, String change) {
    return pulls.stream()
        .filter(pull -> pull.state() == PullRequest.State.CLOSED)
        .filter(
            pull ->
                ours.stream()
                    .filter(own -> own.pullRequest() == pull.ref().number())
                    .findFirst()
                    .filter(own -> own.change().equals(change))
                    .isPresent())
        .findFirst();
  }

  private static boolean isOpen(PullRequest pull) {
    return pull.state() == PullRequest.State.OPEN;
  }
}
