package dev.gatehand.task;

import dev.gatehand.agent.JobEngine;
import dev.gatehand.escalation.Shown;
import dev.gatehand.forge.GitAccess;
import dev.gatehand.forge.Repository;
import dev.gatehand.gate.Action;
import dev.gatehand.gate.Containment;
import dev.gatehand.gate.FileState;
import dev.gatehand.gate.GitId;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskLog;
import dev.gatehand.model.Message;
import dev.gatehand.policy.Policy;
import dev.gatehand.policy.Role;
import dev.gatehand.publish.Publication;
import dev.gatehand.text.Markdown;
import dev.gatehand.text.Visible;
import dev.gatehand.workspace.Checkout;
import dev.gatehand.workspace.Workspace;

/**
 * Everything that one slice of a task works with.
 *
 * @param opening the first message of the conversation
 * @param trust least role among those whose words went into the task, looked up for this slice
 */
record Bench(
    Repository repository,
    GitAccess access,
    Policy policy,
    Containment containment,
    Event.Prepared base,
    Checkout checkout,
    Workspace workspace,
    Message.User opening,
    Role trust,
    TaskLog log) {
  private static final int SHOWN_BYTES = 20_000;

  Publication publication(TaskLog log) {
    boolean complete = log.history().finished().map(Event.Finished::complete).orElse(false);
    boolean agent = JobEngine.hasAgent(log.history());
    return new Publication(
        log, checkout, repository, access, policy, containment, trust, agent, complete);
  }

  /**
   * What a command would execute of the workspace and the task has changed: it must be seen
   * together with the command, because the command's line does not show what it does.
   */
  String material(Action action) {
    if (!(action instanceof Action.Run(String command))) {
      return "";
    }
    GitId tree = log.history().tree().orElse(base.tree());
    StringBuilder material = new StringBuilder();
    for (Checkout.Change change : checkout.changes(base.base(), tree, SHOWN_BYTES)) {
      String path = change.path().value();
      String name = path.substring(path.lastIndexOf('/') + 1);
      if (command.contains(name) && !(change.after() instanceof FileState.Missing)) {
        material
            .append("\n\nIt names a file that this task changed, ")
            .append(Markdown.code(Visible.path(path)))
            .append(":\n\n")
            .append(Shown.diff(path, change.before(), change.after()));
      }
    }
    return material.toString();
  }
}
