package dev.gatehand.agent;

import dev.gatehand.gate.Action;
import dev.gatehand.gate.CaseFile;
import dev.gatehand.gate.Consultation;
import dev.gatehand.gate.Docket;
import dev.gatehand.gate.FileState;
import dev.gatehand.gate.Judge;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskLog;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.model.ToolCall;
import dev.gatehand.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the Judge may see of a task, taken from its journal. Calls are read again into actions, so
 * that nothing of a reply gets through but what would be done: no prose, no description of a call,
 * no output.
 */
public final class TaskDocket implements Docket {
  private final TaskLog log;

  public TaskDocket(TaskLog log) {
    this.log = log;
  }

  @Override
  public CaseFile file() {
    TaskRequest request = log.history().request();
    List<Event> events = log.history().events();
    return new CaseFile(
        request.repositoryName(),
        request.branch(),
        said(request, events),
        new Deeds().of(events),
        (int) events.stream().filter(e -> e instanceof Event.Probed it && it.flagged()).count());
  }

  @Override
  public Optional<Judge.Opinion> earlier(String question) {
    return log.history().events().stream()
        .filter(Event.Consulted.class::isInstance)
        .map(Event.Consulted.class::cast)
        .filter(asked -> asked.question().equals(question))
        .flatMap(asked -> opinion(asked).stream())
        .reduce((_, last) -> last);
  }

  @Override
  public void keep(Consultation said) {
    log.append(
        switch (said.opinion()) {
          case Judge.Opinion.Allow(String because) -> event(said, "allow", "", because);
          case Judge.Opinion.Block(String because, String kind) ->
              event(said, "block", kind, because);
          case Judge.Opinion.AskPerson(String because) -> event(said, "ask", "", because);
          case Judge.Opinion.Unavailable(String why, _) -> event(said, "unavailable", "", why);
        });
  }

  private static Event event(Consultation said, String opinion, String kind, String because) {
    return new Event.Consulted(
        said.question(),
        opinion,
        kind,
        because,
        said.model(),
        said.calls(),
        said.millis(),
        said.usage());
  }

  private static Optional<Judge.Opinion> opinion(Event.Consulted asked) {
    return switch (asked.opinion()) {
      case "allow" -> Optional.of(new Judge.Opinion.Allow(asked.because()));
      case "block" -> Optional.of(new Judge.Opinion.Block(asked.because(), asked.kind()));
      case "ask" -> Optional.of(new Judge.Opinion.AskPerson(asked.because()));
      default -> Optional.empty();
    };
  }

  /** Only those who may command speak here; the thread's own text is nobody's consent. */
  private static List<CaseFile.Said> said(TaskRequest request, List<Event> events) {
    List<CaseFile.Said> said = new ArrayList<>();
    said.add(new CaseFile.Said(request.by().login(), asked(request), request.words()));
    for (Event event : events) {
      if (event instanceof Event.JobTaken job && !job.words().isEmpty()) {
        said.add(new CaseFile.Said("the operator", "the job's own instructions", job.words()));
      }
      if (event instanceof Event.Steered steered) {
        said.add(
            new CaseFile.Said(
                steered.by().login(), "direction for the task at work", steered.words()));
      }
    }
    return said;
  }

  private static String asked(TaskRequest request) {
    int number = request.threadNumber();
    return switch (request.kind()) {
      case FIX -> "fix what thread #" + number + " describes" + approved(request);
      case PLAN -> "plan, and change nothing, for thread #" + number;
      case QUESTION -> "answer a question, and change nothing, on thread #" + number;
      case MAINTENANCE -> "the operator's maintenance job " + request.job();
    };
  }

  /** Who said yes to a plan, not to what: the plan's words are the agent's. */
  private static String approved(TaskRequest request) {
    return request.approvedBy().isEmpty()
        ? ""
        : ", by a plan that " + request.approvedBy().getFirst().login() + " approved";
  }

  /** Calls in their order, each with what became of it. */
  private static final class Deeds {
    private final Map<String, Action> actions = new LinkedHashMap<>();
    private final Map<String, String> outcomes = new LinkedHashMap<>();
    private final Map<String, String> asks = new LinkedHashMap<>();
    private final Map<String, String> approvers = new LinkedHashMap<>();

    List<CaseFile.Deed> of(List<Event> events) {
      events.forEach(this::apply);
      List<CaseFile.Deed> deeds = new ArrayList<>();
      actions.forEach(
          (call, action) ->
              Optional.ofNullable(outcomes.get(call))
                  .ifPresent(outcome -> deeds.add(new CaseFile.Deed(action, outcome))));
      return deeds;
    }

    private void apply(Event event) {
      switch (event) {
        case Event.Replied(_, var reply) -> reply.calls().forEach(this::begin);
        case Event.Judged judged -> judged(judged);
        case Event.Performed done ->
            outcomes.put(done.callId(), by(done.callId()) + (done.failed() ? "failed" : "done"));
        case Event.Committed done -> outcomes.put(done.callId(), "done");
        case Event.Asked(var ask) ->
            ask.callIds().forEach(call -> asks.put(ask.id().value(), call));
        case Event.Answered answer -> answered(answer);
        case Event.AskClosed closed when closed.closing() == Event.Closing.EXPIRED ->
            Optional.ofNullable(asks.get(closed.ask().value()))
                .ifPresent(call -> outcomes.put(call, "not done: nobody answered in time"));
        default -> {}
      }
    }

    private void begin(ToolCall call) {
      // No file is looked at: an edit is told by the fragments that the call named.
      if (Tools.read(call, Workspace.ROOT, Workspace.ROOT, _ -> new FileState.Unknown())
          instanceof Tools.Wish.Do(Action action)) {
        actions.putIfAbsent(call.id(), action);
      }
    }

    private void judged(Event.Judged judged) {
      if (JobEngine.isOfJob(judged.callId())) {
        actions.putIfAbsent(judged.callId(), new Action.Run(judged.action()));
      }
      if (judged.verdict().equals("blocked") || judged.verdict().equals("forbidden")) {
        outcomes.put(
            judged.callId(),
            "not done: %s by %s".formatted(judged.verdict(), judged.reason().rule()));
      }
    }

    private void answered(Event.Answered answer) {
      String call = asks.get(answer.ask().value());
      if (call == null) {
        return;
      }
      String by = answer.by().login();
      if (answer.approved()) {
        approvers.put(call, by);
      } else {
        outcomes.put(call, "not done: denied by " + by + reason(answer.reason()));
      }
    }

    private static String reason(String words) {
      return words.isBlank() ? "" : ", who said: " + words.strip();
    }

    private String by(String call) {
      String who = approvers.get(call);
      return who == null ? "" : "approved once by " + who + ", then ";
    }
  }
}
