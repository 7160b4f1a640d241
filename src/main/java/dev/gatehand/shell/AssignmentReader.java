package dev.gatehand.shell;

import dev.gatehand.shell.WordReader.Style;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads assignments, and arrays in parentheses. */
final class AssignmentReader {
  private static final Subscript NONE = new Subscript.None();

  private final Unit unit;
  private final Cursor in;

  AssignmentReader(Unit unit) {
    this.unit = unit;
    this.in = unit.in;
  }

  /** The assignment at the cursor, where a command may begin; null if it is something else. */
  @Nullable Assignment read() {
    in.peek();
    int start = in.mark();
    if (!Chars.isNameStart(in.peek())) {
      return null;
    }
    String name = unit.expansions.readName();
    Subscript subscript = unit.parameters.subscript(name);
    boolean append = in.peek() == '+' && in.peekSecond() == '=';
    if (!append && in.peek() != '=') {
      refuseSpaces(subscript, start);
      in.reset(start);
      return null;
    }
    if (append) {
      in.advance();
      in.peek();
    }
    in.advance();
    Assignment.Operator operator = append ? Assignment.Operator.APPEND : Assignment.Operator.SET;
    return new Assignment(name, subscript, operator, value(), in.spanFrom(start));
  }

  /** Bash reads {@code x[a b]} as one word where a command begins, and only there. */
  private void refuseSpaces(Subscript subscript, int start) {
    if (subscript instanceof Subscript.At) {
      for (int i = start; i < in.mark(); i++) {
        if (Chars.isMeta(in.raw(i)) || "\\'\"`$".indexOf(in.raw(i)) >= 0) {
          throw in.unreadable("a command with a subscript", start);
        }
      }
    }
  }

  private Word value() {
    if (in.peek() != '(') {
      return unit.words.read(Style.ASSIGNED);
    }
    int start = in.mark();
    Part.ArrayLiteral array = array();
    requireEnd();
    return new Word(List.of(array), in.spanFrom(start));
  }

  private void requireEnd() {
    char c = in.peek();
    if (c != Cursor.END && !Chars.isMeta(c)) {
      throw in.unreadable("text behind the elements of an array");
    }
  }

  /** {@code name=(...)} as an operand of a command that declares; null if it is something else. */
  @Nullable Word declaredArray() {
    in.peek();
    int start = in.mark();
    Parts parts = new Parts(in);
    while (Chars.isWordChar(in.peek())) {
      parts.bare(in.peek());
    }
    if (in.peek() == '+' && in.peekSecond() == '=') {
      parts.bare('+');
    }
    if (Chars.isDigit(in.raw(start)) || in.mark() == start || in.peek() != '=') {
      in.reset(start);
      return null;
    }
    in.peek();
    parts.bare('=');
    if (in.peek() != '(') {
      in.reset(start);
      return null;
    }
    parts.add(array());
    requireEnd();
    return new Word(parts.toList(), in.spanFrom(start));
  }

  private Part.ArrayLiteral array() {
    int start = in.mark();
    in.budget().enter(in.origin(start));
    in.advance();
    List<Part.Element> elements = new ArrayList<>();
    unit.lists.skipSeparators();
    while (in.peek() != ')') {
      elements.add(element());
      unit.lists.skipSeparators();
    }
    in.advance();
    in.budget().leave();
    return new Part.ArrayLiteral(elements, in.spanFrom(start));
  }

  private Part.Element element() {
    if (in.peek() == '[') {
      int start = in.mark();
      Subscript key = unit.parameters.subscript("element");
      boolean append = in.peek() == '+' && in.peekSecond() == '=';
      if (append || in.peek() == '=') {
        if (append) {
          in.advance();
          in.peek();
        }
        in.advance();
        return new Part.Element(key, unit.words.read(Style.ASSIGNED));
      }
      refuseSpaces(key, start);
      in.reset(start);
    }
    return new Part.Element(NONE, unit.words.require(Style.COMMAND));
  }
}
