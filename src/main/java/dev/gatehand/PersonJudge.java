package dev.gatehand;

import dev.gatehand.gate.Action;
import dev.gatehand.gate.Judge;
import dev.gatehand.gate.Reason;
import dev.gatehand.gate.Situation;
import java.util.List;

/** The Judge of a node without a second model: what the gate cannot tell, a person decides. */
final class PersonJudge implements Judge {
  @Override
  public Opinion judge(Action action, Situation situation, List<Reason> unclear) {
    String why =
        unclear.isEmpty() ? "the gate cannot tell what it would do" : unclear.getFirst().because();
    return new Opinion.AskPerson(why);
  }
}
