package dev.gatehand.shell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Commands of editors, debuggers and build tools that stand one to a line: such a line may begin a
 * shell. It never makes a script harmless; it only finds what is plain to see in it.
 */
final class EditorScript {

  /** {@code :!ls}, {@code 1,5!sort}, {@code r !id}, {@code shell ls}. */
  private static final Pattern LINE =
      Pattern.compile(
          "^[:\\s]*(?:silent!?\\s+|execute\\s+['\"])?(?:[%$.,0-9]*|r|w|read|write|call\\s+system\\(['\"])"
              + "\\s*(?:!|shell\\s+|system\\(['\"])\\s*(.+)$",
          Pattern.MULTILINE);

  /** A recipe line, or {@code $(shell ...)}. */
  private static final Pattern RECIPE =
      Pattern.compile(
          "^(?:\\t|[^\\n:]*:[^\\n=;]*;)[@+-]*(.+)$|\\$\\(shell\\s+([^)]*)\\)", Pattern.MULTILINE);

  /** {@code spawn rm -rf x}. */
  private static final Pattern SPAWN =
      Pattern.compile("(?:^|[;\\[{])\\s*(?:spawn|exec)\\s+([^;\\]}\\n]+)", Pattern.MULTILINE);

  private static final int MOST = 40;

  private final Walk walk;

  EditorScript(Walk walk) {
    this.walk = walk;
  }

  /** Whether scripts of this language are read here. */
  static boolean reads(String language) {
    return switch (language) {
      case "editor", "gdb", "make", "tcl", "dc" -> true;
      default -> false;
    };
  }

  void read(String language, String program, Arg code, Frame frame) {
    Pattern pattern =
        switch (language) {
          case "make" -> RECIPE;
          case "tcl" -> SPAWN;
          default -> LINE;
        };
    Matcher matcher = pattern.matcher(code.text());
    for (int seen = 0; seen < MOST && matcher.find(); seen++) {
      String line = matcher.group(1);
      if (line == null && matcher.groupCount() > 1) {
        line = matcher.group(2);
      }
      if (line != null && !line.isBlank()) {
        walk.payloads.shell(code.with(line), program, frame, frame.scope().copy());
      }
    }
  }
}
