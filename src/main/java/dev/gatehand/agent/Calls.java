package dev.gatehand.agent;

import dev.gatehand.gate.AskId;
import dev.gatehand.journal.Event;
import dev.gatehand.model.Reply;
import dev.gatehand.model.ToolCall;
import dev.gatehand.model.ToolResult;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The calls of the model's newest reply, and how far each has come. */
final class Calls {
  private final Map<String, CallProgress> progress = new LinkedHashMap<>();
  private final Map<String, ToolCall> every = new HashMap<>();
  private final Map<AskId, String> asked = new HashMap<>();

  void begin(Reply reply) {
    for (ToolCall call : reply.calls()) {
      every.put(call.id(), call);
      progress.put(call.id(), new CallProgress.Waiting());
    }
  }

  void apply(Event event) {
    switch (event) {
      case Event.Judged e -> judged(e);
      case Event.Started e when !e.ask().isEmpty() ->
          put(e.callId(), new CallProgress.Approved(new AskId(e.ask())));
      case Event.Performed e -> done(e.callId(), e.text(), e.failed());
      case Event.Committed e -> done(e.callId(), "kept as a commit", false);
      case Event.Asked e -> e.ask().callIds().forEach(call -> asked(e.ask().id(), call));
      case Event.Answered e -> answered(e);
      case Event.AskClosed e -> closed(e);
      default -> {}
    }
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
    asked.put(ask, call);
    put(call, new CallProgress.Asked(ask));
  }

  private void answered(Event.Answered event) {
    String call = asked.get(event.ask());
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
    String call = asked.get(event.ask());
    if (call == null) {
      return;
    }
    switch (event.closing()) {
      case VOID -> put(call, new CallProgress.Waiting());
      case EXPIRED -> done(call, Refusals.expired(event.why()), true);
    }
  }

  /** The result of a call; of one that is not on its way it changes nothing. */
  void done(String call, String text, boolean failed) {
    put(call, new CallProgress.Done(new ToolResult(call, text, failed)));
  }

  private void put(String call, CallProgress next) {
    progress.computeIfPresent(call, (_, _) -> next);
  }

  boolean isOnItsWay(String call) {
    return progress.containsKey(call);
  }

  /** Whether each call has its result, also when there is none at all. */
  boolean allDone() {
    return progress.values().stream().allMatch(CallProgress.Done.class::isInstance);
  }

  /** The results in the order of the calls; nothing is on its way after that. */
  List<ToolResult> takeResults() {
    List<ToolResult> results =
        progress.values().stream()
            .map(CallProgress.Done.class::cast)
            .map(CallProgress.Done::result)
            .toList();
    progress.clear();
    return results;
  }

  /** Every call that was ever made, by its id. */
  Map<String, ToolCall> every() {
    return Collections.unmodifiableMap(every);
  }

  /**
   * A call that can be gone on with now, in the order of the reply; the end of the work comes when
   * all others are through, also those that a person must answer.
   */
  Optional<ToolCall> next() {
    return all(CallProgress.Waiting.class)
        .filter(call -> !isFinish(call))
        .findFirst()
        .or(() -> first(CallProgress.Approved.class))
        .or(
            () ->
                held().isPresent() || waitForAnswer()
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

  boolean waitForAnswer() {
    return first(CallProgress.Asked.class).isPresent();
  }

  /** The ask whose yes this call may use. */
  Optional<AskId> approvalOf(String call) {
    return progress.get(call) instanceof CallProgress.Approved(AskId ask)
        ? Optional.of(ask)
        : Optional.empty();
  }

  private Optional<ToolCall> first(Class<? extends CallProgress> kind) {
    return all(kind).findFirst();
  }

  private Stream<ToolCall> all(Class<? extends CallProgress> kind) {
    return progress.entrySet().stream()
        .filter(entry -> kind.isInstance(entry.getValue()))
        .flatMap(entry -> Stream.ofNullable(every.get(entry.getKey())));
  }
}
