package dev.gatehand.publish;

import dev.gatehand.forge.GitAccess;
import dev.gatehand.forge.Repository;
import dev.gatehand.gate.Containment;
import dev.gatehand.journal.TaskLog;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.policy.Policy;
import dev.gatehand.policy.Role;
import dev.gatehand.workspace.Checkout;

/**
 * Finished work on its way out.
 *
 * @param trust least role among those whose words went into the task, looked up just now
 * @param agent whether an agent could mend what the checks find
 * @param complete whether the agent finished by itself; else the pull request is a draft and says
 *     so
 */
public record Publication(
    TaskLog log,
    Checkout checkout,
    Repository repository,
    GitAccess access,
    Policy policy,
    Containment containment,
    Role trust,
    boolean agent,
    boolean complete) {
  /** Whether it is the work of a maintenance job. */
  boolean isJob() {
    return log.history().request().kind() == TaskRequest.Kind.MAINTENANCE;
  }
}
