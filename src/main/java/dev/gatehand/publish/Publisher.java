package dev.gatehand.publish;

import dev.gatehand.agent.Approvals;
import dev.gatehand.escalation.Asks;
import dev.gatehand.escalation.Shown;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.PullRequest;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.Action;
import dev.gatehand.gate.Gate;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.Situation;
import dev.gatehand.journal.Audit;
import dev.gatehand.journal.Dispatches;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.publish.JobBranch.Decision.Leave;
import dev.gatehand.publish.JobBranch.Decision.Push;
import dev.gatehand.text.Template;
import dev.gatehand.workspace.Checkout;
import dev.gatehand.workspace.Checkouts;
import dev.gatehand.workspace.CommandRunner;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings finished work to its pull request: last look, checks, commits, push, pull request. Each
 * step is in the journal before the next begins, and none is done twice.
 */
public final class Publisher {
  /**
   * How often failing checks send the agent back to work before the failure is published as it is.
   */
  private static final int RETURNS = 2;

  private static final Template NEEDLESS = Template.text("job-needless.md");

  private final Audit audit;
  private final Dispatches dispatches;
  private final CommitWriter commits;
  private final LastLook lastLook;
  private final CheckRuns checks;
  private final JobBranch jobBranch;
  private final Delivery delivery;
  private final OthersBranch others;
  private final PatchOffer offer;

  public Publisher(
      Gate gate,
      Forge forge,
      Dispatches dispatches,
      CommitWriter commits,
      Checkouts checkouts,
      CommandRunner runner,
      Audit audit,
      Proposals proposals,
      InstantSource clock) {
    this.audit = audit;
    this.dispatches = dispatches;
    this.commits = commits;
    this.lastLook = new LastLook(gate);
    this.checks = new CheckRuns(gate, checkouts, runner, clock);
    this.jobBranch = new JobBranch(forge, commits, proposals);
    this.others = new OthersBranch(forge);
    this.offer = new PatchOffer(dispatches);
    this.delivery =
        new Delivery(
            gate,
            forge,
            dispatches,
            commits,
            audit,
            new MovedBranch(checkouts, commits),
            new Delivery.Elsewhere(others, offer),
            clock);
  }

  /** What came of it. */
  public sealed interface Result {
    /** The pull request stands; the journal says where. */
    record Published() implements Result {}

    /** There is nothing to publish. */
    record Unchanged() implements Result {}

    /** A maintenance job leaves the repository as it is, and why that is right. */
    record Left(String why) implements Result {}

    /** The checks fail and the agent gets another chance. */
    record BackToWork() implements Result {}

    /** Somebody pushed meanwhile: the work stands on that now, and is looked at once more. */
    record Moved() implements Result {}

    /** It stands on the thread as a patch. */
    record Offered() implements Result {}

    /** Something needs a person. */
    record Question(Asks.Question question) implements Result {}

    record Undecided(String why) implements Result {}

    /** Not published, for good: what stands in the way. */
    record Refused(String why) implements Result {}
  }

  public Result publish(Publication work, Approvals approvals) throws InterruptedException {
    TaskHistory history = work.log().history();
    if (history.published().isPresent()) {
      // It ended before it could say so: what stands is not pushed again.
      return new Result.Published();
    }
    Event.Prepared base = history.prepared().orElseThrow();
    if (history.composed().isEmpty()) {
      Optional<Result> before = examine(work, base);
      if (before.isPresent()) {
        return before.get();
      }
      Optional<Destination> theirs = others.destination(work, base);
      if (history.request().fork() && theirs.isEmpty()) {
        return offer.offer(work, base, "");
      }
      Optional<Result> left = compose(work, base, theirs);
      if (left.isPresent()) {
        return left.get();
      }
    }
    return delivery.push(work, base, history.composed().orElseThrow(), approvals);
  }

  private Optional<Result> proposedBefore(Publication work, Event.Prepared base) {
    return work.isJob() && jobBranch.decide(work, change(work, base)) instanceof Leave(String why)
        ? Optional.of(new Result.Left(why))
        : Optional.empty();
  }

