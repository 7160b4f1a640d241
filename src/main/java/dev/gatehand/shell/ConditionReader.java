package dev.gatehand.shell;

import dev.gatehand.shell.WordReader.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the inside of {@code [[ ... ]]}. */
final class ConditionReader {
  private static final String UNARY = "abcdefghknoprstuvwxzGLOSNR";
  private static final Set<String> BINARY =
      Set.of("=", "==", "!=", "-eq", "-ne", "-lt", "-le", "-gt", "-ge", "-nt", "-ot", "-ef");

  private final Unit unit;
  private final Cursor in;

  ConditionReader(Unit unit) {
    this.unit = unit;
    this.in = unit.in;
  }

  /** Up to {@code ]]} or a closing parenthesis, which is left. */
  Condition read() {
    in.budget().enter(in.origin(in.mark()));
    Condition condition = any();
    in.budget().leave();
    return condition;
  }

  private Condition any() {
    unit.lists.skipSeparators();
    int start = in.mark();
    List<Condition> parts = new ArrayList<>();
    do {
      parts.add(all());
      unit.lists.skipSeparators();
    } while (acceptBoth('|'));
    return parts.size() == 1 ? parts.getFirst() : new Condition.Any(parts, in.spanFrom(start));
  }

  private Condition all() {
    unit.lists.skipSeparators();
    int start = in.mark();
    List<Condition> parts = new ArrayList<>();
    do {
      parts.add(term());
      unit.lists.skipSeparators();
    } while (acceptBoth('&'));
    return parts.size() == 1 ? parts.getFirst() : new Condition.All(parts, in.spanFrom(start));
  }

  private boolean acceptBoth(char c) {
    if (in.peek() != c || in.peekSecond() != c) {
      return false;
    }
    in.advance();
    in.peek();
    in.advance();
    return true;
  }

  private Condition term() {
    unit.lists.skipSeparators();
    int start = in.mark();
    if (in.accept('(')) {
      Condition inner = read();
      in.expect(')', "in a condition");
      return inner;
    }
    Word first = operand(Style.PLAIN);
    String plain = plain(first);
    if (plain.equals("!")) {
      in.budget().enter(in.origin(start));
      Condition inner = term();
      in.budget().leave();
      return new Condition.Not(inner, in.spanFrom(start));
    }
    unit.lists.skipSeparators();
    if (plain.length() == 2 && plain.charAt(0) == '-' && UNARY.indexOf(plain.charAt(1)) >= 0) {
      Word operand = operand(Style.PLAIN);
      return new Condition.Unary(plain, operand, in.spanFrom(start));
    }
    return binary(first, start);
  }

  private Condition binary(Word left, int start) {
    char c = in.peek();
    if ((c == '<' || c == '>') && in.peekSecond() != '(') {
      in.advance();
      return new Condition.Binary(left, String.valueOf(c), right(Style.PLAIN), in.spanFrom(start));
    }
    if (c == ')' || (c == '&' && in.peekSecond() == '&') || (c == '|' && in.peekSecond() == '|')) {
      return new Condition.NotEmpty(left, in.spanFrom(start));
    }
    int before = in.mark();
    Word word = unit.words.require(Style.PLAIN);
    String operator = plain(word);
    if (operator.equals("]]")) {
      in.reset(before);
      return new Condition.NotEmpty(left, in.spanFrom(start));
    }
    if (operator.equals("=~")) {
      return new Condition.Binary(left, operator, right(Style.REGEX), in.spanFrom(start));
    }
    if (!BINARY.contains(operator)) {
      throw in.unreadable("a condition with an unknown operator", before);
    }
    Style style = operator.contains("=") ? Style.PATTERN : Style.PLAIN;
    return new Condition.Binary(left, operator, right(style), in.spanFrom(start));
  }

  private Word right(Style style) {
    unit.lists.skipSeparators();
    return operand(style);
  }

  private Word operand(Style style) {
    int start = in.mark();
    Word word = unit.words.require(style);
    if (plain(word).equals("]]")) {
      throw in.unreadable("a condition that ends too early", start);
    }
    return word;
  }

  /** The text of a word without any quotes in it, else empty. */
  private static String plain(Word word) {
    Optional<String> text = word.text();
    boolean bare =
        word.parts().size() == 1
            && word.parts().getFirst() instanceof Part.Literal literal
            && !literal.quoted();
    return bare && text.isPresent() ? text.get() : "";
  }
}
