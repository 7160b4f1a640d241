package dev.gatehand.workspace;

import dev.gatehand.gate.Action;
import dev.gatehand.gate.FileMode;
import dev.gatehand.gate.FileState;
import dev.gatehand.gate.RepoPath;
import dev.gatehand.text.Excerpt;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What came of an action, in the words that the model reads, bounded. */
final class Observations {
  static final int FILE_BYTES = 4 * 1024 * 1024;
  static final int NAMES = 1_000;
  private static final int LINES = 1_000;
  private static final int CHARACTERS = 60_000;

  private Observations() {}

  static Observation file(RepoPath path, FileState.Present file, Action.Read action) {
    if (file.mode() == FileMode.SYMLINK) {
      return new Observation(path + " is a symbolic link to " + file.text(), false);
    }
    if (isBinary(file.content())) {
      return new Observation(
          path + " is a binary file of " + file.content().length + " bytes", false);
    }
    List<String> lines = file.text().lines().toList();
    int first = Math.clamp(action.fromLine(), 1, Math.max(1, lines.size()));
    int count = action.lines() <= 0 ? LINES : Math.min(action.lines(), LINES);
    int end = (int) Math.min((long) first - 1 + count, lines.size());
    String text =
        IntStream.range(first - 1, end)
            .mapToObj(i -> (i + 1) + "\t" + lines.get(i))
            .collect(Collectors.joining("\n"));
    if (text.length() > CHARACTERS) {
      text = text.substring(0, CHARACTERS) + "\n[the rest of these lines is not shown]";
    }
    if (lines.isEmpty()) {
      return new Observation("(the file is empty)", false);
    }
    return new Observation(
        end < lines.size() ? text + "\n[" + (lines.size() - end) + " more lines]" : text, false);
  }

  static Observation folder(RepoPath path, List<String> names) {
    if (names.isEmpty()) {
      return new Observation(
          "there is no file " + path + ", and no folder with anything in it", true);
    }
    String more = names.size() < NAMES ? "" : "\n[more are not shown]";
    return new Observation(String.join("\n", names) + more, false);
  }

  static String edited(RepoPath path, Action.Edit action) {
    return switch (action.after()) {
      case FileState.Missing _ -> "deleted " + path;
      case FileState.Unknown _ ->
          throw new IllegalStateException("an edit without content: " + path);
      case FileState.Present after ->
          action.before() instanceof FileState.Missing
              ? "created " + path + " (" + after.text().lines().count() + " lines)"
              : "changed " + path;
    };
  }

  /**
   * @param shown letters of the output that are shown, head and tail
   * @param keep where a longer one is kept; returns its path in the workspace
   */
  static Observation command(CommandRunner.Result result, int shown, UnaryOperator<String> keep) {
    String end =
        result.timedOut()
            ? "[stopped after "
                + result.took().toSeconds()
                + " s: the time for one command was over]"
            : "[exit " + result.exit() + "]";
    String output = shortened(result.output().stripTrailing(), shown, keep);
    return new Observation(
        output.isEmpty() ? end : output + "\n" + end,
        result.timedOut() || result.exit() != 0,
        result.exit());
  }

  private static String shortened(String output, int shown, UnaryOperator<String> keep) {
    if (output.length() <= shown) {
      return output;
    }
    String between =
        "\n[... %d letters are not shown here; read_file shows lines of all of it: %s ...]\n"
            .formatted(output.length() - shown, keep.apply(output));
    return Excerpt.of(output, shown, between);
  }

  private static boolean isBinary(byte[] content) {
    for (int i = 0; i < Math.min(content.length, 8_000); i++) {
      if (content[i] == 0) {
        return true;
      }
    }
    return false;
  }
}
