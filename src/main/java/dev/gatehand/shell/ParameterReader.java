package dev.gatehand.shell;

import static dev.gatehand.shell.Cursor.END;

import org.jspecify.annotations.Nullable;

/** Reads <code>${...}</code> with its operators, and subscripts. */
final class ParameterReader {
  private static final Operation PLAIN = new Operation.Plain();
  private static final Subscript NONE = new Subscript.None();
  private static final String SPECIAL = "@*#?-$!";

  private final Unit unit;
  private final Cursor in;

  ParameterReader(Unit unit) {
    this.unit = unit;
    this.in = unit.in;
  }

  /** The cursor is on the dollar. */
  void read(Parts parts, Quoting quoting) {
    int start = in.mark();
    in.advance();
    in.peek();
    in.advance();
    in.budget().enter(in.origin(start));
    Part.@Nullable Parameter parameter = length(start, quoting);
    if (parameter == null) {
      parameter = other(start, quoting);
    }
    in.budget().leave();
    parts.add(parameter);
  }

  /** <code>${#name}</code>, or null and the cursor where it was: {@code #} is a parameter, too. */
  private Part.@Nullable Parameter length(int start, Quoting quoting) {
    int before = in.mark();
    if (!in.accept('#')) {
      return null;
    }
    String name = name();
    Subscript subscript = name.isEmpty() ? NONE : subscript(name);
    if (!name.isEmpty() && in.accept('}')) {
      return new Part.Parameter(
          name, subscript, false, new Operation.Length(), quoting.isQuoted(), in.spanFrom(start));
    }
    in.reset(before);
    return null;
  }

  private Part.Parameter other(int start, Quoting quoting) {
    boolean indirect = false;
    if (in.peek() == '!' && in.peekSecond() != '}') {
      char next = in.peekSecond();
      if (!Chars.isWordChar(next) && !(next == '#' && in.peekThird() == '}')) {
        throw in.unreadable("an indirect expansion of a special parameter", start);
      }
      indirect = true;
      in.advance();
    }
    String name = name();
    if (name.isEmpty()) {
      throw in.unreadable("an expansion that is not a parameter", start);
    }
    Subscript subscript = subscript(name);
    Operation operation = operation(name, indirect, subscript, quoting, start);
    in.expect('}', "at the end of an expansion");
    boolean named =
        !(operation instanceof Operation.Keys || operation instanceof Operation.NamesWithPrefix);
    return new Part.Parameter(
        name, subscript, indirect && named, operation, quoting.isQuoted(), in.spanFrom(start));
  }

  private String name() {
    char c = in.peek();
    if (Chars.isNameStart(c)) {
      return unit.expansions.readName();
    }
    StringBuilder name = new StringBuilder();
    while (Chars.isDigit(in.peek())) {
      name.append(in.peek());
      in.advance();
    }
    if (name.isEmpty() && c != END && SPECIAL.indexOf(c) >= 0) {
      in.advance();
      return String.valueOf(c);
    }
    return name.toString();
  }

  private Operation operation(
      String name, boolean indirect, Subscript subscript, Quoting quoting, int start) {
    char c = in.peek();
    if (c == '}') {
      boolean all = subscript instanceof Subscript.Each || subscript instanceof Subscript.Joined;
      return indirect && all ? new Operation.Keys() : PLAIN;
    }
    if (indirect && (c == '@' || c == '*') && in.peekSecond() == '}' && Chars.isName(name)) {
      in.advance();
      return new Operation.NamesWithPrefix();
    }
    in.advance();
    return switch (c) {
      case ':' -> colon(quoting);
      case '-', '=', '?', '+' -> whenUnset(c, false, quoting);
      case '#', '%' -> new Operation.Trim(doubled(c), patternOperand(quoting, END));
      case '^', ',' -> new Operation.ChangeCase(doubled(c), patternOperand(quoting, END));
      case '~' -> new Operation.ChangeCase(doubled(c), operand(quoting));
      case '/' -> replace(quoting);
      case '@' -> transform(start);
      default -> throw in.unreadable("an expansion with an unknown operator", start);
    };
  }

  private Operation colon(Quoting quoting) {
    char c = in.peek();
    if (c == '-' || c == '=' || c == '?' || c == '+') {
      in.advance();
      return whenUnset(c, true, quoting);
    }
    Arithmetic offset = unit.arithmetic.untilBraceOrColon();
    return new Operation.Substring(
        offset, in.accept(':') ? unit.arithmetic.untilBraceOrColon() : null);
  }

  private Operation whenUnset(char c, boolean alsoEmpty, Quoting quoting) {
    Operation.Unset then =
        switch (c) {
          case '-' -> Operation.Unset.USE;
          case '=' -> Operation.Unset.ASSIGN;
          case '?' -> Operation.Unset.FAIL;
          default -> Operation.Unset.USE_IF_SET;
        };
    return new Operation.WhenUnset(then, alsoEmpty, operand(quoting));
  }

  private String doubled(char c) {
    return in.accept(c) ? "" + c + c : String.valueOf(c);
  }

  private Operation replace(Quoting quoting) {
    String operator = in.accept('/') ? "//" : in.accept('#') ? "/#" : in.accept('%') ? "/%" : "/";
    Word pattern = patternOperand(quoting, '/');
    Word with =
        in.accept('/')
            ? patternOperand(quoting, END)
            : new Word(java.util.List.of(), in.spanFrom(in.mark()));
    return new Operation.Replace(operator, pattern, with);
  }

