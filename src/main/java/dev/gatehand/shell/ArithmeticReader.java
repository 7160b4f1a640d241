package dev.gatehand.shell;

import static dev.gatehand.shell.Cursor.END;

/**
 * Reads arithmetic expressions. Bash finds their end by counting parentheses outside quotes, and
 * expands them like a double-quoted word, in which single quotes protect nothing.
 */
final class ArithmeticReader {
  private final Unit unit;
  private final Cursor in;

  ArithmeticReader(Unit unit) {
    this.unit = unit;
    this.in = unit.in;
  }

  /**
   * What follows two opening parentheses.
   *
   * @param isArithmetic whether two closing ones end it; then the cursor is behind them, else
   *     behind the first one
   */
  record Attempt(boolean isArithmetic, Arithmetic expression) {}

  /** The cursor is behind two opening parentheses. */
  Attempt attempt() {
    int start = in.mark();
    in.budget().enter(in.origin(start));
    Parts parts = new Parts(in);
    Scan scan = new Scan();
    scan.until(parts, '(', ')');
    Arithmetic expression = expression(parts, start);
    in.advance();
    // No newline may be hidden between the two: bash looks at the very next character.
    if (in.raw() == ')') {
      in.advance();
      scan.complain();
      in.budget().leave();
      return new Attempt(true, expression);
    }
    in.budget().leave();
    return new Attempt(false, expression);
  }

  /** Behind the parenthesis that closes one which was opened before. */
  void skipToParenthesis() {
    in.budget().enter(in.origin(in.mark()));
    new Scan().until(new Parts(in), '(', ')');
    in.advance();
    in.budget().leave();
  }

  /** Up to and with the bracket that closes it. */
  Arithmetic bracketed() {
    int start = in.mark();
    in.budget().enter(in.origin(start));
    Parts parts = new Parts(in);
    Scan scan = new Scan();
    scan.until(parts, '[', ']');
    scan.complain();
    Arithmetic expression = expression(parts, start);
    in.advance();
    in.budget().leave();
    return expression;
  }

  /** The three expressions of an arithmetic {@code for}, with both closing parentheses. */
  Arithmetic[] three() {
    Arithmetic[] three = new Arithmetic[3];
    in.budget().enter(in.origin(in.mark()));
    Scan scan = new Scan();
    for (int i = 0; i < 3; i++) {
      int start = in.mark();
      Parts parts = new Parts(in);
      scan.stopsAtSemicolon = i < 2;
      scan.until(parts, '(', ')');
      three[i] = expression(parts, start);
      if (i < 2) {
        in.expect(';', "between the expressions of a for loop");
      }
    }
    scan.complain();
    in.advance();
    in.expect(')', "after the expressions of a for loop");
    in.budget().leave();
    return three;
  }

  /** Text that is expanded, up to {@code close} or, at no depth, {@code :} or the brace. */
  Arithmetic untilBraceOrColon() {
    int start = in.mark();
    Parts parts = new Parts(in);
    Scan scan = new Scan();
    scan.inBraces = true;
    scan.until(parts, '(', '}');
    scan.complain();
    return expression(parts, start);
  }

  private Arithmetic expression(Parts parts, int start) {
    Span span = in.spanFrom(start);
    return new Arithmetic(new Word(parts.toList(), span), span);
  }

  /** Reads parts up to the character that closes, which it leaves to the caller. */
  private final class Scan {
    private int quote = -1;
    private boolean stopsAtSemicolon;
    private boolean inBraces;

    void until(Parts parts, char open, char close) {
      int depth = 0;
      for (char c = in.peek(); ; c = in.peek()) {
        if (c == END) {
          throw in.unreadable("an arithmetic expression is not closed");
        }
        if (depth == 0 && (c == close || ends(c))) {
          return;
        }
        if (c == open) {
          depth++;
        } else if (c == close || (inBraces && c == ')')) {
          depth--;
        }
        if (inBraces && (depth < 0 || c == '?' || c == '{')) {
          throw in.unreadable("an offset that is not plain");
        }
        take(c, parts);
      }
    }

    private boolean ends(char c) {
      return (stopsAtSemicolon && c == ';') || (inBraces && c == ':');
    }

    private void take(char c, Parts parts) {
      switch (c) {
        case '\'' -> {
          // Only if it turns out to be arithmetic is it unclear: it may be a command, too.
          quote = in.mark();
          unit.quotes.single(parts);
        }
        case '"' -> unit.quotes.doubled(parts);
        case '$' -> dollar(parts);
        case '\\' -> {
          quote = in.mark();
          unit.quotes.escaped(parts);
        }
        default -> unit.quotes.insideDouble(c, parts, Quoting.NESTED);
      }
    }

    private void dollar(Parts parts) {
      int start = in.mark();
      char next = in.peekSecond();
      if (next == '\'') {
        quote = start;
        unit.quotes.ansi(parts);
        return;
      }
      unit.expansions.dollar(parts, Quoting.NESTED);
      if (next == '{') {
        requireBalance(start);
      }
    }

    /** Bash counts the parentheses inside <code>${...}</code>, too, when it looks for the end. */
    private void requireBalance(int start) {
      int depth = 0;
      for (int i = start; i < in.mark() && depth >= 0; i++) {
        char c = in.raw(i);
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      }
      if (depth != 0) {
        throw in.unreadable("an expansion with parentheses inside arithmetic", start);
      }
    }

    void complain() {
      if (quote >= 0) {
        throw in.unreadable("a quote inside arithmetic", quote);
      }
    }
  }
}
