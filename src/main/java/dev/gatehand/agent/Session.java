package dev.gatehand.agent;

import dev.gatehand.journal.Event;
import dev.gatehand.model.Message;
import dev.gatehand.model.Reply;
import dev.gatehand.model.ToolCall;
import dev.gatehand.model.ToolResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The conversation and the calls of a task, as its events tell them. A pure function of the
 * journal: a park, a crash and a move to another node all continue from the same place.
 */
final class Session {
  private static final String STEERING = "steer-";
  private final Transcript transcript;
  private final Calls calls = new Calls();
  private final Map<String, String> openSteering = new LinkedHashMap<>();
  private final Blocks blocks = new Blocks();
  private final Told told = new Told();
  private @Nullable Reply current;
  private boolean finished;
  private String finishCall = "";
  private int known;

  private Session(Message.User opening) {
    transcript = new Transcript(opening);
  }

  static Session of(Message.User opening, List<Event> events) {
    Session session = new Session(opening);
    session.catchUp(events);
    return session;
  }

  /**
   * Takes in what happened since it looked last; then it stands as if it had just been made.
   *
   * @param events all of the task, those that it knows among them
   */
  void catchUp(List<Event> events) {
    events.subList(known, events.size()).forEach(this::apply);
    known = events.size();
    settle();
  }

  private void apply(Event event) {
    blocks.apply(event);
    told.apply(event, calls.every());
    switch (event) {
      case Event.Replied e -> begin(e);
      case Event.Noted e -> noted(e);
      case Event.Shortened e -> {
        settle();
        transcript.shorten(e);
      }
      case Event.Steered e -> steered(e);
      case Event.Finished e -> {
        finished = true;
        finishCall = e.callId();
      }
      case Event.Checked e -> checked(e);
      case Event.Judged _,
          Event.Started _,
          Event.Performed _,
          Event.Committed _,
          Event.Asked _,
          Event.Answered _,
          Event.AskClosed _ ->
          calls.apply(event);
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
    calls.begin(reply);
  }

  private void noted(Event.Noted event) {
    String words =
        event.about().equals(Event.Noted.WRAP_UP) ? Notes.wrapUp(event.words()) : event.words();
    openSteering.put(event.about() + "-" + transcript.turn(), words);
  }

  /** Direction that comes after the agent's last word, before it is published: it goes on. */
  private void steered(Event.Steered event) {
    openSteering.put(STEERING + event.inboxId(), event.words());
    if (finished) {
      finished = false;
      calls.done(finishCall, Refusals.goesOn(), false);
    }
  }

  private void checked(Event.Checked event) {
    if (!event.returned()) {
      return;
    }
    finished = false;
    String text = Refusals.failedChecks(event);
    if (calls.isOnItsWay(finishCall)) {
      calls.done(finishCall, text, true);
    } else {
      openSteering.put("checks-" + transcript.turn(), text);
    }
  }

  /** When every call of the current reply has its result, they become the next message. */
  private void settle() {
    if (current != null && calls.allDone()) {
      List<ToolResult> results = calls.takeResults();
      if (!results.isEmpty()) {
        transcript.results(results);
      }
      if (current.stop() == Reply.Stop.TOO_LONG) {
        transcript.noted(Refusals.cut());
      }
      current = null;
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

  Calls calls() {
    return calls;
  }

  Optional<ToolCall> call(String id) {
    return Optional.ofNullable(calls.every().get(id));
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
}
