package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what one word becomes: none, one or several. */
final class Fields {

  private final Word word;
  private final Frame frame;
  private final boolean splits;
  private final List<Arg> done = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private boolean begun;
  private boolean many;
  private List<Source> sources = List.of();
  private @Nullable Stream pipe;

  Fields(Word word, Frame frame, boolean splits) {
    this.word = word;
    this.frame = frame;
    this.splits = splits;
  }

  void text(String piece) {
    text.append(piece);
    begun = true;
  }

  void pipe(Stream stream) {
    text("/dev/fd/63");
    pipe = stream;
    sources = Source.join(sources, stream.sources());
  }

  /**
   * @param quoted not split, and its wildcards stand for themselves
   */
  void value(Scope.Variable value, boolean quoted) {
    sources = Source.join(sources, value.sources());
    if (quoted || !splits) {
      text(value.text());
      // "$@" and "${a[@]}" are several words even when they are quoted.
      many |= splits && value.many() && value.text().equals(String.valueOf(Marks.ANY));
      return;
    }
    if (frame.scope().splitChanged) {
      text.append(Marks.ANY);
      many = true;
      begun = true;
      return;
    }
    split(Marks.activeGlobs(value.text()));
    if (value.many() || value.text().indexOf(Marks.ANY) >= 0) {
      many = true;
      begun = true;
    }
  }

  private void split(String value) {
    int at = 0;
    while (at < value.length()) {
      char c = value.charAt(at);
      if (c == ' ' || c == '\t' || c == '\n') {
        finish();
      } else {
        text.append(c);
        begun = true;
      }
      at++;
    }
  }

  private void finish() {
    if (begun) {
      done.add(arg());
      text.setLength(0);
      begun = false;
    }
  }

  List<Arg> all() {
    finish();
    return done;
  }

  /** What was collected as one word, also if it is empty. */
  Arg only() {
    return arg();
  }

  private Arg arg() {
    String source = frame.context().source();
    int end = Math.min(word.span().end(), source.length());
    String written = source.substring(Math.min(word.span().start(), end), end);
    return new Arg(text.toString(), many, sources, pipe, word.span(), written);
  }
}
