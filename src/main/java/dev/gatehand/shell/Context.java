package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the walk came to where it is.
 *
 * @param source the text that spans count in
 * @param holder where the word stands that holds the source, for a payload; null for the line
 *     itself
 * @param wrappers seen through, outermost first
 * @param depth payloads in payloads
 */
record Context(
    String source,
    @Nullable Span holder,
    List<String> wrappers,
    Certainty certainty,
    int depth,
    int nesting) {

  /** Characters of a command that its effects carry; more is never shown. */
  private static final int LONGEST = 800;

  static Context of(String source) {
    return new Context(source, null, List.of(), Certainty.CERTAIN, 0, 0);
  }

  Context less(Certainty other) {
    Certainty both = certainty.and(other);
    return both == certainty ? this : new Context(source, holder, wrappers, both, depth, nesting);
  }

  Context through(String wrapper) {
    if (wrappers.size() >= 20) {
      return new Context(source, holder, wrappers, certainty, depth, nesting + 1);
    }
    List<String> more = new ArrayList<>(wrappers);
    more.add(wrapper);
    return new Context(source, holder, List.copyOf(more), certainty, depth, nesting + 1);
  }

  /** Inside a text that was given to a shell or another interpreter. */
  Context inside(String payload, Span word, String wrapper) {
    Context through = through(wrapper);
    Span outer = holder == null ? word : holder;
    return new Context(payload, outer, through.wrappers, certainty, depth + 1, nesting + 1);
  }

  Origin origin(Span span) {
    int end = Math.min(span.end(), source.length());
    int start = Math.min(span.start(), end);
    // Cut, as thousands of effects may come from one command as long as is allowed.
    boolean whole = end - start <= LONGEST;
    String text =
        whole ? source.substring(start, end) : source.substring(start, start + LONGEST) + "...";
    Span place = holder == null ? span : holder;
    return new Origin(place.start(), place.end(), text, wrappers, certainty);
  }
}
