package dev.gatehand.agent;

import dev.gatehand.gate.Action;
import dev.gatehand.gate.FileMode;
import dev.gatehand.gate.FileState;
import dev.gatehand.gate.RepoPath;
import dev.gatehand.model.ToolCall;
import dev.gatehand.model.ToolSpec;
import dev.gatehand.text.Template;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The tools as a model sees them, and what a call of one would do. A hostile model writes the
 * input: every value is checked here and becomes an {@link Action}, or a sentence about what is
 * wrong.
 */
public final class Tools {
  private static final int TEXT = 1_000_000;
  private static final List<String> NAMES =
      List.of(
          "bash",
          "read_file",
          "edit_file",
          "write_file",
          "list",
          "search",
          "commit",
          "request_approval",
          "finish");

  private Tools() {}

  /** What a call asks for. */
  public sealed interface Wish {
    record Do(Action action) implements Wish {}

    /** A person is to be asked about an earlier, blocked call. */
    record Approval(String callId) implements Wish {}

    /** Nothing that could be done: what is wrong, in words for the model. */
    record Invalid(String why) implements Wish {}
  }

  static List<ToolSpec> specs() {
    return NAMES.stream()
        .map(
            name ->
                new ToolSpec(
                    name,
                    Template.resource("prompts/tools/" + name + ".md").strip(),
                    Template.resource("prompts/tools/" + name + ".json")))
        .toList();
  }

  /**
   * Reads a call.
   *
   * @param root the workspace as the model sees it
   * @param directory against which relative paths are read
   * @param look what stands at a path now
   */
  public static Wish read(
      ToolCall call, String root, String directory, Function<RepoPath, FileState> look) {
    Input input = new Input(call.input());
    try {
      return switch (call.tool()) {
        case "bash" -> new Wish.Do(new Action.Run(input.text("command")));
        case "read_file" ->
            new Wish.Do(
                new Action.Read(
                    input.text("path"), input.number("from_line"), input.number("lines")));
        case "list" -> new Wish.Do(new Action.Read(input.text("path"), 0, 0));
        case "search" ->
            new Wish.Do(new Action.Search(input.text("pattern"), input.textOr("path", ".")));
        case "edit_file" -> replace(input, root, directory, look);
        case "write_file" -> write(input, root, directory, look);
        case "commit" -> new Wish.Do(new Action.Commit(input.text("message")));
        case "finish" -> new Wish.Do(new Action.Finish(input.text("summary")));
        case "request_approval" -> new Wish.Approval(input.text("call_id"));
        default -> new Wish.Invalid("there is no tool " + call.tool() + "; there are: " + NAMES);
      };
    } catch (InvalidInput e) {
      return new Wish.Invalid(call.tool() + ": " + e.getMessage());
    }
  }

  private static Wish replace(
      Input input, String root, String directory, Function<RepoPath, FileState> look) {
    String path = input.text("path");
    String old = input.text("old");
    String replacement = input.anyText("new");
    FileState before = stateAt(path, root, directory, look);
    if (before instanceof FileState.Unknown) {
      // A dry run reads no file: the two fragments stand for the file before and after.
      return new Wish.Do(
          new Action.Edit(path, FileState.Present.text(old), FileState.Present.text(replacement)));
    }
    if (!(before instanceof FileState.Present file) || file.mode() == FileMode.SYMLINK) {
      return new Wish.Invalid("edit_file: there is no regular file " + path + " to edit");
    }
    String text = file.text();
    int at = text.indexOf(old);
    if (at < 0) {
      return new Wish.Invalid("edit_file: `old` does not occur in " + path + "; read it again");
    }
    if (text.indexOf(old, at + 1) >= 0) {
      return new Wish.Invalid(
          "edit_file: `old` occurs more than once in " + path + "; take more of its surroundings");
    }
    String changed = text.substring(0, at) + replacement + text.substring(at + old.length());
    return new Wish.Do(
        new Action.Edit(
            path,
            file,
            new FileState.Present(changed.getBytes(StandardCharsets.UTF_8), file.mode())));
  }

  private static Wish write(
      Input input, String root, String directory, Function<RepoPath, FileState> look) {
    String path = input.text("path");
    FileState before = stateAt(path, root, directory, look);
    FileMode mode =
        before instanceof FileState.Present file && file.mode() == FileMode.EXECUTABLE
            ? FileMode.EXECUTABLE
            : FileMode.REGULAR;
    byte[] content = input.anyText("content").getBytes(StandardCharsets.UTF_8);
    return new Wish.Do(new Action.Edit(path, before, new FileState.Present(content, mode)));
  }

  /**
   * Nothing is looked at outside the workspace: there the gate refuses without knowing the file.
   */
  private static FileState stateAt(
      String path, String root, String directory, Function<RepoPath, FileState> look) {
    return RepoPath.resolve(root, directory, path)
        .filter(inside -> !inside.isRoot())
        .map(look)
        .orElseGet(FileState.Unknown::new);
  }

  /** The input of a call, believed in nothing. */
  private record Input(Map<String, Object> values) {
    String text(String key) {
      String text = anyText(key);
      if (text.isBlank()) {
        throw new InvalidInput("`" + key + "` is empty");
      }
      return text;
    }

    String anyText(String key) {
      if (!(values.get(key) instanceof String text)) {
        throw new InvalidInput("`" + key + "` is missing or not text");
      }
      if (text.length() > TEXT) {
        throw new InvalidInput("`" + key + "` is longer than " + TEXT + " characters");
      }
      return text;
    }

    String textOr(String key, String otherwise) {
      return values.containsKey(key) ? text(key) : otherwise;
    }

    int number(String key) {
      return Stream.ofNullable(values.get(key))
          .map(
              value -> {
                if (!(value instanceof Number number)) {
                  throw new InvalidInput("`" + key + "` is not a number");
                }
                return Math.clamp(number.longValue(), 0, 1_000_000);
              })
          .findFirst()
          .orElse(0);
    }
  }

  private static final class InvalidInput extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidInput(String message) {
      super(message);
    }
  }
}
