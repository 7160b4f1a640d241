package dev.gatehand.shell;

/** Scripts for sed: mostly substitution, but sed can run commands and write files. */
final class SedScript {

  private final Walk walk;
  private String text = "";
  private int at;

  SedScript(Walk walk) {
    this.walk = walk;
  }

  /**
   * Finds what it does besides printing.
   *
   * @return whether it was understood
   */
  boolean read(Arg code, Frame frame) {
    text = code.text();
    at = 0;
    // What is unknown in a substitution may end it and go on with a command of its own.
    if (code.many() || text.indexOf(Marks.ANY) >= 0) {
      return false;
    }
    while (at < text.length()) {
      if (!command(code, frame)) {
        return false;
      }
    }
    return true;
  }

  private boolean command(Arg code, Frame frame) {
    skip(" \t\n;{}");
    if (at >= text.length()) {
      return true;
    }
    if (!addresses()) {
      return false;
    }
    skip(" \t!");
    if (at >= text.length()) {
      return false;
    }
    char c = text.charAt(at++);
    return switch (c) {
      case 's' -> substitution(code, frame);
      case 'y' -> transliteration();
      case 'd', 'D', 'p', 'P', 'n', 'N', 'g', 'G', 'h', 'H', 'x', '=', 'l', 'q', 'Q', 'z', 'F' -> {
        skip("0123456789 \t");
        yield true;
      }
      case '{', '}' -> true;
      case 'a', 'i', 'c' -> {
        at = textEnd();
        yield true;
      }
      case '#', ':', 'b', 't', 'T' -> {
        at = c == '#' ? lineEnd() : labelEnd();
        yield true;
      }
      case 'e' -> {
        String line = text.substring(at, lineEnd()).strip();
        at = lineEnd();
        if (!line.isEmpty()) {
          walk.payloads.shell(code.with(line), "sed", frame, frame.scope().copy());
        }
        // Without a command of its own, what stands in the line is run.
        yield !line.isEmpty();
      }
      case 'r', 'R', 'w', 'W' -> {
        String name = text.substring(at, lineEnd()).strip();
        at = lineEnd();
        file(c == 'w' || c == 'W', name, code, frame);
        yield !name.isEmpty();
      }
      default -> false;
    };
  }

  private boolean transliteration() {
    if (at >= text.length()) {
      return false;
    }
    char mark = text.charAt(at++);
    boolean from = pastMark(mark);
    return from && pastMark(mark);
  }

  private boolean substitution(Arg code, Frame frame) {
    if (at >= text.length()) {
      return false;
    }
    char mark = text.charAt(at++);
    boolean possible = mark != '\n' && mark != '\\' && pastMark(mark);
    boolean whole = possible && pastMark(mark);
    if (!whole) {
      return false;
    }
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == 'e') {
        return false;
      }
      if (c == 'w') {
        String name = text.substring(at + 1, lineEnd()).strip();
        at = lineEnd();
        file(true, name, code, frame);
        return !name.isEmpty();
      }
      if ("gpiImM0123456789".indexOf(c) < 0) {
        return " \t\n;}".indexOf(c) >= 0;
      }
      at++;
    }
    return true;
  }

  private void file(boolean writes, String name, Arg code, Frame frame) {
    Target target = Files.target(walk, code.with(name), frame);
    if (target.pathClass() != PathClass.SINK) {
      walk.findings.add(
          new Effect.File(
              writes ? FileOperation.WRITE : FileOperation.READ,
              target,
              false,
              "sed",
              frame.origin()));
    }
  }

  private boolean addresses() {
    for (int i = 0; i < 2; i++) {
      if (!address()) {
        return false;
      }
      skip(" \t");
      if (at >= text.length() || text.charAt(at) != ',') {
        return true;
      }
      at++;
      skip(" \t");
    }
    return true;
  }

  private boolean address() {
    if (at >= text.length()) {
      return true;
    }
    char c = text.charAt(at);
    if (c == '/' || c == '\\') {
      char mark = c == '/' ? '/' : at + 1 < text.length() ? text.charAt(at + 1) : 0;
      at += c == '/' ? 1 : 2;
      if (!pastMark(mark)) {
        return false;
      }
      skip("IM");
      return true;
    }
    skip("0123456789$~+" + Marks.TOKEN);
    return true;
  }

  /** Past the next mark that is neither escaped nor in brackets. */
  private boolean pastMark(char mark) {
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '\\') {
        at++;
      } else if (c == mark) {
        return true;
      }
    }
    return false;
  }

  private void skip(String characters) {
    while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private int lineEnd() {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }

  private int labelEnd() {
    int end = at;
    while (end < text.length() && "\n;}".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  /** Appended text goes on after a backslash at the end of a line. */
  private int textEnd() {
    int end = at;
    while (end < text.length() && text.charAt(end) != '\n') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return Math.min(end, text.length());
  }
}
