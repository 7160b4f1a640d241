package dev.gatehand.shell;

import java.util.List;
import java.util.Optional;

/**
 * A word as it is written. What becomes of it (text, one word or many) bash decides when it runs;
 * {@link #value} says what is certain before that.
 *
 * @param parts neighbouring text of the same quoting is one part; no parts: an empty word that is
 *     not there at all, as after {@code x=}
 */
public record Word(List<Part> parts, Span span) implements Node {

  /** Words that {@link #unbraced} lists at most; beyond it the number is not worth knowing. */
  public static final int MAX_ALTERNATIVES = 256;

  public Word {
    parts = List.copyOf(parts);
  }

  /** What is certain of it, without knowing any variable or file. */
  public Value value() {
    return WordValue.of(this);
  }

  /** The text, if it is one word and all of it is known. */
  public Optional<String> text() {
    return value() instanceof Value.Known known ? Optional.of(known.text()) : Optional.empty();
  }

  /**
   * Whether it may become no word or several: an unquoted expansion, a list like {@code "$@"},
   * braces or a pattern.
   */
  public boolean maySplit() {
    return WordValue.maySplit(this);
  }

  /** Whether file names may take its place: an unquoted pattern, or an unquoted expansion. */
  public boolean mayMatchFiles() {
    return WordValue.mayMatchFiles(this);
  }

  /**
   * The text with its patterns left as they are written, if nothing else in it is unknown: {@code
   * src/*.o}. A quoted character that would be special has a backslash. Braces are not unfolded.
   */
  public Optional<String> pattern() {
    return WordValue.pattern(this);
  }

  /**
   * The words after brace expansion, itself alone if there are no braces in it; empty when there
   * are more than {@link #MAX_ALTERNATIVES}. Each has the span of the whole word.
   */
  public Optional<List<Word>> unbraced() {
    return BraceExpansion.of(this);
  }
}
