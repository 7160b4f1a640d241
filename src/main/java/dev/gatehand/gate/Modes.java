package dev.gatehand.gate;

import dev.gatehand.policy.Mode;
import java.util.Optional;

/** What the mode of a policy wants a person to see, although no rule is against it. */
final class Modes {
  private Modes() {}

  /**
   * Empty when the mode lets the action pass. At the last look changes were made already and are
   * judged by the rules alone.
   */
  static Optional<Reason> holds(Action action, Situation situation) {
    if (situation.stage() == Situation.Stage.LAST_LOOK) {
      return Optional.empty();
    }
    Mode mode = situation.policy().effectiveMode();
    boolean held =
        switch (mode) {
          case AUTO -> false;
          case ACCEPT_EDITS -> action instanceof Action.Run;
          case ASK -> action instanceof Action.Run || action instanceof Action.Edit;
          case PLAN -> false;
        };
    return held
        ? Optional.of(
            new Reason(
                "mode/" + mode.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
                piece(action),
                "In this mode a person sees each such action before it happens."))
        : Optional.empty();
  }

  /** In plan mode nothing is changed or run, and nobody can approve it: the plan is the work. */
  static Optional<Reason> forbids(Action action, Situation situation) {
    boolean acts = action instanceof Action.Run || action instanceof Action.Edit;
    return acts && situation.policy().effectiveMode() == Mode.PLAN
        ? Optional.of(
            new Reason(
                "mode/plan",
                piece(action),
                "This task only plans: it reads and searches.",
                "use the read and search tools, and finish with the plan"))
        : Optional.empty();
  }

  private static String piece(Action action) {
    return switch (action) {
      case Action.Run(String command) -> command;
      case Action.Edit edit -> edit.path();
      case Action.Read read -> read.path();
      case Action.Search search -> search.path();
      case Action.Publish publish -> publish.branch();
      case Action.Commit _, Action.Finish _ -> "";
    };
  }
}
