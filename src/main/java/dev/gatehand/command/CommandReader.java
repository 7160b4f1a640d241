package dev.gatehand.command;

import dev.gatehand.text.Visible;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a comment's body: a closed grammar, no options, nothing that looks like configuration. A
 * command is a line of its own that begins with {@code /agent}, said in the author's own voice (see
 * {@link SpokenText}); a comment holds one at most.
 */
public final class CommandReader {
  private static final int LONGEST_BODY = 65_536;
  private static final int LONGEST_WORDS = 4_000;
  private static final Pattern LINE =
      Pattern.compile("/agent(?:[\\s\\p{Zs}]+(.*))?", Pattern.CASE_INSENSITIVE);

  /** What was made of a comment. Says nothing about whether its author may ask for it. */
  public Heard read(String body) {
    if (!body.toLowerCase(Locale.ROOT).contains("/agent")) {
      return new Heard.Nothing();
    }
    if (body.length() > LONGEST_BODY) {
      return new Heard.NotUnderstood(
          "", "", "The comment is longer than 65,536 characters; I read none of it.");
    }
    List<SpokenText.Line> lines = SpokenText.of(body);
    List<Integer> commands =
        java.util.stream.IntStream.range(0, lines.size())
            .filter(at -> lines.get(at).first() && matcher(lines.get(at)).matches())
            .boxed()
            .toList();
    return switch (commands.size()) {
      case 0 -> new Heard.Nothing();
      case 1 -> understand(lines, commands.getFirst());
      default -> tooMany(lines, commands);
    };
  }

  private static Heard understand(List<SpokenText.Line> lines, int at) {
    Matcher matcher = matcher(lines.get(at));
    String rest = matcher.matches() && matcher.group(1) != null ? matcher.group(1).strip() : "";
    if (rest.isEmpty()) {
      return new Heard.NotUnderstood("", "/agent help", "A command is missing after `/agent`.");
    }
    StringBuilder more = new StringBuilder();
    for (SpokenText.Line line : lines.subList(at + 1, lines.size())) {
      more.append('\n').append(line.text());
    }
    String[] parts = rest.split("[\\s\\p{Zs}]+", 2);
    String further = Visible.text(SpokenText.HIDDEN.matcher(more).replaceAll(" ")).stripTrailing();
    String said =
        parts.length > 1 ? SpokenText.HIDDEN.matcher(parts[1]).replaceAll(" ").strip() : "";
    if (said.length() + further.length() > LONGEST_WORDS) {
      return new Heard.NotUnderstood(
          shorten(parts[0]),
          "",
          "There are more than 4,000 characters after the command; say it shorter.");
    }
    return Grammar.read(parts[0], said, further);
  }

  private static Heard tooMany(List<SpokenText.Line> lines, List<Integer> commands) {
    return new Heard.NotUnderstood(
        shorten(lines.get(commands.get(1)).text()),
        "",
        "There are %d commands in one comment. I take one per comment, and did none of them."
            .formatted(commands.size()));
  }

  static String shorten(String text) {
    String shown = Visible.path(text.strip());
    return shown.length() <= 40 ? shown : shown.substring(0, 39) + "…";
  }

  private static Matcher matcher(SpokenText.Line line) {
    return LINE.matcher(line.text());
  }
}
