package dev.gatehand.escalation;

import dev.gatehand.gate.AskId;
import dev.gatehand.text.Template;
import java.util.Map;

/** What people read about an answer of theirs. */
public final class ReplyText {
  private static final Template DOES_NOT_COUNT = Template.text("answer-does-not-count.md");

  private ReplyText() {}

  public static String answerDoesNotCount(AskId ask, String why) {
    return DOES_NOT_COUNT.render(Map.of("id", ask.value(), "why", why));
  }
}
