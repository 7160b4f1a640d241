package dev.gatehand.agent;

import dev.gatehand.gate.Action;
import dev.gatehand.gate.AskId;
import dev.gatehand.gate.Gate;
import dev.gatehand.gate.Grant;
import dev.gatehand.gate.Permit;
import dev.gatehand.gate.Situation;
import dev.gatehand.gate.Verdict;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.policy.Job;
import dev.gatehand.text.Template;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Drives a maintenance job: first its commands, by Gatehand itself, then the agent where the job
 * has one. Every other task goes to the agent at once.
 *
 * <p>The operator wrote the commands, but what they run is the repository's, and so is what they
 * leave behind: the gate judges them like any command. There is no agent that could look for
 * another way, so what is blocked is asked at once.
 */
public final class JobEngine implements Engine {
  private static final Template SUMMARY = Template.text("job-summary.md");
  private static final String CALL = "job-";

  private final Engine agent;
  private final Gate gate;
  private final Probe probe;
  private final Function<String, Optional<String>> prompts;
  private final InstantSource clock;

  /**
   * @param agent drives every task that is no job, and the agent's part of a job
   * @param probe looks at what the commands print: the agent of a job, and people, read it
   * @param prompts the text of this name for the agent of a job; empty when there is none
   */
  public JobEngine(
      Engine agent,
      Gate gate,
      Probe probe,
      Function<String, Optional<String>> prompts,
      InstantSource clock) {
    this.agent = agent;
    this.gate = gate;
    this.probe = probe;
    this.prompts = prompts;
    this.clock = clock;
  }

  /** Whether the events are of a command of a job, not of a call of the model. */
  public static boolean isOfJob(String callId) {
    return callId.startsWith(CALL);
  }

  /** Whether an agent takes part: because the job says so, or because a person gave direction. */
  public static boolean hasAgent(TaskHistory history) {
    return history.request().kind() != TaskRequest.Kind.MAINTENANCE
        || history.job().filter(job -> job.agentIf() != Job.AgentIf.NEVER).isPresent()
        || isSteered(history);
  }

  @Override
  public Outcome run(Desk desk) throws InterruptedException {
    TaskHistory history = desk.log().history();
    if (history.request().kind() != TaskRequest.Kind.MAINTENANCE) {
      return agent.run(desk);
    }
    if (history.job().isEmpty()) {
      return take(desk);
    }
    List<String> commands = history.job().get().commands();
    boolean ran = false;
    for (int i = 0; i < commands.size(); i++) {
      String callId = CALL + (i + 1);
      while (!(JobProgress.of(callId, history.events()) instanceof JobProgress.Done(var failed, _)
          && !failed)) {
        Optional<Outcome> stop = step(desk, callId, commands.get(i));
        if (stop.isPresent()) {
          return stop.get();
        }
        ran = true;
      }
    }
    if (!isAgentsTurn(history)) {
      return finish(desk, commands);
    }
    // What the agent reads first tells what the commands did: it is laid out anew.
    return ran ? new Outcome.Ready() : agent.run(desk);
  }

  private Outcome take(Desk desk) {
    String name = desk.log().history().request().job();
    Optional<Job> job =
        desk.policy().maintenance().stream().filter(each -> each.name().equals(name)).findFirst();
    if (job.isEmpty()) {
      return new Outcome.Failed("the policy no longer names a job " + name);
    }
    String prompt = job.get().prompt();
    Optional<String> words = prompt.isEmpty() ? Optional.of("") : prompts.apply(prompt);
    if (words.isEmpty()) {
      return new Outcome.Failed("there is no prompt " + prompt + " for the job " + name);
    }
    desk.log().append(new Event.JobTaken(job.get().commands(), words.get(), job.get().agentIf()));
    return new Outcome.Ready();
  }

  /** One command on its way; empty when there is more to do at once. */
  private Optional<Outcome> step(Desk desk, String callId, String command)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("this node shuts down");
    }
    if (desk.mail().getAsBoolean()) {
      return Optional.of(new Outcome.Mail());
    }
    return switch (JobProgress.of(callId, desk.log().history().events())) {
      case JobProgress.Waiting _ -> judge(desk, callId, command, Optional.empty());
      case JobProgress.Approved(AskId ask) -> {
        Optional<Grant> grant = desk.approvals().grantFor(ask);
        // A yes that no longer counts was closed just now: the command is judged anew.
        yield grant.isEmpty() ? Optional.empty() : judge(desk, callId, command, grant);
      }
      case JobProgress.Asked _ -> Optional.of(new Outcome.Waiting());
      case JobProgress.Refused(String why) ->
          Optional.of(new Outcome.Failed("`" + command + "` did not run: " + why));
      case JobProgress.Done(boolean _, String text) ->
          Optional.of(new Outcome.Failed("`" + command + "` failed: " + lastLine(text)));
    };
  }

  private Optional<Outcome> judge(Desk desk, String callId, String command, Optional<Grant> grant)
      throws InterruptedException {
    Action action = new Action.Run(command);
    Situation situation = new Situations(desk, new Blocks()).tryingAgain(action);
    Verdict verdict =
        grant
            .map(g -> gate.judge(action, situation, g))
            .orElseGet(() -> gate.judge(action, situation));
    AgentLoop.requireGoingOn(verdict);
    desk.log().append(Judgements.event(callId, action, verdict, desk.policy().digest()));
    return switch (verdict) {
      case Permit permit -> {
        perform(desk, callId, permit, grant.map(Grant::ask));
        yield Optional.empty();
      }
      case Verdict.Refusal _ -> Optional.empty();
      case Verdict.Hold(var reason, var fingerprint) -> {
        if (grant.isPresent()) {
          desk.log().append(Judgements.changedSince(grant.get().ask()));
        }
        yield Optional.of(new Outcome.Held(callId, action, reason, fingerprint));
      }
      case Verdict.Undecided(String why, Duration atLeast) ->
          Optional.of(new Outcome.Undecided(why, atLeast));
    };
  }

  private void perform(Desk desk, String callId, Permit permit, Optional<AskId> ask)
      throws InterruptedException {
    // From exactly the tree that was judged: what a crash left half done is gone.
    desk.log().history().tree().ifPresent(desk.workspace()::restore);
    String grant = ask.map(AskId::value).orElse("");
    desk.log().append(new Event.Started(callId, permit.fingerprint().value(), grant));
    var begun = clock.instant();
    var seen = desk.workspace().perform(permit);
    long millis = Duration.between(begun, clock.instant()).toMillis();
    var performed =
        new Event.Performed(
            callId, seen.text(), seen.failed(), desk.workspace().snapshot(), millis);
    desk.log().append(probe.look(permit.action(), performed, desk.policy().judge().enabled()));
  }

  private static Outcome finish(Desk desk, List<String> commands) {
    String summary = SUMMARY.render(Map.of("commands", commands)).strip();
    desk.log().append(new Event.Finished("", summary, desk.workspace().snapshot()));
    return new Outcome.Finished();
  }

  private static boolean isAgentsTurn(TaskHistory history) {
    return switch (history.job().orElseThrow().agentIf()) {
      case ALWAYS -> true;
      case CHECKS_FAIL -> history.failedChecks() > 0 || isSteered(history);
      case NEVER -> isSteered(history);
    };
  }

  private static boolean isSteered(TaskHistory history) {
    return history.events().stream().anyMatch(Event.Steered.class::isInstance);
  }

  private static String lastLine(String text) {
    return text.strip().lines().reduce((_, line) -> line).orElse("it said nothing");
  }
}
