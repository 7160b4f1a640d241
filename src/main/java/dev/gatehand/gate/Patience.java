package dev.gatehand.gate;

import java.io.Serial;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many characters the expressions of one judgement may look at. The text is the attacker's: it
 * may be written so that searching it takes minutes, and a gate that is busy is one that nobody
 * waits for. What cannot be searched in good time is stopped, never waved through.
 */
final class Patience {
  private static final long LEAST = 2_000_000;
  private static final long FOR_EACH = 30;

  private long left;

  /**
   * @param length of the text that is judged, in characters
   */
  Patience(long length) {
    left = LEAST + FOR_EACH * length;
  }

  /** Whether it ended before all was searched. */
  boolean isOver() {
    return left <= 0;
  }

  /** What is found first; empty as well when patience is over. */
  Optional<String> first(Pattern pattern, String text) {
    return isOver() ? Optional.empty() : search(pattern, text);
  }

  /** How often it is found. */
  long count(Pattern pattern, String text) {
    try {
      return isOver() ? 0 : pattern.matcher(new Counted(text, 0, text.length())).results().count();
    } catch (Over e) {
      return 0;
    }
  }

  /** Takes note of work that is no search. */
  void spend(long steps) {
    left -= steps;
  }

  private Optional<String> search(Pattern pattern, String text) {
    try {
      Matcher matcher = pattern.matcher(new Counted(text, 0, text.length()));
      return matcher.find()
          ? Optional.of(text.substring(matcher.start(), matcher.end()))
          : Optional.empty();
    } catch (Over e) {
      return Optional.empty();
    }
  }

  /** Leaves the search; it has no stack, for it says nothing about the program. */
  private static final class Over extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    Over() {
      super("too costly to search", null, false, false);
    }
  }

  /** A text that notes how often it is looked at. */
  private final class Counted implements CharSequence {
    private final String text;
    private final int from;
    private final int length;

    Counted(String text, int from, int length) {
      this.text = text;
      this.from = from;
      this.length = length;
    }

    @Override
    public char charAt(int index) {
      if (--left <= 0) {
        throw new Over();
      }
      return text.charAt(from + index);
    }

    @Override
    public int length() {
      return length;
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text, from + start, end - start);
    }

    @Override
    public String toString() {
      return text.substring(from, from + length);
    }
  }
}
