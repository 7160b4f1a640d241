package dev.gatehand.agent;

import dev.gatehand.journal.Event;
import dev.gatehand.model.Image;
import dev.gatehand.model.Message;
import dev.gatehand.model.Reply;
import dev.gatehand.model.ToolResult;
import dev.gatehand.text.Excerpt;
import dev.gatehand.text.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The messages of a conversation, each with the turn after which it was said. */
final class Transcript {
  private static final Template SUMMARY = Template.prompt("results/summary.md");

  /** A result that is hardly longer is left alone. */
  private static final int SLACK = 300;

  private static final double USUAL_RATIO = 0.3;

  /** As which an image counts: some 1,600 tokens, whatever its bytes. */
  private static final int IMAGE_LETTERS = 5_300;

  private final List<Said> all = new ArrayList<>();
  private int turn;
  private long sentLetters;
  private long sentTokens;

  /** {@code byPerson}: a person's direction, which no summary replaces. */
  private record Said(int turn, boolean byPerson, Message message) {}

  Transcript(Message.User opening) {
    all.add(new Said(0, true, opening));
  }

  void replied(int number, Reply reply) {
    turn = number;
    sentLetters = letters();
    sentTokens = reply.usage().inputTokens() + reply.usage().cachedTokens();
    all.add(new Said(turn, false, new Message.Assistant(reply)));
  }

  void results(List<ToolResult> results) {
    all.add(new Said(turn, false, new Message.Results(results)));
  }

  /** What a person said. */
  void directed(String words) {
    all.add(new Said(turn, true, new Message.User(words)));
  }

  /** What Gatehand says. */
  void noted(String words) {
    all.add(new Said(turn, false, new Message.User(words)));
  }

  void shorten(Event.Shortened event) {
    if (!event.summary().isBlank()) {
      all.removeIf(said -> said.turn() <= event.turns() && !said.byPerson());
      String summary = SUMMARY.render(Map.of("summary", event.summary())).strip();
      all.add(1, new Said(event.turns(), false, new Message.User(summary)));
      return;
    }
    all.replaceAll(said -> said.turn() <= event.turns() ? cut(said, event.letters()) : said);
  }

  private static Said cut(Said said, int letters) {
    return said.message() instanceof Message.Results(List<ToolResult> results)
        ? new Said(
            said.turn(),
            said.byPerson(),
            new Message.Results(results.stream().map(it -> cut(it, letters)).toList()))
        : said;
  }

  private static ToolResult cut(ToolResult result, int letters) {
    int left = result.text().length() - letters;
    if (left <= SLACK) {
      return result;
    }
    String between =
        "\n[... %d letters are left out here to save room; call again if you need them ...]\n"
            .formatted(left);
    return new ToolResult(
        result.callId(), Excerpt.of(result.text(), letters, between), result.failed());
  }

  List<Message> messages() {
    return all.stream().map(Said::message).toList();
  }

  Message last() {
    return all.getLast().message();
  }

  int turn() {
    return turn;
  }

  /**
   * Tokens for each letter, as the provider counted them last.
   *
   * @param fixed letters that stand before every conversation
   */
  double tokensPerLetter(long fixed) {
    return sentTokens == 0
        ? USUAL_RATIO
        : Math.clamp((double) sentTokens / (sentLetters + fixed), 0.1, 1.0);
  }

  /** Letters of the whole conversation. */
  long letters() {
    return all.stream().mapToLong(said -> letters(said.message())).sum();
  }

  /** Letters that this would leave. */
  long lettersAfter(Event.Shortened event) {
    Transcript copy = new Transcript(new Message.User(""));
    copy.all.clear();
    copy.all.addAll(all);
    copy.shorten(event);
    return copy.letters();
  }

  /** How many replies up to this turn still stand in it. */
  long repliesUpTo(int last) {
    return all.stream()
        .filter(said -> said.turn() <= last && said.message() instanceof Message.Assistant)
        .count();
  }

  private static long letters(Message message) {
    return switch (message) {
      case Message.User(String text, List<Image> images) ->
          text.length() + (long) images.size() * IMAGE_LETTERS;
      case Message.Assistant(Reply reply) -> Math.max(reply.raw().length(), reply.text().length());
      case Message.Results(List<ToolResult> results) ->
          results.stream().mapToLong(result -> result.text().length() + 60).sum();
    };
  }
}
