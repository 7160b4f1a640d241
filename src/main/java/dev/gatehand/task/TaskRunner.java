package dev.gatehand.task;

import dev.gatehand.agent.Desk;
import dev.gatehand.agent.Engine;
import dev.gatehand.agent.Outcome;
import dev.gatehand.escalation.Asks;
import dev.gatehand.escalation.Hearing;
import dev.gatehand.escalation.Shown;
import dev.gatehand.forge.Account;
import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.gate.Reason;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Event.Parked.Cause;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.Lease;
import dev.gatehand.journal.LeaseLost;
import dev.gatehand.journal.StoreUnavailable;
import dev.gatehand.journal.TaskLog;
import dev.gatehand.journal.TaskState;
import dev.gatehand.policy.Mode;
import dev.gatehand.policy.PolicyInvalid;
import dev.gatehand.publish.Publisher;
import dev.gatehand.workspace.CommandRunner;
import dev.gatehand.workspace.WorkspaceUnavailable;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * A task from its request to its pull request. START READING HERE.
 *
 * <p>The queue calls {@link #run} for one slice: until the task is done, or rests because a person
 * must answer. Nothing of a task lives in memory between two slices; what happened is its journal,
 * and the order of calls below is the order in which things happen.
 */
public final class TaskRunner implements TaskQueue.Slice {
  private static final System.Logger LOG = System.getLogger(TaskRunner.class.getName());
  private static final Duration SOON = Duration.ofSeconds(20);

  private final TaskStore store;
  private final Journal journal;
  private final Preparation preparation;
  private final Engine engine;
  private final Asks asks;
  private final Hearing hearing;
  private final Publisher publisher;
  private final Reporting reporting;
  private final JobThread jobThread;
  private final Delays delays;
  private final CommandRunner runner;
  private final String node;
  private final BooleanSupplier leaving;

  /** {@code leaving}: whether this node stops, so that a slice ends between two steps. */
  public TaskRunner(
      TaskStore store,
      Journal journal,
      Preparation preparation,
      Engine engine,
      Asks asks,
      Hearing hearing,
      Publisher publisher,
      Reporting reporting,
      JobThread jobThread,
      CommandRunner runner,
      InstantSource clock,
      String node,
      BooleanSupplier leaving) {
    this.store = store;
    this.journal = journal;
    this.preparation = preparation;
    this.engine = engine;
    this.asks = asks;
    this.hearing = hearing;
    this.publisher = publisher;
    this.reporting = reporting;
    this.jobThread = jobThread;
    this.delays = new Delays(reporting, clock, RandomGenerator.getDefault());
    this.runner = runner;
    this.node = node;
    this.leaving = leaving;
  }

  @Override
  public TaskQueue.Next run(TaskId task) throws InterruptedException {
    Optional<Lease> lease = store.take(task, node);
    if (lease.isEmpty()) {
      return new TaskQueue.Next.Rest();
    }
    TaskLog log = new TaskLog(journal, lease.get());
    log.listen(event -> reporting.progress(log, event));
    try {
      log.append(new Event.TakenUp(node));
      return goOn(log);
    } catch (LeaseLost e) {
      LOG.log(Level.INFO, e.getMessage());
      return new TaskQueue.Next.Rest();
    } catch (WorkspaceUnavailable e) {
      LOG.log(Level.WARNING, task + " waits: " + e.getMessage());
      return later(log, Cause.WORKSPACE, String.valueOf(e.getMessage()), Duration.ZERO);
    } catch (ForgeUnavailable e) {
      LOG.log(Level.WARNING, task + " waits: " + e.getMessage());
      return later(log, Cause.FORGE, String.valueOf(e.getMessage()), e.waitAtLeast());
    } catch (PolicyInvalid e) {
      LOG.log(Level.WARNING, task + " waits: " + e.getMessage());
      return later(log, Cause.POLICY, String.valueOf(e.getMessage()), Duration.ZERO);
    } catch (StoreUnavailable e) {
      // Nothing can be kept now, so nobody can be told but the log.
      LOG.log(Level.WARNING, task + " waits: " + e.getMessage());
      return new TaskQueue.Next.Again(SOON);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, task + " ended by a mistake of Gatehand's", e);
      return end(
          log, TaskState.FAILED, "Gatehand itself made a mistake (" + e + "); its log has more");
    }
  }

  private TaskQueue.Next goOn(TaskLog log) throws InterruptedException {
    catchUp(log);
    while (true) {
      if (leaving.getAsBoolean()) {
        return new TaskQueue.Next.Again(Duration.ZERO);
      }
      Optional<Account> stopped = hearing.hear(log);
      if (stopped.isPresent()) {
        return end(log, TaskState.STOPPED, "stopped by " + stopped.get().login());
      }
      asks.expire(log);
      asks.settle(log);
      Optional<TaskQueue.Next> next = step(log, preparation.bench(log));
      if (next.isPresent()) {
        return next.get();
      }
    }
  }

  /** What the journal says and an earlier slice did not live to tell. */
  private void catchUp(TaskLog log) {
    reporting.begun(log);
    hearing.thank(log);
    asks.post(log);
    asks.remind(log);
  }

  /** The agent's part, or the way out; empty when there is more to do at once. */
  private Optional<TaskQueue.Next> step(TaskLog log, Bench bench) throws InterruptedException {
    if (log.history().finished().isEmpty()) {
      return work(log, bench);
    }
    boolean changesNothing = bench.policy().effectiveMode() == Mode.PLAN;
    return changesNothing ? Optional.of(answered(log)) : publish(log, bench);
  }

  private Optional<TaskQueue.Next> work(TaskLog log, Bench bench) throws InterruptedException {
    Desk desk =
        new Desk(
            log,
            bench.workspace(),
            bench.policy(),
            bench.repository().id(),
            runner.containment(),
            bench.opening(),
            hearing.approvals(log),
            () -> store.spending(log.history().thread()),
            () -> leaving.getAsBoolean() || hearing.hasMail(log));
    return switch (engine.run(desk)) {
      case Outcome.Finished _, Outcome.Mail _, Outcome.Ready _ -> Optional.empty();
      case Outcome.Failed(String why) -> Optional.of(end(log, TaskState.FAILED, why));
      case Outcome.Held held -> {
        var shown = Shown.of(held.action(), bench.material(held.action()));
        var question =
            new Asks.Question(List.of(held.callId()), shown, held.reason(), held.fingerprint());
        yield ask(log, bench, question);
      }
      case Outcome.Waiting _ -> park(log, "an answer");
      case Outcome.Directionless(String why) -> {
        jobThread.ensure(log);
        reporting.askDirection(log, why);
        yield park(log, "direction: " + why);
      }
      case Outcome.Spent(String why) -> {
        var tree = bench.workspace().snapshot();
        log.append(new Event.Finished(Event.Finished.LIMIT, why, tree));
        yield Optional.empty();
      }
      case Outcome.Undecided(String why, Duration atLeast) ->
          Optional.of(delays.later(log, Cause.GATE, why, atLeast));
      case Outcome.ModelDown(String why, boolean passing, Duration atLeast) ->
          Optional.of(
              passing
                  ? delays.later(log, Cause.MODEL, why, atLeast)
                  : end(log, TaskState.FAILED, "the model cannot be used: " + why));
    };
  }

  private Optional<TaskQueue.Next> publish(TaskLog log, Bench bench) throws InterruptedException {
    return switch (publisher.publish(bench.publication(log), hearing.approvals(log))) {
      case Publisher.Result.Published _ ->
          Optional.of(
              end(
                  log,
                  TaskState.DONE,
                  "pull request #"
                      + log.history().published().orElseThrow().pullRequest()
                      + " stands"));
      case Publisher.Result.Offered _ ->
          Optional.of(end(log, TaskState.DONE, "the patch stands in a comment of its own"));
      case Publisher.Result.Unchanged _ ->
          Optional.of(end(log, TaskState.DONE, "there was nothing to change"));
      case Publisher.Result.Left(String why) -> Optional.of(end(log, TaskState.DONE, why));
      case Publisher.Result.BackToWork _, Publisher.Result.Moved _ -> Optional.empty();
      case Publisher.Result.Question(Asks.Question question) -> ask(log, bench, question);
      case Publisher.Result.Undecided(String why) ->
          Optional.of(delays.later(log, Cause.GATE, why, Duration.ZERO));
      case Publisher.Result.Refused(String why) ->
          Optional.of(end(log, TaskState.FAILED, "nothing was pushed: " + why));
    };
  }

  private Optional<TaskQueue.Next> ask(TaskLog log, Bench bench, Asks.Question question) {
    // First of all: an ask in the journal is posted after any crash, and needs a place for it.
    jobThread.ensure(log);
    boolean open = log.history().openAsk().isPresent();
    if (!open && asks.ask(log, question, bench.policy().people()).isEmpty()) {
      return unshowable(log, question);
    }
    asks.post(log);
    return park(log, "an answer");
  }

  /** What does not fit a comment cannot be approved by one: it is a refusal. */
  private Optional<TaskQueue.Next> unshowable(TaskLog log, Asks.Question question) {
    String why = "it is too large to be shown in a comment, so nobody could approve it";
    if (question.callIds().isEmpty()) {
      return Optional.of(end(log, TaskState.FAILED, question.shown().target() + ": " + why));
    }
    var reason = new Reason("ask/too-large", "", why, "make a smaller change");
    for (String call : question.callIds()) {
      log.append(new Event.Judged(call, question.shown().title(), "forbidden", reason, "", "", ""));
    }
    return Optional.empty();
  }

  /**
   * Rests until somebody answers; an answer that came while it was parking is heard at once. People
   * are told first: nobody takes a parked task up only to tell them.
   */
  private Optional<TaskQueue.Next> park(TaskLog log, String what) {
    reporting.parks(log, what);
    log.append(new Event.Parked(what));
    return hearing.hasMail(log) ? Optional.empty() : Optional.of(new TaskQueue.Next.Rest());
  }

  /** Outside of the slice's own catching: the lease or the store may be gone by now. */
  private TaskQueue.Next later(TaskLog log, Cause cause, String why, Duration atLeast) {
    try {
      return delays.later(log, cause, why, atLeast);
    } catch (LeaseLost e) {
      LOG.log(Level.INFO, e.getMessage());
      return new TaskQueue.Next.Rest();
    } catch (StoreUnavailable e) {
      LOG.log(Level.WARNING, log.lease().task() + " waits: " + e.getMessage());
      return new TaskQueue.Next.Again(SOON);
    }
  }

  private TaskQueue.Next answered(TaskLog log) {
    reporting.answer(log);
    return end(log, TaskState.DONE, "answered");
  }

  /**
   * Tells people first: a crash in between tells them again, but never leaves them without a word.
   */
  private TaskQueue.Next end(TaskLog log, TaskState state, String summary) {
    asks.close(log);
    asks.settle(log);
    reporting.ended(log, state, summary);
    jobThread.close(log, summary);
    log.append(new Event.Ended(state, summary));
    preparation.clear(log.lease().task());
    return new TaskQueue.Next.Rest();
  }
}
