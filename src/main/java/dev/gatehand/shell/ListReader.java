package dev.gatehand.shell;

import static dev.gatehand.shell.Cursor.END;

import java.util.ArrayList;
import java.util.List;

/** Reads commands that follow each other. */
final class ListReader {
  private final Unit unit;
  private final Cursor in;

  ListReader(Unit unit) {
    this.unit = unit;
    this.in = unit.in;
  }

  /** The whole text of this unit. */
  List<Command> readWhole() {
    List<Command> commands = new ArrayList<>();
    boolean more = true;
    while (more) {
      more = readLine(commands);
    }
    return commands;
  }

  /** Adds the commands of the next complete line; false at the end of the text. */
  boolean readLine(List<Command> commands) {
    skipSeparators();
    if (in.peek() == END) {
      return false;
    }
    int start = in.mark();
    List<Command> line = line();
    if (unit.hereDocuments.foundSome()) {
      in.reset(start);
      line = line();
    }
    commands.addAll(line);
    return true;
  }

  private List<Command> line() {
    List<Command> commands = new ArrayList<>(1);
    while (true) {
      boolean goesOn = item(commands);
      in.skipBlanks();
      if (in.peek() == '#') {
        in.skipComment();
      }
      char c = in.peek();
      if (c == '\n') {
        newline();
        return commands;
      }
      if (c == END) {
        unit.hereDocuments.collect();
        return commands;
      }
      if (!goesOn) {
        throw in.unexpected();
      }
    }
  }

  /**
   * Up to a closing parenthesis, the end of the text, the end of an arm of a case, or one of the
   * words where a command may begin; that is left.
   */
  Script read(String... ends) {
    skipSeparators();
    int start = in.mark();
    int end = start;
    List<Command> commands = new ArrayList<>(1);
    while (!atEnd(ends)) {
      boolean goesOn = item(commands);
      end = in.mark();
      if (!goesOn && !endsHere(ends)) {
        throw in.unexpected();
      }
      skipSeparators();
    }
    return new Script(commands, in.span(start, end));
  }

  /** One that must not be empty. */
  Script require(String... ends) {
    Script script = read(ends);
    if (script.commands().isEmpty()) {
      throw in.unexpected();
    }
    return script;
  }

  /** Adds a command; false if neither {@code ;} nor {@code &} stands behind it. */
  private boolean item(List<Command> commands) {
    int start = in.mark();
    Command command = unit.commands.andOr();
    in.skipBlanks();
    char c = in.peek();
    if (c == '&' && in.peekSecond() != '&') {
      in.advance();
      commands.add(new Command.Background(command, in.spanFrom(start)));
      return true;
    }
    commands.add(command);
    if (c == ';' && !atArmEnd()) {
      in.advance();
      return true;
    }
    return false;
  }

  private boolean endsHere(String... ends) {
    in.skipBlanks();
    char c = in.peek();
    return c == '\n' || c == '#' || atEnd(ends);
  }

  private boolean atEnd(String... ends) {
    char c = in.peek();
    if (c == END || c == ')' || atArmEnd()) {
      return true;
    }
    String word = ends.length == 0 ? "" : unit.commands.reserved();
    if (!word.isEmpty()) {
      for (String end : ends) {
        if (end.equals(word)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean atArmEnd() {
    return in.peek() == ';' && (in.peekSecond() == ';' || in.peekSecond() == '&');
  }

  /** Skips blanks, comments and newlines, with the here-documents behind these. */
  void skipSeparators() {
    while (true) {
      in.skipBlanks();
      char c = in.peek();
      if (c == '#') {
        in.skipComment();
      } else if (c == '\n') {
        newline();
      } else {
        return;
      }
    }
  }

  private void newline() {
    in.advance();
    unit.hereDocuments.collect();
  }
}
