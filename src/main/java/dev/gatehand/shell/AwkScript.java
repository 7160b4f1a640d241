package dev.gatehand.shell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Programs for awk: mostly printing, but awk can run commands and write files. */
final class AwkScript {

  /** {@code print | "sort"}, {@code "date" | getline}. */
  private static final Pattern PIPED =
      Pattern.compile("\\|&?\\s*\"([^\"]+)\"|\"([^\"]+)\"\\s*\\|&?\\s*getline");

  private static final Pattern KEPT = Pattern.compile("print[^;}\\n]*>{1,2}\\s*\"([^\"]+)\"");

  private final Walk walk;

  AwkScript(Walk walk) {
    this.walk = walk;
  }

  /**
   * Finds what it does besides reading and printing.
   *
   * @return whether it was understood
   */
  boolean read(Arg code, Frame frame) {
    String text = code.text();
    if (code.many() || text.indexOf(Marks.ANY) >= 0) {
      return false;
    }
    String bare = withoutStrings(text);
    boolean reaches =
        bare.contains("system")
            || bare.contains("getline")
            || bare.contains("@")
            || bare.replace("||", "").indexOf('|') >= 0
            || bare.contains("ENVIRON")
            // The files that it reads are named anew.
            || bare.contains("ARGV");
    if (!reaches && !printsIntoFile(bare)) {
      return true;
    }
    new ForeignCode(walk).read("awk", "awk", code, frame);
    connected(code, frame);
    return false;
  }

  /**
   * What is piped to or from a command, and what is printed into a file, when its name is plain.
   */
  private void connected(Arg code, Frame frame) {
    String text = code.text();
    if (text.contains("/inet/")) {
      walk.findings.add(
          new Effect.Code(EffectName.CODE_DOWNLOAD, "awk", "", "awk", frame.origin()));
      return;
    }
    Matcher pipe = PIPED.matcher(text);
    for (int seen = 0; seen < 20 && pipe.find(); seen++) {
      String line = pipe.group(1) != null ? pipe.group(1) : pipe.group(2);
      walk.payloads.shell(code.with(line), "awk", frame, frame.scope().copy());
    }
    Matcher kept = KEPT.matcher(text);
    for (int seen = 0; seen < 20 && kept.find(); seen++) {
      Target target = Files.target(walk, code.with(kept.group(1)), frame);
      if (target.pathClass() != PathClass.SINK) {
        walk.findings.add(
            new Effect.File(FileOperation.WRITE, target, false, "awk", frame.origin()));
      }
    }
  }

  private static boolean printsIntoFile(String bare) {
    for (String statement : bare.split("[;}\n]")) {
      int print = statement.indexOf("print");
      if (print >= 0 && statement.indexOf('>', print) > 0) {
        return true;
      }
    }
    return false;
  }

  /** Strings and regular expressions replaced by blanks; {@code /} after a value divides. */
  private static String withoutStrings(String text) {
    StringBuilder bare = new StringBuilder(text.length());
    char before = '(';
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean regex =
          c == '/' && !Chars.isWordChar(before) && before != ')' && before != ']' && before != '$';
      if (c == '"' || regex) {
        int end = close(text, i + 1, c);
        // A comparison in parentheses is written with what is left of it.
        bare.append(' ');
        before = 'x';
        i = end + 1;
        continue;
      }
      if (!Character.isWhitespace(c)) {
        before = c;
      }
      bare.append(c);
      i++;
    }
    return bare.toString();
  }

  private static int close(String text, int from, char quote) {
    int at = from;
    while (at < text.length() && text.charAt(at) != quote) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }
}
