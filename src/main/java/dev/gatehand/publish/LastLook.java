package dev.gatehand.publish;

import dev.gatehand.escalation.Shown;
import dev.gatehand.gate.Action;
import dev.gatehand.gate.FileState;
import dev.gatehand.gate.Fingerprint;
import dev.gatehand.gate.Gate;
import dev.gatehand.gate.Permit;
import dev.gatehand.gate.Reason;
import dev.gatehand.gate.Situation;
import dev.gatehand.gate.Verdict;
import dev.gatehand.journal.AskProgress;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.workspace.Checkout;
import java.util.ArrayList;
import java.util.List;

/**
 * The last look before anything leaves: every changed file, however it was written (an edit that
 * the gate saw, or a program in the sandbox that it did not), is judged as an edit from the base.
 */
final class LastLook {
  /** A file that is not seen whole cannot be examined. */
  static final int FILE_BYTES = 4 * 1024 * 1024;

  private final Gate gate;

  LastLook(Gate gate) {
    this.gate = gate;
  }

  /** What is to become of one changed file. */
  sealed interface Finding {
    Checkout.Change change();

    record Fine(Checkout.Change change) implements Finding {}

    /** It is put back to what it was, and named in the pull request. */
    record LeaveOut(Checkout.Change change, String why) implements Finding {}

    record AskAbout(Checkout.Change change, Reason reason, Fingerprint fingerprint)
        implements Finding {}

    record Unclear(Checkout.Change change, String why) implements Finding {}
  }

  List<Finding> look(List<Checkout.Change> changes, Situation situation, TaskHistory history) {
    List<Finding> findings = new ArrayList<>();
    for (Checkout.Change change : changes) {
      findings.add(look(change, situation, history));
    }
    return findings;
  }

  private Finding look(Checkout.Change change, Situation situation, TaskHistory history) {
    if (tooLarge(change.before()) || tooLarge(change.after())) {
      return new Finding.LeaveOut(change, "it is too large to be examined");
    }
    if (Approved.covers(history.asks(), change)) {
      return new Finding.Fine(change);
    }
    var edit = new Action.Edit(change.path().value(), change.before(), change.after());
    return switch (gate.judge(edit, situation)) {
      case Permit _ -> new Finding.Fine(change);
      case Verdict.Refusal(Verdict.Refusal.Kind kind, Reason reason) ->
          switch (kind) {
            case FORBIDDEN -> new Finding.LeaveOut(change, reason.because());
            case BLOCKED -> askOrLeaveOut(change, edit, situation, history);
          };
      case Verdict.Hold(Reason reason, Fingerprint print) -> ask(change, reason, print, history);
      case Verdict.Undecided(String why, _) -> new Finding.Unclear(change, why);
    };
  }

  /**
   * What is blocked can be approved by a person: here it is already done, so it is asked at once.
   */
  private Finding askOrLeaveOut(
      Checkout.Change change, Action.Edit edit, Situation situation, TaskHistory history) {
    Verdict again = gate.judge(edit, Looks.blockedBefore(situation, edit));
    return again instanceof Verdict.Hold(Reason reason, Fingerprint print)
        ? ask(change, reason, print, history)
        : new Finding.LeaveOut(change, "the gate blocked it");
  }

  private static Finding ask(
      Checkout.Change change, Reason reason, Fingerprint print, TaskHistory history) {
    for (AskProgress ask : history.asks()) {
      boolean sameContent = ask.ask().after().equals(Shown.digest(change.after()));
      if (ask.ask().path().equals(change.path().value()) && sameContent) {
        if (ask.denied()) {
          return new Finding.LeaveOut(change, "a person denied it");
        }
        if (ask.closedBy().filter(c -> c.closing().name().equals("EXPIRED")).isPresent()) {
          return new Finding.LeaveOut(change, "nobody answered in time");
        }
      }
    }
    return new Finding.AskAbout(change, reason, print);
  }

  private static boolean tooLarge(FileState state) {
    return state instanceof FileState.Present file && file.content().length >= FILE_BYTES;
  }
}
