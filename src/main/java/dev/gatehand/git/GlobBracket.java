package dev.gatehand.git;

import java.util.Optional;
import java.util.function.IntPredicate;

/** A set of characters in brackets: {@code [a-z]}, {@code [!0-9]}, {@code [[:alpha:]_]}. */
final class GlobBracket {
  private final String pattern;
  private int at;

  /**
   * @param start just after the opening bracket
   */
  GlobBracket(String pattern, int start) {
    this.pattern = pattern;
    this.at = start;
  }

  /** Just after the closing bracket, once it was read. */
  int end() {
    return at;
  }

  /** Empty when it is not closed or names an unknown class. */
  Optional<IntPredicate> read() {
    boolean negated = at < pattern.length() && "!^".indexOf(pattern.charAt(at)) >= 0;
    if (negated) {
      at++;
    }
    IntPredicate set = c -> false;
    for (boolean first = true; at < pattern.length(); first = false) {
      char c = pattern.charAt(at);
      if (c == ']' && !first) {
        at++;
        IntPredicate whole = set;
        return Optional.of(negated ? other -> !whole.test(other) : whole);
      }
      Optional<IntPredicate> part = pattern.startsWith("[:", at) ? named() : range();
      if (part.isEmpty()) {
        return Optional.empty();
      }
      set = set.or(part.get());
    }
    return Optional.empty();
  }

  private Optional<IntPredicate> range() {
    Optional<Character> from = character();
    if (from.isEmpty()) {
      return Optional.empty();
    }
    boolean isRange =
        at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']';
    if (!isRange) {
      return Optional.of(c -> c == from.get());
    }
    at++;
    return character().map(to -> c -> c >= from.get() && c <= to);
  }

  private Optional<Character> character() {
    if (at < pattern.length() && pattern.charAt(at) == '\\') {
      at++;
    }
    return at < pattern.length() ? Optional.of(pattern.charAt(at++)) : Optional.empty();
  }

  private Optional<IntPredicate> named() {
    int close = pattern.indexOf(":]", at + 2);
    if (close < 0) {
      return range();
    }
    String name = pattern.substring(at + 2, close);
    at = close + 2;
    IntPredicate ascii = c -> c < 128;
    return Optional.ofNullable(
        switch (name) {
          case "alpha" -> ascii.and(Character::isLetter);
          case "digit" -> c -> c >= '0' && c <= '9';
          case "alnum" -> ascii.and(Character::isLetterOrDigit);
          case "upper" -> ascii.and(Character::isUpperCase);
          case "lower" -> ascii.and(Character::isLowerCase);
          case "space" -> c -> c == ' ' || (c >= 9 && c <= 13);
          case "blank" -> c -> c == ' ' || c == '\t';
          case "punct" -> c -> c > 32 && c < 127 && !Character.isLetterOrDigit(c);
          case "print" -> c -> c >= 32 && c < 127;
          case "graph" -> c -> c > 32 && c < 127;
          case "cntrl" -> c -> c < 32 || c == 127;
          case "xdigit" -> c -> c < 128 && Character.digit(c, 16) >= 0;
          default -> null;
        });
  }
}
