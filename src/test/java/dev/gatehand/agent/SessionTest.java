package dev.gatehand.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.journal.Event;
import dev.gatehand.model.Message;
import dev.gatehand.model.Reply;
import dev.gatehand.model.Usage;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTest {
  @Test
  void a_reply_that_was_cut_off_is_no_last_word() {
    Reply cut = new Reply("First I", List.of(), Reply.Stop.TOO_LONG, Usage.NONE, "[]");
    Session session = Session.of("Mend it.", List.of(new Event.Replied(1, cut)));
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
    Session session = Session.of("Mend it.", List.of(new Event.Replied(1, done)));
    assertThat(session.spokeWithoutCalls()).contains(done);
  }
}
