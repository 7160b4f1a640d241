package dev.gatehand.publish;

import dev.gatehand.gate.Action;
import dev.gatehand.gate.FileState;
import dev.gatehand.gate.Gate;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.Permit;
import dev.gatehand.gate.Situation;
import dev.gatehand.gate.Verdict;
import dev.gatehand.journal.Event;
import dev.gatehand.workspace.Checkout;
import dev.gatehand.workspace.Checkouts;
import dev.gatehand.workspace.CommandRunner;
import dev.gatehand.workspace.Observation;
import dev.gatehand.workspace.Workspace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs the repository's own checks in a throw-away copy of the frozen tree. Checks can lie: where
 * the task changed what they run (scripts, build files, existing tests), those of the base are run
 * over the same change as well.
 */
final class CheckRuns {
  private static final int OUTPUT = 8_000;

  private final Gate gate;
  private final Checkouts checkouts;
  private final CommandRunner runner;
  private final InstantSource clock;

  CheckRuns(Gate gate, Checkouts checkouts, CommandRunner runner, InstantSource clock) {
    this.gate = gate;
    this.checkouts = checkouts;
    this.runner = runner;
    this.clock = clock;
  }

  /**
   * Why the checks cannot run now: the gate must ask the Judge about one, and it does not answer.
   * Its outage must not look like a check that fails. What it says is kept, so that {@link #run}
   * hears the same.
   */
  Optional<String> undecided(Publication work, Event.Prepared base, GitId tree) {
    var situation = Looks.at(work, tree, Situation.Stage.LAST_LOOK);
    for (String command : base.checks()) {
      if (gate.judge(new Action.Run(command), situation) instanceof Verdict.Undecided(var why, _)) {
        return Optional.of(why);
      }
    }
    return Optional.empty();
  }

  List<Event.CheckRun> run(Publication work, Event.Prepared base, GitId tree)
      throws InterruptedException {
    List<Event.CheckRun> runs = new ArrayList<>();
    var changes = work.checkout().changes(base.base(), tree, LastLook.FILE_BYTES);
    List<Checkout.Change> touched = CheckFiles.touched(base.checks(), changes);
    for (String command : base.checks()) {
      runs.add(run(work, base, tree, command, command, List.of()));
      if (!touched.isEmpty()) {
        String label = command + " (with the base's own checks)";
        runs.add(run(work, base, tree, command, label, touched));
      }
    }
    return runs;
  }

  private Event.CheckRun run(
      Publication work,
      Event.Prepared base,
      GitId tree,
      String command,
      String label,
      List<Checkout.Change> putBack)
      throws InterruptedException {
    var task = work.log().lease().task();
    try (var copy = checkouts.copy(task, work.repository(), base.base(), tree)) {
      for (Checkout.Change change : putBack) {
        copy.write(change.path(), change.before());
      }
      // Not the agent's wish but Gatehand's own step, found at the base: no mode holds it. The
      // rules judge it like any command.
      var situation = Looks.at(work, tree, Situation.Stage.LAST_LOOK);
      Verdict verdict = gate.judge(new Action.Run(command), situation);
      if (!(verdict instanceof Permit permit)) {
        return new Event.CheckRun(label, 126, "the gate did not permit it: " + verdict, 0);
      }
      var begun = clock.instant();
      var workspace = new Workspace(copy, runner, work.policy().sandbox());
      Observation seen = workspace.perform(permit);
      long millis = Duration.between(begun, clock.instant()).toMillis();
      return new Event.CheckRun(label, seen.exit(), tail(seen.text()), millis);
    }
  }

  private static String tail(String text) {
    return text.length() <= OUTPUT ? text : "[...]\n" + text.substring(text.length() - OUTPUT);
  }

  /** Whether a change leaves something to put back. */
  static boolean stoodBefore(Checkout.Change change) {
    return change.before() instanceof FileState.Present;
  }
}
