package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a review asks for, as one comment. A command in the words of the review takes its line
 * comments along; else one that stands before all line comments alike does. Different commands in
 * one review stay as they are, and are refused as any comment with two of them is.
 */
final class ReviewWords {
  private static final Pattern COMMAND =
      Pattern.compile("(?i)\\A\\s*/agent[ \\t]+(fix|plan)\\b[ \\t]*");

  private ReviewWords() {}

  static String of(String body, List<JsonNode> lines) {
    if (lines.isEmpty()) {
      return body;
    }
    StringBuilder all = new StringBuilder(body.strip());
    Optional<String> shared = body.isBlank() ? shared(lines) : Optional.empty();
    shared.ifPresent(command -> all.append("/agent ").append(command));
    for (JsonNode line : lines) {
      String words = Shapes.text(line, "body").strip();
      String said = shared.isPresent() ? COMMAND.matcher(words).replaceFirst("") : words;
      all.append(all.isEmpty() ? "" : "\n\n").append(Reviews.place(line)).append('\n');
      // A blank line in between: what the person wrote begins as words of its own.
      all.append(shared.isPresent() ? said : "\n" + said);
    }
    return all.toString();
  }

  private static Optional<String> shared(List<JsonNode> lines) {
    List<String> commands =
        lines.stream()
            .map(line -> COMMAND.matcher(Shapes.text(line, "body")))
            .filter(matcher -> matcher.find())
            .map(matcher -> matcher.group(1).toLowerCase(Locale.ROOT))
            .distinct()
            .toList();
    return commands.size() == 1 ? Optional.of(commands.getFirst()) : Optional.empty();
  }
}
