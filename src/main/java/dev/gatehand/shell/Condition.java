package dev.gatehand.shell;

import java.util.List;

/** The inside of {@code [[ ... ]]}. */
public sealed interface Condition extends Node {

  /** All hold; bash stops at the first that does not. */
  record All(List<Condition> parts, Span span) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** One holds; bash stops at the first that does. */
  record Any(List<Condition> parts, Span span) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  /** {@code ! condition} */
  record Not(Condition condition, Span span) implements Condition {}

  /** {@code -f word}, {@code -v name} (which evaluates a subscript in the name) and so on. */
  record Unary(String operator, Word operand, Span span) implements Condition {}

  /** {@code left == right}, {@code left -eq right} (which evaluates both) and so on. */
  record Binary(Word left, String operator, Word right, Span span) implements Condition {}

  /** A word alone: holds when it is not empty. */
  record NotEmpty(Word word, Span span) implements Condition {}
}
