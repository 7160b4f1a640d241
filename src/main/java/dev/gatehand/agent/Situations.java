package dev.gatehand.agent;

import dev.gatehand.gate.Action;
import dev.gatehand.gate.Gate;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.Situation;
import dev.gatehand.workspace.Workspace;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The situation in which the gate judges a call of the agent. */
record Situations(Desk desk, Blocks blocks) {

  Situation now() {
    return with(blocks.subjects());
  }

  /** As if this action had been blocked before: it then needs a person. */
  Situation tryingAgain(Action action) {
    Set<String> subjects = new HashSet<>(blocks.subjects());
    subjects.add(Gate.subject(action));
    return with(subjects);
  }

  private Situation with(Set<String> blockedBefore) {
    return new Situation(
        desk.log().lease().task(),
        desk.repositoryId(),
        desk.policy(),
        Workspace.ROOT,
        Workspace.ROOT,
        desk.log().history().tree().map(GitId::value).orElse(""),
        desk.containment(),
        Duration.ofSeconds(desk.policy().sandbox().commandSeconds()),
        Situation.Stage.WORKING,
        blockedBefore,
        new TaskDocket(desk.log()));
  }
}