  private Operation transform(int start) {
    char letter = in.peek();
    if (letter == END || "UuLQEPAKak".indexOf(letter) < 0) {
      throw in.unreadable("an expansion with an unknown transformation", start);
    }
    in.advance();
    return new Operation.Transform(letter);
  }

  /** Up to the closing brace, which is left; in double quotes single ones are text. */
  private Word operand(Quoting quoting) {
    int start = in.mark();
    Parts parts = new Parts(in);
    for (char c = in.peek(); c != '}'; c = in.peek()) {
      if (quoting.isQuoted() && c == '\'') {
        literalSingleQuotes(parts);
      } else if (quoting.isQuoted() && c == '\\' && in.raw(in.mark() + 1) == '}') {
        unit.quotes.escaped(parts);
      } else if (quoting.isQuoted() && c == '$' && in.peekSecond() == '\'') {
        throw in.unreadable("a $' quote inside a quoted expansion");
      } else {
        inOperand(c, parts, quoting);
      }
    }
    return word(parts, start, quoting);
  }

  /** Up to the closing brace or {@code end}, which is left; quotes work as they do outside. */
  private Word patternOperand(Quoting quoting, char end) {
    int start = in.mark();
    Parts parts = new Parts(in);
    for (char c = in.peek(); c != '}' && (c != end || c == END); c = in.peek()) {
      if (c == '\'') {
        unit.quotes.single(parts);
      } else if (c == '\\') {
        unit.quotes.escaped(parts);
      } else if (c == '$' && in.peekSecond() == '\'') {
        unit.quotes.ansi(parts);
      } else {
        inOperand(c, parts, quoting);
      }
    }
    return word(parts, start, quoting);
  }

  private void inOperand(char c, Parts parts, Quoting quoting) {
    Quoting inner = quoting.isQuoted() ? Quoting.NESTED : Quoting.NONE;
    switch (c) {
      case END -> throw in.unreadable("an expansion is not closed");
      case '\'' -> unit.quotes.single(parts);
      case '"' -> unit.quotes.doubled(parts);
      case '$' -> unit.expansions.dollar(parts, inner);
      case '`' -> unit.expansions.backticks(parts, inner);
      case '\\' -> {
        if (quoting.isQuoted()) {
          unit.quotes.insideDouble(c, parts, quoting);
        } else {
          unit.quotes.escaped(parts);
        }
      }
      default -> {
        if ((c == '<' || c == '>') && in.peekSecond() == '(') {
          if (quoting.isQuoted()) {
            throw in.unreadable("a process substitution inside a quoted expansion");
          }
          unit.expansions.process(parts);
        } else if (quoting.isQuoted()) {
          unit.quotes.insideDouble(c, parts, quoting);
        } else {
          parts.bare(c);
        }
      }
    }
  }

  private Word word(Parts parts, int start, Quoting quoting) {
    return quoting.isQuoted() || !parts.hasSpecial()
        ? new Word(parts.toList(), in.spanFrom(start))
        : unit.words.shaped(parts, WordReader.Style.PATTERN, start);
  }

  /**
   * In {@code "${x:-'a'}"} bash looks for the end as if the single quotes quoted, and then takes
   * them as text. Where that makes a difference it is unclear.
   */
  private void literalSingleQuotes(Parts parts) {
    int start = in.mark();
    Parts ignored = new Parts(in);
    unit.quotes.single(ignored);
    String text = in.textBetween(start, in.mark());
    if (text.chars().anyMatch(c -> "}$`\"\\".indexOf(c) >= 0)) {
      throw in.unreadable("single quotes inside a quoted expansion", start);
    }
    parts.quoted(text, start);
  }

  /** The subscript at the cursor, if there is one and the name can have one. */
  Subscript subscript(String name) {
    if (in.peek() != '[' || !Chars.isName(name)) {
      return NONE;
    }
    int open = in.mark();
    in.budget().enter(in.origin(open));
    in.advance();
    int start = in.mark();
    Parts parts = new Parts(in);
    int depth = 0;
    for (char c = in.peek(); depth > 0 || c != ']'; c = in.peek()) {
      depth += c == '[' ? 1 : c == ']' ? -1 : 0;
      inSubscript(c, parts, open);
    }
    Word text = new Word(parts.toList(), in.spanFrom(start));
    String written = in.textBetween(start, in.mark());
    in.advance();
    in.budget().leave();
    return switch (written) {
      case "@" -> new Subscript.Each();
      case "*" -> new Subscript.Joined();
      default -> new Subscript.At(text);
    };
  }

  private void inSubscript(char c, Parts parts, int open) {
    switch (c) {
      case END -> throw in.unreadable("a subscript is not closed", open);
      case '\'' -> {
        int start = in.mark();
        unit.quotes.single(parts);
        // If the array is not an associative one this is arithmetic, where ' protects nothing.
        if (in.textBetween(start, in.mark()).chars().anyMatch(q -> "$`\\".indexOf(q) >= 0)) {
          throw in.unreadable("code in quotes inside a subscript", start);
        }
      }
      case '\\' -> unit.quotes.escaped(parts);
      case '"' -> unit.quotes.doubled(parts);
      case '}' -> throw in.unreadable("a brace inside a subscript", open);
      default -> unit.quotes.insideDouble(c, parts, Quoting.NESTED);
    }
  }
}
