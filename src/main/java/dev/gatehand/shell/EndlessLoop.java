package dev.gatehand.shell;

import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What no word in it would ever end, or only long after the machine has. */
final class EndlessLoop {

  private static final Set<String> ALWAYS =
      Set.of("true", ":", "/bin/true", "[ 1 ]", "[ true ]", "test 1", "sleep 0");
  private static final Set<String> NEVER = Set.of("false", "/bin/false", "[ ]", "test");
  private static final Set<String> PAUSING =
      Set.of("break", "exit", "return", "sleep", "read", "wait", "exec", "kill");

  /** So many turns or more, each leaving a job behind, are too many. */
  private static final Pattern MANY =
      Pattern.compile("\\bseq\\b[^;|\\n]*?\\d{4,}|\\.\\.\\d{4,}\\}|<=?\\s*\\d{4,}|;\\s*;");

  private static final Pattern EVER = Pattern.compile("^for\\s*\\(\\([^;]*;\\s*;");

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
          "sed",
          "gsed",
          "awk",
          "gawk",
          "mawk",
          "grep",
          "pigz",
          "lz4",
          "column",
          "split",
          "sponge",
          "seq",
          "shuf",
          "dd",
          "echo",
          "printf" ->
          true;
      default -> false;
    };
  }

  /** Whether what another command prints comes out of it unchanged. */
  static boolean wraps(String program) {
    return switch (program) {
      case "nice", "ionice", "timeout", "nohup", "stdbuf", "setsid", "env", "command", "exec" ->
          true;
      default -> false;
    };
  }

  /** Whether it takes only so much of what never ends. */
  static boolean isBounding(String program, Invocation invocation) {
    return switch (program) {
      case "head" ->
          !isHuge(invocation.value("-c"))
              && !isHuge(invocation.value("--bytes"))
              && !isHuge(invocation.value("-n"))
              && !isHuge(invocation.value("--lines"));
      case "od", "xxd", "hexdump", "hd", "grep", "strings" ->
          invocation.has("-N")
              || invocation.has("-l")
              || invocation.has("-n")
              || invocation.has("-m")
              || invocation.has("--read-bytes");
      // A script that may end, or that prints only some lines, is taken to.
      case "sed", "gsed", "awk", "gawk", "mawk" ->
          invocation.has("-n") || says(invocation, "q") || says(invocation, "NR");
      case "dd" -> true;
      default -> false;
    };
  }

  private static boolean says(Invocation invocation, String word) {
    return invocation.operands().stream().anyMatch(arg -> arg.text().contains(word))
        || invocation.options().stream()
            .map(Invocation.Given::value)
            .anyMatch(value -> value != null && value.text().contains(word))
        || invocation.operands().stream().anyMatch(arg -> arg.text().contains("exit"));
  }

  /** {@code head -c 500G}: what ends there fills the disk before. */
  private static boolean isHuge(@Nullable Arg bytes) {
    return bytes != null && bytes.text().matches("[0-9]+[GTPEZY].*|[0-9]{10,}.*");
  }

  static boolean is(Command.Loop loop) {
    Set<String> turning = loop.until() == Command.Until.FAILURE ? ALWAYS : NEVER;
    if (loop.condition().commands().size() != 1 || pauses(loop.body())) {
      return false;
    }
    return switch (loop.condition().commands().getFirst()) {
      case Command.Simple simple ->
          turning.contains(
              simple.words().stream()
                  .map(word -> word.text().orElse("?"))
                  .collect(Collectors.joining(" ")));
      case Command.Evaluate evaluate ->
          loop.until() == Command.Until.FAILURE
              && evaluate.span().end() - evaluate.span().start() < 8
              && evaluate.expression().names().isEmpty();
      default -> false;
    };
  }

  /** {@code for ((;;))}. */
  static boolean is(Command.ArithmeticFor loop, String text) {
    return EVER.matcher(text).find() && !pauses(loop.body());
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
