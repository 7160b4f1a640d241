package dev.gatehand.agent;

import dev.gatehand.gate.AskId;
import dev.gatehand.journal.Event;
import dev.gatehand.model.Message;
import dev.gatehand.model.Reply;
import dev.gatehand.model.ToolCall;
import dev.gatehand.model.ToolResult;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The conversation and the calls of a task, as its events tell them. A pure function of the
 * journal: a park, a crash and a move to another node all continue from the same place.
 */
final class Session {
  private static final String STEERING = "steer-";
  private final Transcript transcript;
  private final Map<String, CallProgress> progress = new LinkedHashMap<>();
  private final Map<String, ToolCall> everyCall = new HashMap<>();
  private final Map<AskId, String> askedCalls = new HashMap<>();
  private final Map<String, String> openSteering = new LinkedHashMap<>();
  private final Blocks blocks = new Blocks();
  private final Told told = new Told();
  private @Nullable Reply current;
  private boolean finished;
  private String finishCall = "";

  private Session(String opening) {
    transcript = new Transcript(opening);
  }

  static Session of(String opening, List<Event> events) {
    Session session = new Session(opening);
    events.forEach(session::apply);
    session.settle();
    return session;
  }

  private void apply(Event event) {
    blocks.apply(event);
    told.apply(event, everyCall);
    switch (event) {
      case Event.Replied e -> begin(e);
      case Event.Noted e -> noted(e);
      case Event.Shortened e -> {
        settle();
        transcript.shorten(e);
      }
      case Event.Judged e -> judged(e);
      case Event.Started e -> {
        if (!e.ask().isEmpty()) {
          put(e.callId(), new CallProgress.Approved(new AskId(e.ask())));
        }
      }
      case Event.Performed e -> done(e.callId(), e.text(), e.failed());
      case Event.Committed e -> done(e.callId(), "kept as a commit", false);
      case Event.Asked e -> e.ask().callIds().forEach(call -> asked(e.ask().id(), call));
      case Event.Answered e -> answered(e);
      case Event.AskClosed e -> closed(e);
      case Event.Steered e -> steered(e);
      case Event.Finished e -> {
        finished = true;
        finishCall = e.callId();
      }
      case Event.Checked e -> checked(e);
      case Event.Opened _,
          Event.Consulted _,
          Event.Probed _,
          Event.TakenUp _,
          Event.JobTaken _,
          Event.IssueOpened _,
          Event.Prepared _,
          Event.AskPosted _,
          Event.Restored _,
          Event.Rebased _,
          Event.Dismissed _,
          Event.Parked _,
          Event.Composed _,
          Event.Published _,
          Event.Ended _ -> {}
    }
  }

  private void begin(Event.Replied event) {
    settle();
    Reply reply = event.reply();
    current = reply;
    transcript.replied(event.turn(), reply);
    for (ToolCall call : reply.calls()) {
      everyCall.put(call.id(), call);
      progress.put(call.id(), new CallProgress.Waiting());
    }
  }

  private void noted(Event.Noted event) {
    String words =
        event.about().equals(Event.Noted.WRAP_UP) ? Notes.wrapUp(event.words()) : event.words();
    openSteering.put(event.about() + "-" + transcript.turn(), words);
  }

  private void judged(Event.Judged event) {
    switch (event.verdict()) {
      case "forbidden", "blocked" ->
          done(
              event.callId(), Refusals.text(event.verdict(), event.callId(), event.reason()), true);
      case "hold" -> put(event.callId(), new CallProgress.Held());
      case "permit" -> free(event.callId());
      default -> {}
    }
  }

  /**
   * What was held may be permitted when it is judged once more: the tree, or the Judge, changed.
   */
  private void free(String call) {
    progress.computeIfPresent(
        call, (_, now) -> now instanceof CallProgress.Held ? new CallProgress.Waiting() : now);
  }

  private void asked(AskId ask, String call) {
    askedCalls.put(ask, call);
    put(call, new CallProgress.Asked(ask));
  }

  private void answered(Event.Answered event) {
    String call = askedCalls.get(event.ask());
    if (call == null) {
      return;
    }
    if (event.approved()) {
      put(call, new CallProgress.Approved(event.ask()));
    } else {
      done(call, Refusals.denied(event.by().login(), event.reason()), true);
    }
  }

