package dev.gatehand.gate;

import dev.gatehand.text.Visible;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An action as the Judge reads it: all that would be done, and nothing that was only said about it.
 * The message of a commit and the summary at the end are the agent's prose, so they are left out.
 */
final class ActionText {
  private ActionText() {}

  /** What kind of action it is, in our words. */
  static String kind(Action action) {
    return switch (action) {
      case Action.Run _ -> "command";
      case Action.Edit(_, FileState before, FileState after) ->
          after instanceof FileState.Missing
              ? "deletion of a file"
              : before instanceof FileState.Missing ? "new file" : "edit of a file";
      case Action.Read _ -> "read";
      case Action.Search _ -> "search";
      case Action.Commit _ -> "commit of what has changed";
      case Action.Publish _ -> "push of commits";
      case Action.Finish _ -> "end of the work";
    };
  }

  /** All of it, with invisible characters shown; lines are broken where the action breaks them. */
  static String of(Action action) {
    return switch (action) {
      case Action.Run(String command) -> Visible.command(command);
      case Action.Edit edit -> Visible.path(edit.path()) + "\n" + change(edit);
      case Action.Read read -> Visible.path(read.path());
      case Action.Search search ->
          Visible.path(search.pattern()) + " in " + Visible.path(search.path());
      case Action.Commit _ -> "(its message is not shown)";
      case Action.Publish publish ->
          Visible.path(publish.target()) + " at " + String.join(" ", publish.commits());
      case Action.Finish _ -> "(its summary is not shown)";
    };
  }

  private static String change(Action.Edit edit) {
    List<String> before = linesOf(edit.before());
    List<String> after = linesOf(edit.after());
    int same = 0;
    int most = Math.min(before.size(), after.size());
    while (same < most && before.get(same).equals(after.get(same))) {
      same++;
    }
    int tail = 0;
    while (tail < most - same
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    String gone = marked("- ", before.subList(same, before.size() - tail));
    String come = marked("+ ", after.subList(same, after.size() - tail));
    String mode = mode(edit.before(), edit.after());
    return List.of(mode, gone, come).stream()
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining("\n"));
  }

  private static String mode(FileState before, FileState after) {
    if (!(after instanceof FileState.Present now)) {
      return "";
    }
    boolean same = before instanceof FileState.Present then && then.mode() == now.mode();
    return same || now.mode() == FileMode.REGULAR ? "" : "mode: " + now.mode();
  }

  private static String marked(String mark, List<String> lines) {
    return lines.stream().map(line -> mark + line).collect(Collectors.joining("\n"));
  }

  /** Broken at line feeds alone: other breaks are shown as what they are. */
  private static List<String> linesOf(FileState state) {
    if (!(state instanceof FileState.Present present) || present.content().length == 0) {
      return List.of();
    }
    String text = Visible.content(present.text());
    String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return Arrays.asList(whole.split("\n", -1));
  }
}
