package dev.gatehand.gate;

import dev.gatehand.policy.Decision;
import dev.gatehand.policy.Policy;
import dev.gatehand.policy.Rule;
import dev.gatehand.shell.Finding;
import dev.gatehand.shell.ShellAnalysis;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Judges actions. The only source of Permits.
 *
 * <p>The order: rules that forbid, what can be seen from the action itself, rules that ask, the
 * mode, and last the Judge for what the text alone cannot tell. Judging changes nothing: what was
 * blocked before comes with the {@link Situation}.
 */
public final class Gate {
  private final Judge judge;
  private final CommandRules commands = new CommandRules();
  private final ContentRules content = new ContentRules(commands);
  private final EditRules edits = new EditRules(content);
  private final ReadRules reads = new ReadRules(commands);
  private final PublishRules publications = new PublishRules();
  private final AtomicReference<@Nullable Rules> lastRules = new AtomicReference<>();

  /** A policy with its rules made ready. */
  private record Rules(Policy policy, Rulebook rulebook) {}

  public Gate(Judge judge) {
    this.judge = judge;
  }

  /** Judges an action for which nobody has been asked. */
  public Verdict judge(Action action, Situation situation) {
    Fingerprint fingerprint = Fingerprints.of(action, situation);
    Optional<Reason> plan = Modes.forbids(action, situation);
    if (plan.isPresent()) {
      return new Verdict.Refusal(Verdict.Refusal.Kind.FORBIDDEN, plan.get());
    }
    return switch (assess(action, situation)) {
      case Assessment.Stopped(Decision decision, Reason reason) ->
          stopped(action, situation, decision, reason, fingerprint);
      case Assessment.Permitted(Reason reason) ->
          Modes.holds(action, situation)
              .<Verdict>map(held -> new Verdict.Hold(held, fingerprint))
              .orElseGet(() -> permitted(action, situation, reason, fingerprint));
      case Assessment.Unclear unclear ->
          Modes.holds(action, situation)
              .<Verdict>map(held -> new Verdict.Hold(held, fingerprint))
              .orElseGet(() -> unclear(action, situation, unclear, fingerprint));
    };
  }

  /**
   * Judges an action that a person approved. What is forbidden stays forbidden, and a grant whose
   * fingerprint is not that of this action in this situation is worth nothing: it is held again, to
   * be shown anew.
   */
  public Verdict judge(Action action, Situation situation, Grant grant) {
    Fingerprint fingerprint = Fingerprints.of(action, situation);
    Optional<Reason> plan = Modes.forbids(action, situation);
    if (plan.isPresent()) {
      return new Verdict.Refusal(Verdict.Refusal.Kind.FORBIDDEN, plan.get());
    }
    Assessment assessment = assess(action, situation);
    if (assessment instanceof Assessment.Stopped(Decision decision, Reason reason)
        && decision == Decision.FORBID) {
      return new Verdict.Refusal(Verdict.Refusal.Kind.FORBIDDEN, reason);
    }
    if (grant.task().equals(situation.task()) && grant.fingerprint().equals(fingerprint)) {
      return new Permit(action, fingerprint, granted(grant, reasonOf(assessment)));
    }
    return switch (judge(action, situation)) {
      case Permit permit -> permit;
      case Verdict.Hold hold -> hold;
      case Verdict.Refusal(var _, Reason reason) -> new Verdict.Hold(changed(reason), fingerprint);
      case Verdict.Undecided undecided -> undecided;
    };
  }

  /**
   * What the gate sees by itself: no mode, no history, no model, no person. Used for explanations,
   * for checking the examples of a policy, and by {@link #judge}.
   */
  public Assessment assess(Action action, Situation situation) {
    Rulebook rules = rulesOf(situation.policy());
    return switch (action) {
      case Action.Run(String command) -> commands.assess(command, situation, rules);
      case Action.Edit edit -> edits.assess(edit, situation, rules);
      case Action.Read read -> reads.read(read.path(), situation, rules);
      case Action.Search search -> reads.search(search.path(), situation);
      case Action.Publish publish -> publications.assess(publish, situation.policy().publishing());
      case Action.Commit(String message) ->
          content.message(message).<Assessment>map(found -> found).orElseGet(Gate::ownWork);
      case Action.Finish _ -> ownWork();
    };
  }

  /** What a command line would do, for explanations. */
  public ShellAnalysis effects(Action.Run run, Situation situation) {
    return commands.analyze(run.command(), situation);
  }

  /** The rule that decides about a finding, for explanations; empty: no rule names it. */
  public Optional<Rule> deciding(Finding finding, Situation situation) {
    return rulesOf(situation.policy()).deciding(finding, situation);
  }

