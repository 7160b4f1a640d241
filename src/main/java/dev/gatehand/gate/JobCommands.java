package dev.gatehand.gate;

import dev.gatehand.policy.Complaint;
import dev.gatehand.policy.Decision;
import dev.gatehand.policy.Job;
import dev.gatehand.policy.Policy;
import java.util.ArrayList;
import java.util.List;

/**
 * What the gate will say to the commands of maintenance jobs: no agent is there to find another
 * way, so the operator hears of it when the policy is loaded and not on a Monday at six.
 */
final class JobCommands {
  private final CommandRules commands = new CommandRules();
  private final Policy policy;
  private final Situation situation;
  private final Rulebook rulebook;

  /**
   * @param situation as the sandbox holds the commands of a job
   */
  JobCommands(Policy policy, Situation situation, Rulebook rulebook) {
    this.policy = policy;
    this.situation = situation;
    this.rulebook = rulebook;
  }

  /** Commands that will never run. */
  List<Complaint> complaints() {
    return find(true);
  }

  /** Commands for which a person will be asked each time. */
  List<Complaint> warnings() {
    return find(false);
  }

  private List<Complaint> find(boolean forbidden) {
    List<Complaint> found = new ArrayList<>();
    for (Job job : policy.maintenance()) {
      for (String command : job.commands()) {
        if (commands.assess(command, situation, rulebook)
                instanceof Assessment.Stopped(Decision decision, Reason reason)
            && (decision == Decision.FORBID) == forbidden) {
          found.add(complaint(job, command, reason, forbidden));
        }
      }
    }
    return found;
  }

  private Complaint complaint(Job job, String command, Reason reason, boolean forbidden) {
    return new Complaint(
        policy.file(),
        job.line(),
        "job '%s': %s '%s': %s (rule %s)"
            .formatted(
                job.name(),
                forbidden ? "the gate never permits" : "a person is asked each time for",
                command,
                reason.because(),
                reason.rule()));
  }
}
