package dev.gatehand.publish;

import dev.gatehand.agent.Approvals;
import dev.gatehand.escalation.Asks;
import dev.gatehand.escalation.Shown;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.NewPullRequest;
import dev.gatehand.forge.PullRequest;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.Action;
import dev.gatehand.gate.AskId;
import dev.gatehand.gate.Gate;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.Grant;
import dev.gatehand.gate.Permit;
import dev.gatehand.gate.Situation;
import dev.gatehand.gate.Verdict;
import dev.gatehand.journal.AskProgress;
import dev.gatehand.journal.Dispatches;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.workspace.Checkout;
import dev.gatehand.workspace.Checkouts;
import dev.gatehand.workspace.CommandRunner;
import java.time.InstantSource;
import java.util.List;
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

  private final Gate gate;
  private final Forge forge;
  private final Dispatches dispatches;
  private final CommitWriter commits;
  private final LastLook lastLook;
  private final CheckRuns checks;
  private final InstantSource clock;

  public Publisher(
      Gate gate,
      Forge forge,
      Dispatches dispatches,
      CommitWriter commits,
      Checkouts checkouts,
      CommandRunner runner,
      InstantSource clock) {
    this.gate = gate;
    this.forge = forge;
    this.dispatches = dispatches;
    this.commits = commits;
    this.lastLook = new LastLook(gate);
    this.checks = new CheckRuns(gate, checkouts, runner, clock);
    this.clock = clock;
  }

  /** What came of it. */
  public sealed interface Result {
    /** The pull request stands; the journal says where. */
    record Published() implements Result {}

    /** There is nothing to publish. */
    record Unchanged() implements Result {}

    /** The checks fail and the agent gets another chance. */
    record BackToWork() implements Result {}

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
      new Composer(commits, lastLook).compose(work, base);
    }
    return push(work, base, history.composed().orElseThrow(), approvals);
  }

  /** Looks at every changed file and runs the checks; empty when nothing stands in the way. */
  private Optional<Result> examine(Publication work, Event.Prepared base)
      throws InterruptedException {
    Optional<Result> look = look(work, base);
    if (look.isPresent()) {
      return look;
    }
    GitId tree = work.log().history().tree().orElseThrow();
    if (work.checkout().changes(base.base(), tree, 1).isEmpty()) {
      return Optional.of(new Result.Unchanged());
    }
    Optional<Event.Checked> checked = work.log().history().checked();
    if (checked.filter(c -> c.tree().equals(tree) && !c.returned()).isPresent()) {
      return Optional.empty();
    }
    List<Event.CheckRun> runs = checks.run(work, base, tree);
    boolean failed = runs.stream().anyMatch(run -> run.exit() != 0);
    boolean back = failed && work.complete() && work.log().history().failedChecks() < RETURNS;
    work.log().append(new Event.Checked(tree, runs, back));
    return back ? Optional.of(new Result.BackToWork()) : Optional.empty();
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

  private Result push(
      Publication work, Event.Prepared base, Event.Composed composed, Approvals approvals) {
    var action =
        new Action.Publish(
            work.repository().id(),
            composed.branch(),
            composed.expected(),
            composed.commits().stream().map(GitId::value).toList(),
            work.trust());
    GitId tree = work.log().history().tree().orElseThrow();
    var situation = Looks.at(work, tree, Situation.Stage.LAST_LOOK);
    Optional<AskProgress> ask = publishAsk(work, composed);
    Optional<Grant> grant = ask.map(a -> a.ask().id()).flatMap(approvals::grantFor);
    Verdict verdict =
        grant
            .map(g -> gate.judge(action, situation, g))
            .orElseGet(() -> gate.judge(action, situation));
    return switch (verdict) {
      case Permit permit -> push(work, base, composed, permit, ask.map(a -> a.ask().id()));
      case Verdict.Hold(var reason, var print) -> {
        if (ask.filter(AskProgress::denied).isPresent()) {
          yield new Result.Refused("a person denied the push");
        }
        String diff = diff(work, base, tree);
        yield new Result.Question(
            new Asks.Question(List.of(), Shown.of(action, diff), reason, print));
      }
      case Verdict.Refusal(_, var reason) -> new Result.Refused(reason.because());
      case Verdict.Undecided(String why) -> new Result.Undecided(why);
    };
  }

  private Result push(
      Publication work,
      Event.Prepared base,
      Event.Composed composed,
      Permit permit,
      Optional<AskId> ask) {
    String grant = ask.map(AskId::value).orElse("");
    work.log().append(new Event.Started("publish", permit.fingerprint().value(), grant));
    try {
      commits.push(permit, work.repository(), work.access());
    } catch (PushRefused e) {
      return new Result.Refused(String.valueOf(e.getMessage()));
    }
    String title = composed.title();
    String body = PullRequestText.body(work, base, composed, clock.instant());
    var request =
        new NewPullRequest(
            work.repository().ref(),
            composed.branch(),
            base.baseBranch(),
            title,
            body,
            work.policy().publishing().draft() || !work.complete());
    ThreadRef pullRequest = open(work, composed, request, permit);
    work.log()
        .append(
            new Event.Published(
                composed.branch(),
                composed.commits().getLast(),
                pullRequest.number(),
                forge.address(pullRequest)));
    return new Result.Published();
  }

  private ThreadRef open(
      Publication work, Event.Composed composed, NewPullRequest request, Permit permit) {
    if (!composed.expected().isEmpty()) {
      // More commits for a pull request of ours: its own text stays what people discussed.
      return forge.pullRequestsFrom(request.repository(), composed.branch()).stream()
          .filter(open -> open.state() == PullRequest.State.OPEN)
          .findFirst()
          .map(PullRequest::ref)
          .orElse(work.log().history().request().thread());
    }
    String key = "pull-request:" + work.log().lease().task();
    return dispatches.pullRequest(work.log().writer(), key, request, permit);
  }

  private static Optional<AskProgress> publishAsk(Publication work, Event.Composed composed) {
    return work.log().history().asks().stream()
        // A command's first word could spell the branch: an ask of a call says nothing about a
        // push.
        .filter(ask -> ask.ask().callIds().isEmpty() && ask.ask().path().isEmpty())
        .filter(ask -> ask.ask().target().equals(composed.branch()))
        .filter(ask -> ask.closedBy().isEmpty())
        .reduce((_, latest) -> latest);
  }

  private static String diff(Publication work, Event.Prepared base, GitId tree) {
    StringBuilder diff = new StringBuilder();
    for (Checkout.Change c : work.checkout().changes(base.base(), tree, LastLook.FILE_BYTES)) {
      diff.append(Shown.diff(c.path().value(), c.before(), c.after())).append("\n\n");
    }
    return diff.toString().strip();
  }
}
