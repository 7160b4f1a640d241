package dev.gatehand.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A word after expansion.
 *
 * @param text with marks for what is not known
 * @param many it may be no word, or several, also options
 * @param pipe what comes out of it when it is the name of a pipe ({@code <(...)})
 * @param written as it stands in the text
 */
record Arg(
    String text,
    boolean many,
    List<Source> sources,
    @Nullable Stream pipe,
    Span span,
    String written) {

  static Arg of(String text, Span span) {
    return new Arg(text, false, List.of(), null, span, text);
  }

  Arg with(String other) {
    return new Arg(other, many, sources, pipe, span, other);
  }

  boolean isKnown() {
    return !many && Marks.isKnown(text);
  }

  /** Whether it could be an option that is not seen. */
  boolean mayBeOption() {
    if (text.isEmpty()) {
      return many;
    }
    // A file may be named -rf. With an ending (*.c) it is no option that means anything.
    return text.charAt(0) == Marks.ANY || (text.charAt(0) == Marks.STAR && text.indexOf('.') < 0);
  }
}