  /** Makes the commits; a result when a maintenance job has nothing to add to what people see. */
  private Optional<Result> compose(
      Publication work, Event.Prepared base, Optional<Destination> theirs) {
    String change = change(work, base);
    Composer composer = new Composer(commits, lastLook, audit);
    if (!work.isJob()) {
      composer.compose(work, base, change, theirs);
      return Optional.empty();
    }
    return switch (jobBranch.decide(work, change)) {
      case Push(BranchName branch, String expected) -> {
        var to = new Destination(branch.value(), expected);
        composer.compose(work, base, change, Optional.of(to));
        yield Optional.empty();
      }
      case Leave(String why) -> Optional.of(new Result.Left(why));
    };
  }

  /** Looks at every changed file and runs the checks; empty when nothing stands in the way. */
  private Optional<Result> examine(Publication work, Event.Prepared base)
      throws InterruptedException {
    // First what a job has proposed before: nobody is asked again, and no check runs, for that.
    Optional<Result> before = proposedBefore(work, base).or(() -> look(work, base));
    if (before.isPresent()) {
      return before;
    }
    GitId tree = work.log().history().tree().orElseThrow();
    if (work.checkout().changes(base.base(), tree, 1).isEmpty()) {
      return Optional.of(unchanged(work));
    }
    Optional<Event.Checked> checked = work.log().history().checked();
    if (checked.filter(c -> c.tree().equals(tree) && !c.returned()).isPresent()) {
      return Optional.empty();
    }
    Optional<String> undecided = checks.undecided(work, base, tree);
    if (undecided.isPresent()) {
      return undecided.map(Result.Undecided::new);
    }
    List<Event.CheckRun> runs = checks.run(work, base, tree);
    boolean failed = runs.stream().anyMatch(run -> run.exit() != 0);
    boolean back =
        failed && work.complete() && work.agent() && work.log().history().failedChecks() < RETURNS;
    work.log().append(new Event.Checked(tree, runs, back));
    return back ? Optional.of(new Result.BackToWork()) : Optional.empty();
  }

  /** A pull request whose change the base has got otherwise is people's to close: they are told. */
  private Result unchanged(Publication work) {
    Optional<PullRequest> open = work.isJob() ? jobBranch.open(work) : Optional.empty();
    if (open.isEmpty()) {
      return new Result.Unchanged();
    }
    ThreadRef pull = open.get().ref();
    dispatches.comment(
        work.log().writer(),
        "needless:" + pull,
        pull,
        NEEDLESS.render(Map.of("job", work.log().history().request().job())));
    return new Result.Left("there was nothing to change; #" + pull.number() + " is not needed now");
  }

  private static String change(Publication work, Event.Prepared base) {
    GitId tree = work.log().history().tree().orElseThrow();
    return ChangeDigest.of(work.checkout().changes(base.base(), tree, LastLook.FILE_BYTES));
  }

  private Optional<Result> look(Publication work, Event.Prepared base) {
    while (true) {
      GitId tree = work.log().history().tree().orElseThrow();
      var changes = work.checkout().changes(base.base(), tree, LastLook.FILE_BYTES);
      var situation = Looks.at(work, tree, Situation.Stage.LAST_LOOK);
      boolean restored = false;
      for (LastLook.Finding finding : lastLook.look(changes, situation, work.log().history())) {
        switch (finding) {
          case LastLook.Finding.Fine _ -> {}
          case LastLook.Finding.LeaveOut(Checkout.Change change, String why) -> {
            putBack(work, change, why);
            restored = true;
          }
          case LastLook.Finding.AskAbout(var change, var reason, var print) -> {
            var edit = new Action.Edit(change.path().value(), change.before(), change.after());
            return Optional.of(
                new Result.Question(
                    new Asks.Question(List.of(), Shown.of(edit, ""), reason, print)));
          }
          case LastLook.Finding.Unclear(_, String why) -> {
            return Optional.of(new Result.Undecided(why));
          }
        }
      }
      if (!restored) {
        return Optional.empty();
      }
    }
  }

  private static void putBack(Publication work, Checkout.Change change, String why) {
    work.checkout().write(change.path(), change.before());
    work.log().append(new Event.Restored(change.path().value(), why, work.checkout().snapshot()));
  }
}
