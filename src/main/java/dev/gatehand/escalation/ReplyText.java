package dev.gatehand.escalation;

import dev.gatehand.gate.AskId;
import dev.gatehand.text.Template;
import java.util.Map;

/** What people read about an answer of theirs. */
public final class ReplyText {
  private static final Template DOES_NOT_COUNT = Template.text("answer-does-not-count.md");

  private static final Template OVER = Template.text("ask-is-over.md");

  private ReplyText() {}

  /** Somebody else, or another comment, can still answer this ask. */
  public static String answerDoesNotCount(AskId ask, String why) {
    return DOES_NOT_COUNT.render(Map.of("id", ask.value(), "why", why));
  }

  /** There is nothing left to answer. */
  public static String askIsOver(AskId ask, String why) {
    return OVER.render(Map.of("id", ask.value(), "why", why));
  }
}
