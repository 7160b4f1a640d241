package dev.gatehand.embedded;

import dev.gatehand.forge.CommitLine;
import dev.gatehand.forge.FileDiff;
import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.forge.HostedRepositories;
import dev.gatehand.forge.HostedRows;
import dev.gatehand.forge.HostedRows.Ends;
import dev.gatehand.forge.HostedRows.Row;
import dev.gatehand.forge.NewPullRequest;
import dev.gatehand.forge.PullRequest;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.gate.GitId;
import java.util.List;

/**
 * Pull requests: rows joined with what their branches hold at this moment. An open one follows its
 * branches; a closed one stays at the commits it was closed with.
 */
final class PullRequests {
  private static final int MOST_COMMITS = 250;

  private final HostedRepositories repositories;

  PullRequests(HostedRepositories repositories) {
    this.repositories = repositories;
  }

  PullRequest view(Row row) {
    RepoRef repository = row.line().ref().repository();
    return new PullRequest(
        row.line().ref(),
        row.line().title(),
        row.body(),
        row.line().author(),
        repository,
        row.pull().headBranch(),
        new GitId(ends(row).head()),
        row.pull().baseBranch(),
        row.line().state(),
        row.pull().draft(),
        false);
  }

  List<CommitLine> commits(Row row) {
    Ends ends = ends(row);
    return repositories.commits(
        row.line().ref().repository(),
        new GitId(ends.base()),
        new GitId(ends.head()),
        MOST_COMMITS);
  }

  /** Against the point where the head left the base: what the base gained since is not ours. */
  List<FileDiff> diff(Row row) {
    RepoRef repository = row.line().ref().repository();
    Ends ends = ends(row);
    GitId head = new GitId(ends.head());
    GitId base = new GitId(ends.base());
    return repositories.diff(
        repository, repositories.mergeBase(repository, base, head).orElse(base), head);
  }

  /** The commits that the pull request stands for now; a branch that is gone keeps its last. */
  Ends ends(Row row) {
    HostedRows.Pull pull = row.pull();
    if (row.line().state() != PullRequest.State.OPEN) {
      return pull.ends();
    }
    RepoRef repository = row.line().ref().repository();
    return new Ends(
        repositories
            .tip(repository, pull.baseBranch())
            .map(GitId::value)
            .orElse(pull.ends().base()),
        repositories
            .tip(repository, pull.headBranch())
            .map(GitId::value)
            .orElse(pull.ends().head()));
  }

  /** What the branches of a pull request that is to be opened point at. */
  Ends ends(NewPullRequest request) {
    if (request.headBranch().equals(request.baseBranch())) {
      throw new ForgeUnavailable(
          "a pull request of %s cannot go from `%s` to itself"
              .formatted(request.repository(), request.headBranch()));
    }
    return new Ends(
        tip(request.repository(), request.baseBranch()).value(),
        tip(request.repository(), request.headBranch()).value());
  }

  private GitId tip(RepoRef repository, String branch) {
    return repositories
        .tip(repository, branch)
        .orElseThrow(
            () ->
                new ForgeUnavailable(
                    repository + " has no branch `" + branch + "`: push it first"));
  }
}
