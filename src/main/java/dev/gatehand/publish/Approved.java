package dev.gatehand.publish;

import dev.gatehand.escalation.Shown;
import dev.gatehand.journal.AskProgress;
import dev.gatehand.workspace.Checkout;
import java.util.List;

/**
 * Whether people approved exactly this change of a file. A grant covers bytes, not paths: the
 * approved edits must lead from what stands at the base to what is to be published, mode included.
 */
final class Approved {
  private Approved() {}

  static boolean covers(List<AskProgress> asks, Checkout.Change change) {
    String state = Shown.digest(change.before());
    String goal = Shown.digest(change.after());
    boolean any = false;
    for (AskProgress ask : asks) {
      boolean leadsOn =
          ask.approved()
              && ask.ask().path().equals(change.path().value())
              && ask.ask().before().equals(state);
      if (leadsOn) {
        state = ask.ask().after();
        any = true;
      }
    }
    return any && state.equals(goal);
  }
}
