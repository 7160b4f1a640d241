package dev.gatehand.shell;

/**
 * {@code name=value} before a command, or alone.
 *
 * @param value empty when nothing is written; a sole {@link Part.ArrayLiteral} for {@code (...)}
 */
public record Assignment(String name, Subscript subscript, Operator operator, Word value, Span span)
    implements Node {

  /** Replace or add. */
  public enum Operator {
    /** {@code =} */
    SET,
    /** {@code +=} */
    APPEND
  }
}
