package dev.gatehand.journal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An ask and what became of it, as its task's events say. {@code commentId} 0: not posted yet. */
public record AskProgress(
    Event.Ask ask,
    long commentId,
    Event.@Nullable Answered answer,
    Event.@Nullable AskClosed closing) {

  static AskProgress open(Event.Ask ask) {
    return new AskProgress(ask, 0, null, null);
  }

  AskProgress posted(long comment) {
    return new AskProgress(ask, comment, answer, closing);
  }

  AskProgress answered(Event.Answered event) {
    return new AskProgress(ask, commentId, event, closing);
  }

  AskProgress closed(Event.AskClosed event) {
    return new AskProgress(ask, commentId, answer, event);
  }

  /** Whether an answer would still count. */
  public boolean open() {
    return answer == null && closing == null;
  }

  public boolean approved() {
    return answer != null && answer.approved() && closing == null;
  }

  public boolean denied() {
    return answer != null && !answer.approved();
  }

  public Optional<Event.Answered> answeredBy() {
    return Optional.ofNullable(answer);
  }

  public Optional<Event.AskClosed> closedBy() {
    return Optional.ofNullable(closing);
  }
}
