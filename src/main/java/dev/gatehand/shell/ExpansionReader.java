package dev.gatehand.shell;

import java.util.List;

/** Reads what begins with a dollar, backticks and process substitutions. */
final class ExpansionReader {
  private static final String SPECIAL = "@*#?-$!";
  private static final Operation PLAIN = new Operation.Plain();
  private static final Subscript NONE = new Subscript.None();

  private final Unit unit;
  private final Cursor in;

  ExpansionReader(Unit unit) {
    this.unit = unit;
    this.in = unit.in;
  }

  /** The cursor is on a dollar. */
  void dollar(Parts parts, Quoting quoting) {
    char next = in.peekSecond();
    switch (next) {
      case '(' -> parenthesis(parts, quoting);
      case '{' -> unit.parameters.read(parts, quoting);
      case '[' -> oldArithmetic(parts, quoting);
      case '\'' -> {
        if (quoting.isQuoted()) {
          literal(parts, quoting);
        } else {
          unit.quotes.ansi(parts);
        }
      }
      case '"' -> {
        if (quoting.isQuoted()) {
          literal(parts, quoting);
        } else {
          // Translated by locale; without a catalogue it is a double quote.
          in.advance();
          in.peek();
          unit.quotes.doubled(parts);
        }
      }
      default -> name(next, parts, quoting);
    }
  }

  private void literal(Parts parts, Quoting quoting) {
    if (quoting.isQuoted()) {
      int from = in.mark();
      in.advance();
      parts.quoted('$', from);
    } else {
      parts.bare('$');
    }
  }

  private void name(char first, Parts parts, Quoting quoting) {
    int start = in.mark();
    if (Chars.isNameStart(first)) {
      in.advance();
      String name = readName();
      Part parameter = parameter(name, quoting, start);
      if (quoting.isQuoted()) {
        parts.add(parameter);
      } else {
        parts.addUnbraced(parameter);
      }
    } else if (Chars.isDigit(first) || SPECIAL.indexOf(first) >= 0) {
      in.advance();
      in.peek();
      in.advance();
      parts.add(parameter(String.valueOf(first), quoting, start));
    } else {
      literal(parts, quoting);
    }
  }

  private Part parameter(String name, Quoting quoting, int start) {
    return new Part.Parameter(name, NONE, false, PLAIN, quoting.isQuoted(), in.spanFrom(start));
  }

  /** The name at the cursor; empty if there is none. */
  String readName() {
    StringBuilder name = new StringBuilder();
    if (Chars.isNameStart(in.peek())) {
      while (Chars.isWordChar(in.peek())) {
        name.append(in.peek());
        in.advance();
      }
    }
    return name.toString();
  }

  private void parenthesis(Parts parts, Quoting quoting) {
    int start = in.mark();
    in.advance();
    in.peek();
    in.advance();
    if (in.peek() == '(') {
      int inside = in.mark();
      in.advance();
      ArithmeticReader.Attempt attempt = unit.arithmetic.attempt();
      if (attempt.isArithmetic()) {
        Arithmetic expression = attempt.expression();
        parts.add(new Part.ArithmeticExpansion(expression, quoting.isQuoted(), in.spanFrom(start)));
        return;
      }
      // Bash finds the end of it by counting, and only then reads it as commands.
      unit.arithmetic.skipToParenthesis();
      int end = in.mark();
      in.reset(inside);
      Script body = substitution();
      if (in.mark() != end) {
        throw in.unreadable("neither arithmetic nor a command", start);
      }
      parts.add(new Part.CommandSubstitution(body, quoting.isQuoted(), in.spanFrom(start)));
      return;
    }
    Script body = substitution();
    parts.add(new Part.CommandSubstitution(body, quoting.isQuoted(), in.spanFrom(start)));
  }

  /** Commands up to and with the closing parenthesis. */
  private Script substitution() {
    in.budget().enter(in.origin(in.mark()));
    HereDocuments.Waiting outer = unit.hereDocuments.enterSubstitution();
    Script body = unit.lists.read();
    in.expect(')', "at the end of a substitution");
    unit.hereDocuments.leaveSubstitution(outer);
    in.budget().leave();
    return body;
  }

  private void oldArithmetic(Parts parts, Quoting quoting) {
    int start = in.mark();
    in.advance();
    in.peek();
    in.advance();
    Arithmetic expression = unit.arithmetic.bracketed();
    parts.add(new Part.ArithmeticExpansion(expression, quoting.isQuoted(), in.spanFrom(start)));
  }

  /** {@code <(...)} or {@code >(...)}, the cursor on the first character. */
  void process(Parts parts) {
    int start = in.mark();
    Part.Direction direction = in.peek() == '<' ? Part.Direction.FROM : Part.Direction.INTO;
    in.advance();
    in.peek();
    in.advance();
    if (in.peek() == '(') {
      throw in.unreadable("a subshell at the start of a process substitution", start);
    }
    Script body = substitution();
    parts.add(new Part.ProcessSubstitution(direction, body, in.spanFrom(start)));
  }

  /**
   * {@code `...`}: up to the next backtick that has no backslash before it, whatever the quotes.
   * One level of backslashes is taken away, then it is read as a text of its own.
   */
  void backticks(Parts parts, Quoting quoting) {
    int start = in.mark();
    in.advance();
    int from = in.mark();
    int length = 0;
    while (in.raw() != '`') {
      if (in.raw() == Cursor.END) {
        throw in.unreadable("a backtick is not closed", start);
      }
      if (in.raw() == '\\') {
        in.advance();
        length++;
      }
      in.advance();
      length++;
    }
    if (in.mark() > in.length()) {
      throw in.unreadable("a backtick is not closed", start);
    }
    Cursor inside = unescaped(from, length, quoting);
    in.advance();
    in.budget().enter(in.origin(start));
    List<Command> commands = new Unit(inside).lists.readWhole();
    in.budget().leave();
    Script body = new Script(commands, in.span(from, in.mark() - 1));
    parts.add(new Part.CommandSubstitution(body, quoting.isQuoted(), in.spanFrom(start)));
  }

  private Cursor unescaped(int from, int length, Quoting quoting) {
    char[] text = new char[length];
    int[] origins = new int[length + 1];
    int size = 0;
    for (int i = from; i < from + length; i++) {
      char c = in.raw(i);
      char next = i + 1 < from + length ? in.raw(i + 1) : Cursor.END;
      if (c == '\\' && next == '\n') {
        i++;
        continue;
      }
      origins[size] = in.origin(i);
      if (c == '\\' && isUnescaped(next, quoting, i)) {
        text[size++] = next;
        i++;
      } else if (c == '\\' && next != Cursor.END) {
        text[size++] = c;
        origins[size] = in.origin(i + 1);
        text[size++] = next;
        i++;
      } else {
        text[size++] = c;
      }
    }
    origins[size] = in.origin(from + length);
    return new Cursor(
        java.util.Arrays.copyOf(text, size),
        java.util.Arrays.copyOf(origins, size + 1),
        in.budget());
  }

  private boolean isUnescaped(char c, Quoting quoting, int at) {
    if (c == '"' && quoting == Quoting.NESTED) {
      throw in.unreadable("an escaped quote in backticks inside another expansion", at);
    }
    return c == '`' || c == '\\' || c == '$' || (c == '"' && quoting == Quoting.DOUBLE);
  }
}
