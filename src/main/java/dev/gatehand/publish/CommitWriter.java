package dev.gatehand.publish;

import dev.gatehand.forge.GitAccess;
import dev.gatehand.forge.Repository;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.Permit;
import dev.gatehand.gate.TaskId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Makes commits from examined trees and pushes them. Implemented with git, outside the sandbox. */
public interface CommitWriter {
  /**
   * Makes a commit; the same arguments give the same id, so that a replay after a crash changes
   * nothing. Author and committer are Gatehand.
   */
  GitId commit(
      TaskId task, Repository repository, GitId parent, GitId tree, String message, Instant at);

  /** What the branch points at, at the forge; empty when there is none. */
  Optional<GitId> headOf(GitAccess access, String branch);

  /**
   * Pushes exactly what the permit names ({@code Action.Publish}), with the expected old id.
   * Pushing again what is there already changes nothing.
   *
   * @throws PushRefused when the branch is not what was expected: somebody else pushed
   */
  void push(Permit permit, Repository repository, GitAccess access);

  /**
   * Whether {@code commit} is {@code head} or one of those before it; both were fetched or made.
   */
  boolean contains(Repository repository, GitId head, GitId commit);

  /** Commits after {@code base} up to {@code head}, oldest first. */
  List<GitId> commits(Repository repository, GitId base, GitId head);
}
