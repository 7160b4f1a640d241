package dev.gatehand.gate;

import dev.gatehand.model.Conversation;
import dev.gatehand.model.Model;
import dev.gatehand.model.ModelUnavailable;
import dev.gatehand.model.Reply;
import dev.gatehand.model.Usage;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A model that says what it was told to say, in order, and keeps what it was shown. */
final class SpokenModel implements Model {
  static final Usage COST = new Usage(100, 50, 5, new BigDecimal("0.001"));
  final List<Conversation> shown = new ArrayList<>();
  private final Deque<Object> replies = new ArrayDeque<>();

  SpokenModel says(String text) {
    replies.add(new Reply(text, List.of(), Reply.Stop.DONE, COST, ""));
    return this;
  }

  SpokenModel ends(Reply.Stop stop) {
    replies.add(new Reply("", List.of(), stop, COST, ""));
    return this;
  }

  SpokenModel fails(RuntimeException problem) {
    replies.add(problem);
    return this;
  }

  @Override
  public String name() {
    return "spoken";
  }

  @Override
  public Reply reply(Conversation conversation) {
    shown.add(conversation);
    return switch (replies.pollFirst()) {
      case Reply reply -> reply;
      case RuntimeException problem -> throw problem;
      case null, default -> throw new ModelUnavailable("nothing more to say", true);
    };
  }
}
