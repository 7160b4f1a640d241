package dev.gatehand.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** An event of a task as one line that a person reads in a terminal. */
final class StoryLine {
  private StoryLine() {}

  static Optional<String> of(JsonNode event) {
    return switch (event.path("type").asText()) {
      case "Prepared" ->
          Optional.of(
              "  workspace ready at " + brief(event, "base") + ", model " + text(event, "model"));
      case "Judged" -> Optional.of(judged(event));
      case "Performed" -> Optional.of("      " + result(event));
      case "AskPosted" -> Optional.of("  asks " + text(event, "ask") + "; the task parks");
      case "Answered" ->
          Optional.of(
              "  "
                  + text(event, "ask")
                  + (event.path("approved").asBoolean() ? " approved" : " denied")
                  + " by "
                  + text(event, "by"));
      case "Finished" ->
          Optional.of(
              text(event, "call").isEmpty()
                  ? "  the work is done"
                  : "  the agent says that it is done");
      case "Checked" -> Optional.of(checked(event));
      case "Restored" ->
          Optional.of("  left out: " + text(event, "path") + " (" + text(event, "why") + ")");
      case "Published" ->
          Optional.of(
              "  pushed "
                  + text(event, "branch")
                  + " at "
                  + brief(event, "head")
                  + ", pull request #"
                  + text(event, "pullRequest"));
      case "Ended" -> Optional.of("  ended: " + text(event, "state"));
      default -> Optional.empty();
    };
  }

  private static String judged(JsonNode event) {
    String action = text(event, "action").lines().findFirst().orElse("");
    String shown = action.length() > 90 ? action.substring(0, 90) + "..." : action;
    String verdict = text(event, "verdict");
    return "  ["
        + verdict
        + "] "
        + shown
        + (verdict.equals("permit")
            ? ""
            : "\n      " + text(event, "rule") + ": " + text(event, "because"));
  }

  private static String result(JsonNode event) {
    String last = text(event, "text").strip().lines().reduce((_, line) -> line).orElse("");
    return last.length() > 100 ? last.substring(0, 100) + "..." : last;
  }

  private static String checked(JsonNode event) {
    return "  checks: "
        + StreamSupport.stream(event.path("runs").spliterator(), false)
            .map(run -> run.path("command").asText() + " exit " + run.path("exit").asInt())
            .collect(Collectors.joining(", "));
  }

  private static String brief(JsonNode event, String field) {
    String text = text(event, field);
    return text.substring(0, Math.min(7, text.length()));
  }

  private static String text(JsonNode event, String field) {
    return event.path(field).asText();
  }
}
