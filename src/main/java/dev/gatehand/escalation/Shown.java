package dev.gatehand.escalation;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.gatehand.gate.Action;
import dev.gatehand.gate.FileState;
import dev.gatehand.text.Markdown;
import dev.gatehand.text.Visible;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An action as a person is shown it: exactly, with whatever could deceive the eye made visible. The
 * agent, which may be hostile, wrote most of it.
 *
 * @param title e.g. {@code change .github/workflows/check.yml}
 * @param target what the line to copy repeats after the id
 * @param block Markdown of ours that shows the action
 * @param path of the file that it is about, or empty
 * @param before digest of that file before, or empty
 * @param after digest of that file after, or empty
 */
public record Shown(
    String title, String target, String block, String path, String before, String after) {
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._/-]{0,59}");

  /**
   * Shows an action; {@code material}: Markdown of ours about files that it would execute, or
   * empty.
   */
  public static Shown of(Action action, String material) {
    return switch (action) {
      case Action.Edit edit -> edit(edit);
      case Action.Run(String command) ->
          new Shown(
              "run a command",
              firstWord(command),
              Markdown.fence(Visible.wrap(Visible.command(command)), "") + material,
              "",
              "",
              "");
      case Action.Publish publish ->
          new Shown("publish its work", publish.target(), material, "", "", "");
      case Action.Read(String path, _, _) -> plain("read " + path, path);
      case Action.Search(String pattern, String path) ->
          plain("search for " + pattern + " in " + path, path);
      case Action.Commit(String message) -> plain("commit: " + message, "commit");
      case Action.Finish(String summary) -> plain("finish: " + summary, "finish");
    };
  }

  /** Names the exact content and mode of a file, so that a later look can compare. */
  public static String digest(FileState state) {
    return switch (state) {
      case FileState.Missing _ -> "missing";
      case FileState.Unknown _ -> "unknown";
      case FileState.Present file -> file.mode() + ":" + sha256(file.content());
    };
  }

  /** A unified diff of one file, in a fence that its content cannot close. */
  public static String diff(String path, FileState before, FileState after) {
    String name = Visible.path(path);
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(
            before instanceof FileState.Missing ? "/dev/null" : "a/" + name,
            after instanceof FileState.Missing ? "/dev/null" : "b/" + name,
            lines(before),
            DiffUtils.diff(lines(before), lines(after)),
            3);
    String mode = modeChange(before, after);
    String body = String.join("\n", lines);
    return Markdown.fence(Visible.wrap(Visible.content(mode + body)), "diff");
  }

  private static Shown edit(Action.Edit edit) {
    String path = Visible.path(edit.path());
    return new Shown(
        "change this file",
        path,
        diff(edit.path(), edit.before(), edit.after()),
        edit.path(),
        digest(edit.before()),
        digest(edit.after()));
  }

  private static Shown plain(String what, String target) {
    return new Shown(
        "do this",
        Visible.path(target),
        Markdown.fence(Visible.wrap(Visible.command(what)), ""),
        "",
        "",
        "");
  }

  private static String firstWord(String command) {
    Matcher word = WORD.matcher(command);
    return word.find() ? word.group() : "command";
  }

  private static List<String> lines(FileState state) {
    return switch (state) {
      case FileState.Missing _, FileState.Unknown _ -> List.of();
      case FileState.Present file -> Arrays.asList(withEnd(file.text()).split("\n", -1));
    };
  }

  /** A missing newline at the end is a difference that must be seen. */
  private static String withEnd(String text) {
    if (text.isEmpty()) {
      return text;
    }
    return text.endsWith("\n")
        ? text.substring(0, text.length() - 1)
        : text + "\n\\ No newline at end of file";
  }

  private static String modeChange(FileState before, FileState after) {
    return before instanceof FileState.Present a
            && after instanceof FileState.Present b
            && a.mode() != b.mode()
        ? "mode " + a.mode() + " -> " + b.mode() + "\n"
        : "";
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
