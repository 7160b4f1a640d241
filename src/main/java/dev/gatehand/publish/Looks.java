package dev.gatehand.publish;

import dev.gatehand.agent.TaskDocket;
import dev.gatehand.gate.Action;
import dev.gatehand.gate.Gate;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.Situation;
import dev.gatehand.workspace.Workspace;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Situations after the agent's work: the last look, the checks, the push. */
final class Looks {
  private Looks() {}

  static Situation at(Publication work, GitId tree, Situation.Stage stage) {
    return new Situation(
        work.log().lease().task(),
        work.repository().id(),
        work.policy(),
        Workspace.ROOT,
        Workspace.ROOT,
        tree.value(),
        work.containment(),
        Duration.ofSeconds(work.policy().sandbox().commandSeconds()),
        stage,
        Set.of(),
        new TaskDocket(work.log()));
  }

  static Situation blockedBefore(Situation s, Action action) {
    Set<String> subjects = new HashSet<>(s.blockedBefore());
    subjects.add(Gate.subject(action));
    return new Situation(
        s.task(),
        s.repository(),
        s.policy(),
        s.workspace(),
        s.directory(),
        s.tree(),
        s.containment(),
        s.timeLimit(),
        s.stage(),
        subjects,
        s.docket());
  }
}