  /**
   * What is the same when an action is tried again: kind, text, paths and contents, not tree or
   * time. Used to notice that a blocked action came back.
   */
  public static String subject(Action action) {
    return Fingerprints.subject(action);
  }

  private static Verdict stopped(
      Action action,
      Situation situation,
      Decision decision,
      Reason reason,
      Fingerprint fingerprint) {
    return switch (decision) {
      case FORBID -> new Verdict.Refusal(Verdict.Refusal.Kind.FORBIDDEN, reason);
      case BLOCK ->
          situation.blockedBefore().contains(subject(action))
              ? new Verdict.Hold(reason, fingerprint)
              : new Verdict.Refusal(Verdict.Refusal.Kind.BLOCKED, reason);
      case ASK -> new Verdict.Hold(reason, fingerprint);
      case PERMIT -> throw new IllegalArgumentException("a permit stops nothing");
    };
  }

  private Verdict unclear(
      Action action, Situation situation, Assessment.Unclear unclear, Fingerprint fingerprint) {
    List<Reason> reasons = unclear.reasons();
    boolean asksJudge =
        situation.policy().judge().enabled() && unclear.reach() == Assessment.Reach.WORKSPACE;
    if (!asksJudge) {
      return isReviewed(action, situation)
          ? new Permit(action, fingerprint, reasons.getFirst())
          : new Verdict.Hold(reasons.getFirst(), fingerprint);
    }
    return judged(action, situation, reasons, Optional.empty(), fingerprint);
  }

  /**
   * Where there is no Judge, a doubtful edit of an ordinary file is left to those who review the
   * draft: it stands in a copy that nothing leaves unseen, and to ask about each would make people
   * stop reading what they are asked.
   */
  private static boolean isReviewed(Action action, Situation situation) {
    return action instanceof Action.Edit
        && situation.containment() == Containment.SANDBOX
        && !situation.policy().judge().enabled();
  }

  /**
   * What a sandbox contains needs no second opinion, unless something that the agent read tried to
   * steer it: then the Judge looks as well, and can only keep the permit or take it away.
   */
  private Verdict permitted(
      Action action, Situation situation, Reason reason, Fingerprint fingerprint) {
    boolean looksAgain =
        reason.rule().equals(CommandRules.CONTAINED)
            && situation.stage() == Situation.Stage.WORKING
            && situation.policy().judge().enabled()
            && situation.docket().file().suspicious();
    return looksAgain
        ? judged(action, situation, List.of(reason), Optional.of(reason), fingerprint)
        : new Permit(action, fingerprint, reason);
  }

  /** {@code certain}: why it is permitted if the Judge has nothing against it. */
  private Verdict judged(
      Action action,
      Situation situation,
      List<Reason> reasons,
      Optional<Reason> certain,
      Fingerprint fingerprint) {
    String piece = reasons.getFirst().piece();
    return switch (judge.judge(action, situation, reasons)) {
      case Judge.Opinion.Allow(String because) ->
          new Permit(
              action,
              fingerprint,
              certain.orElseGet(() -> new Reason("judge/allow", piece, because)));
      case Judge.Opinion.Block(String because, String kind) ->
          stopped(
              action,
              situation,
              Decision.BLOCK,
              new Reason("judge/" + kind, piece, because, "go another way"),
              fingerprint);
      case Judge.Opinion.AskPerson(String because) ->
          new Verdict.Hold(new Reason("judge/ask", piece, because), fingerprint);
      case Judge.Opinion.Unavailable(String why, var atLeast) ->
          new Verdict.Undecided(why, atLeast);
    };
  }

  private static Reason granted(Grant grant, Reason reason) {
    return new Reason(
        "granted/" + reason.rule(),
        reason.piece(),
        "Approved by " + grant.by() + " in " + grant.ask() + ".");
  }

  private static Reason changed(Reason reason) {
    return new Reason(
        reason.rule(),
        reason.piece(),
        "What was approved is no longer what would happen. " + reason.because(),
        reason.instead());
  }

  private static Reason reasonOf(Assessment assessment) {
    return switch (assessment) {
      case Assessment.Permitted(Reason reason) -> reason;
      case Assessment.Stopped(var _, Reason reason) -> reason;
      case Assessment.Unclear(List<Reason> reasons, var _) -> reasons.getFirst();
    };
  }

  private static Assessment ownWork() {
    return new Assessment.Permitted(
        new Reason("permit/own-work", "", "Gatehand does this itself, after its last look."));
  }

  private Rulebook rulesOf(Policy policy) {
    Rules last = lastRules.get();
    if (last == null || !last.policy().equals(policy)) {
      last = new Rules(policy, new Rulebook(policy));
      lastRules.set(last);
    }
    return last.rulebook();
  }
}
