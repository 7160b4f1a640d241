package dev.gatehand.agent;

import dev.gatehand.gate.Action;
import dev.gatehand.gate.AskId;
import dev.gatehand.gate.FileState;
import dev.gatehand.gate.Gate;
import dev.gatehand.gate.Permit;
import dev.gatehand.gate.Reason;
import dev.gatehand.gate.Verdict;
import dev.gatehand.journal.Event;

/** Verdicts as they go into the journal. */
final class Judgements {
  private Judgements() {}

  static Event.Judged event(String call, Action action, Verdict verdict, String policy) {
    return switch (verdict) {
      case Permit p -> event(call, action, "permit", p.reason(), p.fingerprint().value(), policy);
      case Verdict.Refusal(var kind, Reason reason) ->
          event(
              call,
              action,
              switch (kind) {
                case FORBIDDEN -> "forbidden";
                case BLOCKED -> "blocked";
              },
              reason,
              "",
              policy);
      case Verdict.Hold(Reason reason, var fingerprint) ->
          event(call, action, "hold", reason, fingerprint.value(), policy);
      case Verdict.Undecided(String why, _) ->
          event(call, action, "undecided", new Reason("judge", "", why), "", policy);
    };
  }

  static Event.AskClosed changedSince(AskId ask) {
    return new Event.AskClosed(
        ask, 0, Event.Closing.VOID, "what was approved is not what would be done now");
  }

  /** One line that says what an action is. */
  static String describe(Action action) {
    return switch (action) {
      case Action.Read(String path, _, _) -> "read " + path;
      case Action.Search(String pattern, String path) -> "search " + pattern + " in " + path;
      case Action.Edit(String path, FileState before, FileState after) ->
          (after instanceof FileState.Missing
                  ? "delete "
                  : before instanceof FileState.Missing ? "create " : "edit ")
              + path;
      case Action.Run(String command) -> command;
      case Action.Commit(String message) -> "commit: " + message;
      case Action.Publish publish -> "publish " + publish.target();
      case Action.Finish _ -> "finish";
    };
  }

  private static Event.Judged event(
      String call, Action action, String verdict, Reason reason, String print, String policy) {
    return new Event.Judged(
        call, describe(action), verdict, reason, print, Gate.subject(action), policy);
  }
}
