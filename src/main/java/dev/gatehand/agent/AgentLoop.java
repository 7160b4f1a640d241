package dev.gatehand.agent;

import dev.gatehand.gate.Action;
import dev.gatehand.gate.AskId;
import dev.gatehand.gate.Gate;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.Grant;
import dev.gatehand.gate.Permit;
import dev.gatehand.gate.Verdict;
import dev.gatehand.journal.Event;
import dev.gatehand.model.Model;
import dev.gatehand.model.Reply;
import dev.gatehand.model.ToolCall;
import dev.gatehand.workspace.Workspace;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The built-in engine: ask the model, let the gate judge each call, perform what is permitted, tell
 * the model what came of it.
 *
 * <p>It keeps nothing that the journal does not say. So a crash, a park and another node all go on
 * the same way, through {@link #run}.
 */
public final class AgentLoop implements Engine {
  private final Turns turns;
  private final Gate gate;
  private final Probe probe;
  private final InstantSource clock;

  public AgentLoop(Model model, Gate gate, Probe probe, InstantSource clock) {
    this.turns = new Turns(model, clock);
    this.gate = gate;
    this.probe = probe;
    this.clock = clock;
  }

  @Override
  public Outcome run(Desk desk) throws InterruptedException {
    Session session = Session.of(desk.opening(), desk.log().history().events());
    while (true) {
      if (Thread.interrupted()) {
        throw new InterruptedException("this node shuts down");
      }
      session.catchUp(desk.log().history().events());
      Optional<Outcome> outcome = step(desk, session);
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
  }

  /** One step, or why there is none. */
  private Optional<Outcome> step(Desk desk, Session session) throws InterruptedException {
    if (session.finished()) {
      return Optional.of(new Outcome.Finished());
    }
    if (desk.mail().getAsBoolean()) {
      return Optional.of(new Outcome.Mail());
    }
    Optional<Reply> lastWords = session.told().lastWords();
    if (lastWords.isPresent()) {
      return Turns.end(desk, session.told().wrapUp(), Turns.summary(lastWords.get()));
    }
    Optional<ToolCall> call = session.calls().next();
    if (call.isPresent()) {
      return goOn(desk, session, call.get());
    }
    Optional<ToolCall> held = session.calls().held();
    if (held.isPresent()) {
      return hold(desk, session, held.get());
    }
    if (session.calls().waitForAnswer()) {
      return Optional.of(new Outcome.Waiting());
    }
    Optional<Reply> last = session.spokeWithoutCalls();
    if (last.isPresent()) {
      desk.log().append(lastWord(last.get(), desk.workspace().snapshot()));
      return Optional.empty();
    }
    int forbidden = session.blocks().forbiddenInARow();
    if (forbidden >= desk.policy().limits().consecutiveBlocks()) {
      return Optional.of(
          new Outcome.Directionless(forbidden + " forbidden actions in a row were refused"));
    }
    return turns.take(desk, session);
  }

  private static Event.Finished lastWord(Reply reply, GitId tree) {
    return reply.stop() == Reply.Stop.REFUSED
        ? new Event.Finished(Event.Finished.LIMIT, "the model declined to go on", tree)
        : new Event.Finished("", reply.text(), tree);
  }

  private Optional<Outcome> goOn(Desk desk, Session session, ToolCall call)
      throws InterruptedException {
    if (session.calls().finishesTooEarly(call)) {
      String early = Refusals.finishEarly();
      desk.log().append(new Event.Performed(call.id(), early, true, tree(desk), 0));
      return Optional.empty();
    }
    return switch (wish(desk, session, call)) {
      case Tools.Wish.Invalid(String why) -> {
        desk.log().append(new Event.Performed(call.id(), why, true, tree(desk), 0));
        yield Optional.empty();
      }
      case Tools.Wish.Do(Action action) -> judge(desk, session, call, action);
      case Tools.Wish.Approval _ -> throw new IllegalStateException("resolved by wish()");
    };
  }

  /** What a call wants; a request for approval wants what the blocked call wanted. */
  private Tools.Wish wish(Desk desk, Session session, ToolCall call) {
    Tools.Wish wish = Tools.read(call, Workspace.ROOT, Workspace.ROOT, desk.workspace()::look);
    if (!(wish instanceof Tools.Wish.Approval(String blocked))) {
      return wish;
    }
    Optional<ToolCall> wanted =
        session.call(blocked).filter(earlier -> !earlier.tool().equals("request_approval"));
    return wanted
        .map(earlier -> Tools.read(earlier, Workspace.ROOT, Workspace.ROOT, desk.workspace()::look))
        .orElseGet(() -> new Tools.Wish.Invalid("request_approval: there is no call " + blocked));
  }

  private Optional<Outcome> judge(Desk desk, Session session, ToolCall call, Action action)
      throws InterruptedException {
    Optional<AskId> ask = session.calls().approvalOf(call.id());
    Optional<Grant> grant = ask.flatMap(desk.approvals()::grantFor);
    if (ask.isPresent() && grant.isEmpty()) {
      // The yes no longer counts; the approvals closed the ask, so the call is judged anew.
      return Optional.empty();
    }
    Situations situations = new Situations(desk, session.blocks());
    Verdict verdict =
        grant
            .map(g -> gate.judge(action, situations.now(), g))
            .orElseGet(() -> gate.judge(action, situations.now()));
    if (verdict instanceof Verdict.Refusal(Verdict.Refusal.Kind kind, _)
        && kind == Verdict.Refusal.Kind.BLOCKED
        && session.blocks().exhausted(desk.policy().limits())) {
      // Blocked too often: as if it were tried again, which makes it a question for a person.
      verdict = gate.judge(action, situations.tryingAgain(action));
    }
    requireGoingOn(verdict);
    Event judged = Judgements.event(call.id(), action, verdict, desk.policy().digest());
    if (verdict instanceof Permit permit) {
      perform(desk, call, permit, ask, judged);
      return Optional.empty();
    }
    desk.log().append(judged);
    return switch (verdict) {
      case Permit _ -> throw new IllegalStateException("performed above");
      case Verdict.Refusal _ -> Optional.empty();
      case Verdict.Hold _ -> {
        ask.ifPresent(id -> desk.log().append(Judgements.changedSince(id)));
        yield Optional.empty();
      }
      case Verdict.Undecided(String why, Duration atLeast) ->
          Optional.of(new Outcome.Undecided(why, atLeast));
    };
  }

  /** Each write to the journal waits for the disk: the decision and the beginning are one. */
  private void perform(Desk desk, ToolCall call, Permit permit, Optional<AskId> ask, Event judged)
      throws InterruptedException {
    String grant = ask.map(AskId::value).orElse("");
    if (!grant.isEmpty()) {
      // What was approved is what runs: from exactly the tree that was shown, nothing left over.
      desk.log().history().tree().ifPresent(desk.workspace()::restore);
    }
    var started = new Event.Started(call.id(), permit.fingerprint().value(), grant);
    desk.log().append(judged, started);
    switch (permit.action()) {
      case Action.Commit commit -> {
        permit.consume(Action.Commit.class);
        var tree = desk.workspace().snapshot();
        desk.log().append(new Event.Committed(call.id(), commit.message(), tree));
      }
      case Action.Finish finish -> {
        permit.consume(Action.Finish.class);
        var tree = desk.workspace().snapshot();
        desk.log().append(new Event.Finished(call.id(), finish.summary(), tree));
      }
      case Action.Read _, Action.Search _, Action.Edit _, Action.Run _, Action.Publish _ -> {
        var begun = clock.instant();
        var seen = desk.workspace().perform(permit);
        long millis = Duration.between(begun, clock.instant()).toMillis();
        var performed =
            new Event.Performed(
                call.id(), seen.text(), seen.failed(), treeAfter(desk, permit), millis);
        desk.log().append(probe.look(permit.action(), performed, desk.policy().judge().enabled()));
      }
    }
  }

  /**
   * A held call, after all others of the reply are through: judged once more, so that its
   * fingerprint is that of the tree which a person is shown.
   */
  private Optional<Outcome> hold(Desk desk, Session session, ToolCall call)
      throws InterruptedException {
    if (!(wish(desk, session, call) instanceof Tools.Wish.Do(Action action))) {
      String gone = "what this call would have changed is no longer there; read the file again";
      desk.log().append(new Event.Performed(call.id(), gone, true, tree(desk), 0));
      return Optional.empty();
    }
    Verdict verdict =
        gate.judge(action, new Situations(desk, session.blocks()).tryingAgain(action));
    if (verdict instanceof Verdict.Hold(var reason, var fingerprint)) {
      return Optional.of(new Outcome.Held(call.id(), action, reason, fingerprint));
    }
    requireGoingOn(verdict);
    desk.log().append(Judgements.event(call.id(), action, verdict, desk.policy().digest()));
    if (verdict instanceof Verdict.Undecided(String why, Duration atLeast)) {
      return Optional.of(new Outcome.Undecided(why, atLeast));
    }
    return Optional.empty();
  }

  /** A Judge that was cut off by this node's end did not fail: that is no try in vain. */
  static void requireGoingOn(Verdict verdict) throws InterruptedException {
    if (verdict instanceof Verdict.Undecided && Thread.interrupted()) {
      throw new InterruptedException("this node shuts down");
    }
  }

  private static GitId treeAfter(Desk desk, Permit permit) {
    return permit.action() instanceof Action.Read || permit.action() instanceof Action.Search
        ? tree(desk)
        : desk.workspace().snapshot();
  }

  private static GitId tree(Desk desk) {
    return desk.log().history().tree().orElseGet(desk.workspace()::snapshot);
  }
}
