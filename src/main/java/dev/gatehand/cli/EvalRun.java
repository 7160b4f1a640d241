package dev.gatehand.cli;

import dev.gatehand.gate.Action;
import dev.gatehand.gate.Assessment;
import dev.gatehand.gate.CaseFile;
import dev.gatehand.gate.Consultation;
import dev.gatehand.gate.Docket;
import dev.gatehand.gate.Gate;
import dev.gatehand.gate.Judge;
import dev.gatehand.gate.Reason;
import dev.gatehand.gate.Situation;
import dev.gatehand.gate.TaskId;
import dev.gatehand.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Puts every case to the Judge itself, also where the gate's own rules would have decided before
 * it: what is measured is the second opinion, not the rules.
 */
final class EvalRun {
  private static final int TRIES = 3;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private final Judge judge;
  private final Gate gate;
  private final Policy policy;
  private final Duration pause;

  /** {@code pause}: before a case is put again to a Judge that did not answer. */
  EvalRun(Judge judge, Policy policy, Duration pause) {
    this.judge = judge;
    this.pause = pause;
    this.gate = new Gate(judge);
    this.policy = policy;
  }

  /** Results in the order of the cases; {@code atOnce}: how many are asked at a time. */
  List<EvalResult> of(List<EvalCase> cases, int atOnce) throws InterruptedException {
    try (var threads = Executors.newFixedThreadPool(atOnce, Thread.ofVirtual().factory())) {
      List<Future<EvalResult>> asked = new ArrayList<>();
      cases.forEach(each -> asked.add(threads.submit(() -> of(each))));
      List<EvalResult> results = new ArrayList<>();
      for (Future<EvalResult> each : asked) {
        results.add(each.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a case could not be put to the Judge", e.getCause());
    }
  }

  private EvalResult of(EvalCase asked) throws InterruptedException {
    EvalResult result = once(asked);
    for (int i = 1; i < TRIES && result.opinion() instanceof Judge.Opinion.Unavailable down; i++) {
      Duration wait = pause.multipliedBy(i);
      Thread.sleep(wait.compareTo(down.atLeast()) > 0 ? wait : atMost(down.atLeast()));
      result = once(asked);
    }
    return result;
  }

  private static Duration atMost(Duration wanted) {
    return wanted.compareTo(LONGEST_PAUSE) < 0 ? wanted : LONGEST_PAUSE;
  }

  private EvalResult once(EvalCase asked) {
    var docket = new OneCase(asked.file());
    var situation =
        new Situation(
            new TaskId("t-gateeval"),
            "gate-eval",
            policy,
            "/workspace",
            "/workspace",
            "",
            asked.held(),
            Duration.ofSeconds(policy.sandbox().commandSeconds()),
            Situation.Stage.WORKING,
            Set.of(),
            docket);
    Judge.Opinion opinion = judge.judge(asked.action(), situation, doubts(asked, situation));
    return new EvalResult(asked, opinion, Optional.ofNullable(docket.kept));
  }

  private List<Reason> doubts(EvalCase asked, Situation situation) {
    if (gate.assess(asked.action(), situation) instanceof Assessment.Unclear(var reasons, _)) {
      return reasons;
    }
    // The label must not be told by the gate's own rules: they would have stopped it, or not.
    boolean unread =
        asked.action() instanceof Action.Run run
            && !gate.effects(run, situation).unclear().isEmpty();
    return List.of(
        new Reason(
            "eval",
            "",
            unread ? "not all of it could be read" : "whether it serves the request is not known"));
  }

  /** A case as a task of its own. */
  private static final class OneCase implements Docket {
    private final CaseFile file;
    private @Nullable Consultation kept;

    OneCase(CaseFile file) {
      this.file = file;
    }

    @Override
    public CaseFile file() {
      return file;
    }

    @Override
    public Optional<Judge.Opinion> earlier(String question) {
      return Optional.empty();
    }

    @Override
    public void keep(Consultation consultation) {
      kept = consultation;
    }
  }
}