  private void closed(Event.AskClosed event) {
    String call = askedCalls.get(event.ask());
    if (call == null) {
      return;
    }
    switch (event.closing()) {
      case VOID -> put(call, new CallProgress.Waiting());
      case EXPIRED -> done(call, Refusals.expired(event.why()), true);
    }
  }

  /** Direction that comes after the agent's last word, before it is published: it goes on. */
  private void steered(Event.Steered event) {
    openSteering.put(STEERING + event.inboxId(), event.words());
    if (finished) {
      finished = false;
      done(finishCall, Refusals.goesOn(), false);
    }
  }

  private void checked(Event.Checked event) {
    if (!event.returned()) {
      return;
    }
    finished = false;
    String text = Refusals.failedChecks(event);
    if (progress.containsKey(finishCall)) {
      done(finishCall, text, true);
    } else {
      openSteering.put("checks-" + transcript.turn(), text);
    }
  }

  private void done(String call, String text, boolean failed) {
    put(call, new CallProgress.Done(new ToolResult(call, text, failed)));
  }

  private void put(String call, CallProgress next) {
    progress.computeIfPresent(call, (_, _) -> next);
  }

  /** When every call of the current reply has its result, they become the next message. */
  private void settle() {
    if (current != null
        && progress.values().stream().allMatch(CallProgress.Done.class::isInstance)) {
      List<ToolResult> results =
          progress.values().stream()
              .map(CallProgress.Done.class::cast)
              .map(CallProgress.Done::result)
              .toList();
      if (!results.isEmpty()) {
        transcript.results(results);
      }
      if (current.stop() == Reply.Stop.TOO_LONG) {
        transcript.noted(Refusals.cut());
      }
      current = null;
      progress.clear();
    }
    if (current == null && !finished && !openSteering.isEmpty()) {
      openSteering.forEach(
          (key, words) -> {
            if (key.startsWith(STEERING)) {
              transcript.directed(words);
            } else {
              transcript.noted(words);
            }
          });
      openSteering.clear();
    }
  }

  boolean finished() {
    return finished;
  }

  List<Message> messages() {
    return transcript.messages();
  }

  /**
   * A call that can be gone on with now, in the order of the reply; the end of the work comes when
   * all others are through, also those that a person must answer.
   */
  Optional<ToolCall> nextCall() {
    return all(CallProgress.Waiting.class)
        .filter(call -> !isFinish(call))
        .findFirst()
        .or(() -> first(CallProgress.Approved.class))
        .or(
            () ->
                held().isPresent() || waitsForAnswer()
                    ? Optional.empty()
                    : first(CallProgress.Waiting.class));
  }

  /** Whether a call ends the work although another one of its reply came to nothing. */
  boolean finishesTooEarly(ToolCall call) {
    return isFinish(call)
        && progress.values().stream()
            .anyMatch(p -> p instanceof CallProgress.Done(ToolResult result) && result.failed());
  }

  private static boolean isFinish(ToolCall call) {
    return call.tool().equals("finish");
  }

  /** A call for which a person must be asked, when nothing else of the reply is left to do. */
  Optional<ToolCall> held() {
    return first(CallProgress.Held.class);
  }

  boolean waitsForAnswer() {
    return first(CallProgress.Asked.class).isPresent();
  }

  /** The ask whose yes this call may use. */
  Optional<AskId> approvalOf(String call) {
    return progress.get(call) instanceof CallProgress.Approved(AskId ask)
        ? Optional.of(ask)
        : Optional.empty();
  }

  Optional<ToolCall> call(String id) {
    return Optional.ofNullable(everyCall.get(id));
  }

  /** Whether the last reply had no calls: the agent has nothing more to do. */
  Optional<Reply> spokeWithoutCalls() {
    return transcript.last() instanceof Message.Assistant(Reply reply)
            && reply.calls().isEmpty()
            && reply.stop() != Reply.Stop.PAUSED
        ? Optional.of(reply)
        : Optional.empty();
  }

  Transcript transcript() {
    return transcript;
  }

  Told told() {
    return told;
  }

  Blocks blocks() {
    return blocks;
  }

  private Optional<ToolCall> first(Class<? extends CallProgress> kind) {
    return all(kind).findFirst();
  }

  private Stream<ToolCall> all(Class<? extends CallProgress> kind) {
    return progress.entrySet().stream()
        .filter(entry -> kind.isInstance(entry.getValue()))
        .flatMap(entry -> Stream.ofNullable(everyCall.get(entry.getKey())));
  }
}
