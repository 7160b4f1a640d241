package dev.gatehand.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.Pictures;
import dev.gatehand.forge.Account;
import dev.gatehand.gate.AskId;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.Reason;
import dev.gatehand.journal.Event;
import dev.gatehand.model.Image;
import dev.gatehand.model.Message;
import dev.gatehand.model.Reply;
import dev.gatehand.model.ToolCall;
import dev.gatehand.model.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SessionTest {
  @Test
  void an_image_takes_the_room_of_its_tokens_and_not_of_its_bytes() {
    Image image = Image.of(Pictures.png(1_000_000, 1)).orElseThrow();
    Session session = Session.of(new Message.User("Mend it.", List.of(image)), List.of());
    assertThat(session.transcript().letters() * 0.3).isBetween(1_500.0, 1_700.0);
  }

  @Test
  void a_reply_that_was_cut_off_is_no_last_word() {
    Reply cut = new Reply("First I", List.of(), Reply.Stop.TOO_LONG, Usage.NONE, "[]");
    Session session = Session.of(new Message.User("Mend it."), List.of(new Event.Replied(1, cut)));
    assertThat(session.spokeWithoutCalls()).isEmpty();
    assertThat(session.messages())
        .containsExactly(
            new Message.User("Mend it."),
            new Message.Assistant(cut),
            new Message.User(
                "Your last reply was cut off, because it was too long. A call that was cut off did"
                    + " not happen. Go on in smaller steps."));
  }

  @Test
  void a_reply_without_calls_is_the_last_word() {
    Reply done = new Reply("That was it.", List.of(), Reply.Stop.DONE, Usage.NONE, "[]");
    Session session = Session.of(new Message.User("Mend it."), List.of(new Event.Replied(1, done)));
    assertThat(session.spokeWithoutCalls()).contains(done);
  }

  @Test
  void stands_the_same_whether_it_hears_of_events_one_by_one_or_all_at_once() {
    List<Event> events = aLongStory();
    Session oneByOne = Session.of(new Message.User("Mend it."), List.of());
    for (int heard = 1; heard <= events.size(); heard++) {
      oneByOne.catchUp(events.subList(0, heard));
      Session atOnce = Session.of(new Message.User("Mend it."), events.subList(0, heard));
      assertThat(told(oneByOne)).as("after " + events.get(heard - 1)).isEqualTo(told(atOnce));
    }
  }

  private static List<Object> told(Session session) {
    return List.of(
        session.messages(),
        session.finished(),
        session.calls().next(),
        session.calls().held(),
        session.calls().waitForAnswer(),
        session.spokeWithoutCalls(),
        session.blocks().subjects(),
        session.told().wrapUp());
  }

  /** Calls side by side, noes of each kind, an ask, direction, failing checks, notes, a cut. */
  private static List<Event> aLongStory() {
    var ask = new AskId("K7QF-2M");
    var bob = new Account(2, "bob", Account.Kind.PERSON);
    var tree = new GitId("1a2b3c4d".repeat(5));
    return List.of(
        new Event.Replied(1, reply("a", "b", "c")),
        judged("a", "permit"),
        new Event.Started("a", "f", ""),
        new Event.Performed("a", "long ".repeat(400), false, tree, 3),
        judged("b", "blocked"),
        judged("c", "hold"),
        new Event.Asked(
            new Event.Ask(
                ask,
                List.of("c"),
                "run",
                "x",
                "",
                "",
                "",
                new Reason("r", "p", "because", ""),
                "f",
                "body",
                Instant.EPOCH,
                Instant.MAX)),
        new Event.Parked("an answer"),
        new Event.Steered(7, bob, "Leave the parser.", ""),
        new Event.TakenUp("node-2"),
        new Event.Answered(ask, 8, 9, false, bob, "not now"),
        new Event.Noted(Event.Noted.BUDGET, "Much is used up."),
        new Event.Replied(2, reply("d")),
        judged("d", "undecided"),
        judged("d", "forbidden"),
        new Event.Shortened(1, 400, "", Usage.NONE),
        new Event.Replied(3, reply("finish")),
        new Event.Finished("finish", "Done.", tree),
        new Event.Checked(tree, List.of(new Event.CheckRun("./check.sh", 1, "no", 5)), true),
        new Event.Replied(4, reply("e")),
        new Event.Committed("e", "Mend it", tree),
        new Event.Replied(5, reply("finish2")),
        new Event.Finished("finish2", "Done.", tree),
        new Event.Steered(10, bob, "One more thing.", "ASK"),
        new Event.Noted(Event.Noted.WRAP_UP, "all 5 turns are used up"),
        new Event.Replied(6, new Reply("Bye.", List.of(), Reply.Stop.DONE, Usage.NONE, "[]")));
  }

  private static Reply reply(String... calls) {
    return new Reply(
        "I go on.",
        Stream.of(calls).map(id -> new ToolCall(id, "bash", Map.of("command", id))).toList(),
        Reply.Stop.CALLS,
        Usage.NONE,
        "[]");
  }

  private static Event judged(String call, String verdict) {
    var reason = new Reason("rule", "piece", "because", "");
    return new Event.Judged(call, call, verdict, reason, "f", call, "digest");
  }
}
