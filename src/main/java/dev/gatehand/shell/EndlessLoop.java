package dev.gatehand.shell;

import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What no word in it would ever end, or only long after the machine has. */
final class EndlessLoop {

  private static final Set<String> ALWAYS = Set.of("true", ":", "/bin/true");
  private static final Set<String> NEVER = Set.of("false");
  private static final Set<String> PAUSING =
      Set.of("break", "exit", "return", "sleep", "read", "wait", "exec", "kill");

  /** So many turns or more, each leaving a job behind, are too many. */
  private static final Pattern MANY =
      Pattern.compile("\\bseq\\b[^;|\\n]*?\\d{4,}|\\.\\.\\d{4,}\\}|<=?\\s*\\d{4,}|;\\s*;");

  private EndlessLoop() {}

  /** Whether each of very many turns starts a job that nobody waits for. */
  static boolean floods(Script body, String loop, int turns) {
    return body.commands().stream().anyMatch(Command.Background.class::isInstance)
        && body.commands().stream().noneMatch(EndlessLoop::pauses)
        && (turns > 500 || MANY.matcher(loop).find());
  }

  /** Whether what comes in goes out again, so that an endless text stays one. */
  static boolean passes(String program) {
    return switch (program) {
      case "cat",
          "yes",
          "tac",
          "rev",
          "tr",
          "tee",
          "nl",
          "cut",
          "paste",
          "fold",
          "fmt",
          "sort",
          "uniq",
          "base64",
          "base32",
          "xxd",
          "od",
          "hexdump",
          "hd",
          "strings",
          "gzip",
          "bzip2",
          "xz",
          "zstd",
          "zcat",
          "pv",
          "tail",
          "head",
          "expand",
          "iconv",
          "echo",
          "printf" ->
          true;
      default -> false;
    };
  }

  /** Whether it takes only so much of what never ends. */
  static boolean isBounding(String program, Invocation invocation) {
    return switch (program) {
      case "head" -> !isHuge(invocation.value("-c"));
      case "od", "xxd", "hexdump", "hd", "grep", "strings" ->
          invocation.has("-N")
              || invocation.has("-l")
              || invocation.has("-n")
              || invocation.has("-m")
              || invocation.has("--read-bytes");
      case "sed", "awk", "gawk", "dd" -> true;
      default -> false;
    };
  }

  /** {@code head -c 500G}: what ends there fills the disk before. */
  private static boolean isHuge(@Nullable Arg bytes) {
    return bytes != null && bytes.text().matches("[0-9]+[GTPEZY].*|[0-9]{10,}.*");
  }

  static boolean is(Command.Loop loop) {
    Set<String> turning = loop.until() == Command.Until.FAILURE ? ALWAYS : NEVER;
    return loop.condition().commands().size() == 1
        && loop.condition().commands().getFirst() instanceof Command.Simple simple
        && simple.words().size() == 1
        && turning.contains(simple.words().getFirst().text().orElse(""))
        && !pauses(loop.body());
  }

  private static boolean pauses(Script script) {
    return script.commands().stream().anyMatch(EndlessLoop::pauses);
  }

  /** Whether it may leave the loop or rest; what is not looked into is taken to. */
  private static boolean pauses(Command command) {
    return switch (command) {
      case Command.Simple simple ->
          !simple.words().isEmpty()
              && PAUSING.contains(simple.words().getFirst().text().orElse("exit"));
      case Command.Pipeline pipeline -> pipeline.stages().stream().anyMatch(EndlessLoop::pauses);
      case Command.AndOr list ->
          pauses(list.first()) || list.rest().stream().anyMatch(link -> pauses(link.command()));
      case Command.Background _ -> false;
      case Command.Group group -> pauses(group.body());
      case Command.Subshell subshell -> pauses(subshell.body());
      case Command.Redirected redirected -> pauses(redirected.command());
      case Command.Function _, Command.Test _, Command.Evaluate _ -> false;
      case Command.If _, Command.Loop _, Command.For _, Command.ArithmeticFor _ -> true;
      case Command.Select _, Command.Case _, Command.Coproc _ -> true;
    };
  }
}
