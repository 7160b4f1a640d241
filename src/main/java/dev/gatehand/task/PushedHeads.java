package dev.gatehand.task;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.TaskId;
import java.time.Instant;
import java.util.List;

/**
 * What was pushed last to each pull request of ours, as long as somebody waits for what the CI says
 * of it. One appears with the event that says that it was pushed, in its transaction; a maintenance
 * job's does not, as its next run makes it anew.
 */
public interface PushedHeads {
  /** Those to be looked at, the longest due first. */
  List<Head> due(Instant now, int most);

  /** The CI said something in a repository: all of its heads are due. */
  void hurry(RepoRef repository);

  void later(Head head, Instant next);

  /** Nothing is waited for any more. A newer head of the same pull request stays. */
  void drop(Head head);

  /**
   * A head.
   *
   * @param task that pushed it
   */
  record Head(ThreadRef pullRequest, GitId commit, TaskId task, Instant at) {}
}
