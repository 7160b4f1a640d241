package dev.gatehand.agent;

import dev.gatehand.gate.GitId;
import dev.gatehand.journal.Event;
import dev.gatehand.model.Conversation;
import dev.gatehand.model.ConversationTooLong;
import dev.gatehand.model.Message;
import dev.gatehand.model.Model;
import dev.gatehand.model.ModelUnavailable;
import dev.gatehand.model.Reply;
import dev.gatehand.model.ToolCall;
import dev.gatehand.model.ToolSpec;
import dev.gatehand.model.Usage;
import dev.gatehand.text.Template;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One turn: what the agent must hear and what must be shortened before it, and the reply. Whatever
 * is decided here stands in the journal before it has an effect.
 */
final class Turns {
  private final Model model;
  private final InstantSource clock;
  private final String system = Template.resource("prompts/system.md");
  private final List<ToolSpec> tools = Tools.specs();
  private final Room room;

  Turns(Model model, InstantSource clock) {
    this.model = model;
    this.clock = clock;
    long fixed =
        tools.stream().mapToLong(it -> it.description().length() + it.schema().length()).sum();
    this.room = new Room(model.contextTokens(), system.length() + fixed);
  }

  /** Takes one, or one step towards it; or says why there is none. */
  Optional<Outcome> take(Desk desk, Session session) throws InterruptedException {
    Optional<Event.Noted> note =
        session.told().wrapUp().isEmpty() ? note(desk, session) : Optional.empty();
    if (note.isPresent()) {
      if (note.get().about().equals(Event.Noted.WRAP_UP) && desk.log().history().turns() == 0) {
        return Optional.of(new Outcome.Spent(note.get().words()));
      }
      desk.log().append(note.get());
      return Optional.empty();
    }
    try {
      Optional<Room.Step> step = room.needed(session);
      return step.isPresent() ? shorten(desk, session, step.get()) : ask(desk, session);
    } catch (ModelUnavailable e) {
      return down(desk, session, e);
    }
  }

  /** What the agent must know now, each once. */
  private Optional<Event.Noted> note(Desk desk, Session session) {
    Budget budget = Budget.of(desk, clock.instant());
    Told told = session.told();
    int times = told.repeats().newest();
    Optional<String> spent = budget.spent();
    if (spent.isPresent()) {
      return spent.map(words -> new Event.Noted(Event.Noted.WRAP_UP, words));
    }
    if (times >= Repeats.TOO_OFTEN) {
      String circles = "the agent made the same call %d times and came no further".formatted(times);
      return Optional.of(new Event.Noted(Event.Noted.WRAP_UP, circles));
    }
    if (times >= Repeats.TOLD && !told.repeats().told()) {
      return Optional.of(new Event.Noted(Event.Noted.LOOP, Notes.loop(times)));
    }
    return budget
        .nearlySpent()
        .filter(_ -> !told.warned())
        .map(used -> new Event.Noted(Event.Noted.BUDGET, Notes.budget(used)));
  }

  private Optional<Outcome> ask(Desk desk, Session session) throws InterruptedException {
    try {
      Reply reply = model.reply(new Conversation(system, session.messages(), tools));
      desk.log().append(new Event.Replied(desk.log().history().turns() + 1, reply));
      return Optional.empty();
    } catch (ConversationTooLong e) {
      Optional<Room.Step> step = room.squeeze(session);
      if (step.isPresent()) {
        return shorten(desk, session, step.get());
      }
      String why = "the conversation no longer fits: " + e.getMessage();
      return session.told().wrapUp().isEmpty()
          ? Optional.of(new Outcome.Spent(why))
          : end(desk, session.told().wrapUp(), "");
    }
  }

  private Optional<Outcome> shorten(Desk desk, Session session, Room.Step step) {
    desk.log()
        .append(
            switch (step) {
              case Room.Step.Cut(Event.Shortened event) -> event;
              case Room.Step.SumUp(int turns) -> summedUp(session, turns);
            });
    return Optional.empty();
  }

  private Event.Shortened summedUp(Session session, int turns) {
    List<Message> messages = new ArrayList<>(session.messages());
    messages.add(new Message.User(Notes.SUMMARISE));
    try {
      Reply reply = model.reply(new Conversation(system, messages, tools));
      String summary = reply.text().isBlank() ? deeds(session, turns) : reply.text();
      return new Event.Shortened(turns, 0, summary, reply.usage());
    } catch (ConversationTooLong e) {
      return new Event.Shortened(turns, 0, deeds(session, turns), Usage.NONE);
    }
  }

  /** Where the model writes nothing down: what it called, which it can look at again. */
  private static String deeds(Session session, int turns) {
    List<String> calls =
        session.messages().stream()
            .filter(Message.Assistant.class::isInstance)
            .flatMap(message -> ((Message.Assistant) message).reply().calls().stream())
            .map(Turns::line)
            .toList();
    return calls.subList(Math.max(0, calls.size() - 60), calls.size()).stream()
        .collect(Collectors.joining("\n", "Calls of the first " + turns + " turns:\n", ""));
  }

  private static String line(ToolCall call) {
    String input = call.input().toString().replaceAll("\\s+", " ");
    return call.tool() + " " + (input.length() <= 120 ? input : input.substring(0, 120) + "...");
  }

  /** For the last words nobody is waited for: they would be nice to have. */
  private static Optional<Outcome> down(Desk desk, Session session, ModelUnavailable e)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("this node shuts down");
    }
    return session.told().wrapUp().isEmpty()
        ? Optional.of(
            new Outcome.ModelDown(String.valueOf(e.getMessage()), e.passing(), e.atLeast()))
        : end(desk, session.told().wrapUp(), "");
  }

  /**
   * The end of the work by a limit: of the agent's last reply only its summary counts.
   *
   * @param reply what it said when it was told, or nothing
   */
  static Optional<Outcome> end(Desk desk, String reason, String reply) {
    GitId tree = desk.workspace().snapshot();
    String summary = reply.isBlank() ? reason : reason + "\n\n" + reply.strip();
    desk.log().append(new Event.Finished(Event.Finished.LIMIT, summary, tree));
    return Optional.empty();
  }

  /** What a last reply says: the summary of its finish call, or its prose. */
  static String summary(Reply reply) {
    return reply.calls().stream()
        .filter(call -> call.tool().equals("finish"))
        .flatMap(call -> Optional.ofNullable(call.input().get("summary")).stream())
        .map(String::valueOf)
        .findFirst()
        .orElse(reply.text());
  }
}
