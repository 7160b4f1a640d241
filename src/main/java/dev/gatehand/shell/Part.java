package dev.gatehand.shell;

import java.util.List;

/** A piece of a {@link Word}. What is quoted is neither split nor taken as a pattern. */
public sealed interface Part extends Node {

  /**
   * Text that stands for itself, after quotes and escapes are taken away ({@code $'\x72m'} is
   * {@code rm}). An empty quoted one makes an empty word.
   */
  record Literal(String text, boolean quoted, Span span) implements Part {}

  /**
   * The value of a parameter.
   *
   * @param name a variable, a position (digits) or one of {@code @ * # ? - $ ! _}
   * @param indirect {@code ${!name}}: the value is the name of the variable meant
   */
  record Parameter(
      String name,
      Subscript subscript,
      boolean indirect,
      Operation operation,
      boolean quoted,
      Span span)
      implements Part {}

  /** {@code $(...)} or backticks: the output of the commands, without newlines at its end. */
  record CommandSubstitution(Script body, boolean quoted, Span span) implements Part {}

  /** {@code <(...)} or {@code >(...)}: the name of a pipe to the commands. */
  record ProcessSubstitution(Direction direction, Script body, Span span) implements Part {}

  /** Which way the data of a {@link ProcessSubstitution} flows. */
  enum Direction {
    /** {@code <(...)}: what the commands print is read. */
    FROM,
    /** {@code >(...)}: what is written there the commands read. */
    INTO
  }

  /** {@code $((...))} or {@code $[...]} */
  record ArithmeticExpansion(Arithmetic expression, boolean quoted, Span span) implements Part {}

  /** <code>{a,b}</code>: the word is repeated for each alternative. */
  record Braces(List<Word> alternatives, Span span) implements Part {
    public Braces {
      alternatives = List.copyOf(alternatives);
    }
  }

  /** <code>{1..9}</code>, <code>{a..f..2}</code>; ends and step as written, step maybe empty. */
  record BraceRange(String first, String last, String step, Span span) implements Part {}

  /** {@code *}, {@code ?} or {@code [...]}: the pattern, as it is written. */
  record Glob(String pattern, Span span) implements Part {}

  /** {@code @(a|b)} and its kin: {@code kind} is one of {@code ? * + @ !}. */
  record ExtendedGlob(char kind, List<Word> alternatives, Span span) implements Part {
    public ExtendedGlob {
      alternatives = List.copyOf(alternatives);
    }
  }

  /** {@code ~} (user empty), {@code ~+}, {@code ~-} or {@code ~name}: a home directory. */
  record Tilde(String user, Span span) implements Part {}

  /** {@code (...)} after {@code name=}, in an assignment or an operand of {@code declare}. */
  record ArrayLiteral(List<Element> elements, Span span) implements Part {
    public ArrayLiteral {
      elements = List.copyOf(elements);
    }
  }

  /** One element of an {@link ArrayLiteral}; a key only where {@code [key]=} is written. */
  record Element(Subscript key, Word value) {}
}
