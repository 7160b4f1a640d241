package dev.gatehand.gate;

import dev.gatehand.policy.Policy;
import java.time.Duration;
import java.util.Set;

/**
 * All that a verdict depends on besides the action itself. What it says of place, tree and policy
 * goes into the fingerprint, so an approval counts only in the situation that it was asked in.
 *
 * @param repository stable id of the repository at its forge
 * @param workspace absolute path of the workspace as commands see it
 * @param directory absolute working directory as commands see it
 * @param tree object id of the snapshot that the action would start from
 * @param containment what holds a command
 * @param timeLimit how long a command may run
 * @param stage where in the task's life the action is judged
 * @param blockedBefore subjects ({@link Gate#subject}) that were blocked in this task before
 * @param docket what the Judge may know of the task
 */
public record Situation(
    TaskId task,
    String repository,
    Policy policy,
    String workspace,
    String directory,
    String tree,
    Containment containment,
    Duration timeLimit,
    Stage stage,
    Set<String> blockedBefore,
    Docket docket) {
  public Situation {
    blockedBefore = Set.copyOf(blockedBefore);
  }

  /** Where nothing of the task is known. */
  public Situation(
      TaskId task,
      String repository,
      Policy policy,
      String workspace,
      String directory,
      String tree,
      Containment containment,
      Duration timeLimit,
      Stage stage,
      Set<String> blockedBefore) {
    this(
        task,
        repository,
        policy,
        workspace,
        directory,
        tree,
        containment,
        timeLimit,
        stage,
        blockedBefore,
        Docket.NONE);
  }

  /** Where in the task's life an action is judged. */
  public enum Stage {
    /** The agent is at work. */
    WORKING,
    /** The last look: what has changed, however it was written, judged as an edit. */
    LAST_LOOK
  }
}
