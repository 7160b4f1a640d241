package dev.gatehand.shell;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the data that goes through a pipe.
 *
 * @param text all of it, with marks; null: not known
 * @param lines what each line begins with: a path, or {@link Marks#TOKEN}; null: not known
 * @param present something is connected at all
 */
record Stream(
    @Nullable String text, @Nullable String lines, List<Source> sources, boolean present) {

  /** Nothing is connected: the terminal, or nothing at all. */
  static final Stream NONE = new Stream("", null, List.of(), false);

  /** Text that is kept is at most so long; beyond, it is not known. */
  private static final int MOST = 64 * 1024;

  Stream {
    text = text != null && text.length() > MOST ? null : text;
  }

  static Stream of(String text, List<Source> sources) {
    return new Stream(text, null, sources, true);
  }

  static Stream unknown(List<Source> sources) {
    return new Stream(null, null, sources, true);
  }

  static Stream lines(String each, List<Source> sources) {
    return new Stream(null, each, sources, true);
  }

  /** Whether it is known that nothing comes. */
  boolean isNothing() {
    return "".equals(text) && sources.isEmpty();
  }

  /** Whether it is known that nothing comes but blanks. */
  boolean isBlank() {
    return text != null && text.isBlank() && sources.isEmpty();
  }

  /** The same data, of which this kind of source is no longer worth following. */
  Stream without(Source.Kind kind) {
    return Source.has(sources, kind)
        ? new Stream(text, lines, Source.without(sources, kind), present)
        : this;
  }

  /** This, then the other. */
  Stream then(Stream next) {
    if (!present || ("".equals(text) && sources.isEmpty())) {
      return next;
    }
    if (!next.present || ("".equals(next.text) && next.sources.isEmpty())) {
      return this;
    }
    String joined = text == null || next.text == null ? null : text + next.text;
    return new Stream(joined, null, Source.join(sources, next.sources), true);
  }
}
