package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The here-documents of one text. The body of one begins behind the line on which it is announced,
 * so a line that announces some is read twice: the first time finds the bodies, the second has
 * them.
 */
final class HereDocuments {
  private final Cursor in;
  private final Map<Integer, Word> bodies = new HashMap<>(0);
  private final Map<Integer, Integer> behind = new HashMap<>(0);
  private List<Announced> waiting = new ArrayList<>(0);
  private boolean insideSubstitution;
  private boolean found;

  HereDocuments(Cursor in) {
    this.in = in;
  }

  /** One whose body is still to come. */
  private record Announced(int operator, String delimiter, boolean literal, boolean stripsTabs) {}

  /** What waits outside a substitution while that is read. */
  record Waiting(List<Announced> announced, boolean insideSubstitution) {}

  /** The body of the one whose operator stands there; empty the first time. */
  Word body(int operator, String delimiter, boolean literal, boolean stripsTabs) {
    Word body = bodies.get(operator);
    if (body == null) {
      waiting.add(new Announced(operator, delimiter, literal, stripsTabs));
      return new Word(List.of(), in.span(operator, operator));
    }
    return body;
  }

  Waiting enterSubstitution() {
    Waiting outer = new Waiting(waiting, insideSubstitution);
    waiting = new ArrayList<>(0);
    insideSubstitution = true;
    return outer;
  }

  void leaveSubstitution(Waiting outer) {
    if (!waiting.isEmpty()) {
      throw in.unreadable("a here-document that is not inside its substitution");
    }
    waiting = outer.announced();
    insideSubstitution = outer.insideSubstitution();
  }

  /** Whether bodies were found since this was asked last: then the line is to be read again. */
  boolean foundSome() {
    boolean some = found;
    found = false;
    return some;
  }

  /** The cursor is behind the newline that ends a line, or at the end of the text. */
  void collect() {
    int newline = in.mark();
    if (waiting.isEmpty()) {
      Integer end = behind.get(newline);
      if (end != null) {
        in.reset(end);
      }
      return;
    }
    List<Announced> now = waiting;
    waiting = new ArrayList<>(0);
    for (Announced one : now) {
      bodies.put(one.operator(), read(one));
    }
    behind.put(newline, in.mark());
    found = true;
  }

  private Word read(Announced one) {
    int start = in.mark();
    Lines lines = new Lines(one);
    while (in.raw() != Cursor.END) {
      if (lines.next()) {
        break;
      }
    }
    int end = lines.end >= 0 ? lines.end : in.mark();
    Span span = in.span(start, Math.max(start, end));
    return new Word(lines.parts(start, end), span);
  }

  /** The lines of a body, with what bash takes away from them. */
  private final class Lines {
    private final Announced one;
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> places = new ArrayList<>();
    private int end = -1;

    Lines(Announced one) {
      this.one = one;
    }

    /** Takes one line; true if it ends the body. */
    boolean next() {
      int start = in.mark();
      int from = text.length();
      takeLine();
      String line = text.substring(from);
      boolean newline = in.raw() == '\n';
      if (line.equals(one.delimiter)) {
        in.forward(newline ? 1 : 0);
      } else if (!closesSubstitution(line, start)) {
        if (newline) {
          append('\n', in.mark());
          in.advance();
        }
        return false;
      }
      text.setLength(from);
      end = start;
      return true;
    }

    private void takeLine() {
      boolean stripping = one.stripsTabs;
      for (char c = in.raw(); c != Cursor.END && c != '\n'; c = in.raw()) {
        if (stripping && c == '\t') {
          in.advance();
          continue;
        }
        char second = in.raw(in.mark() + 1);
        if (c == '\\' && !one.literal && second == '\n') {
          in.forward(2);
          continue;
        }
        stripping = false;
        append(c, in.mark());
        in.advance();
        if (c == '\\' && !one.literal && second != Cursor.END) {
          append(second, in.mark());
          in.advance();
        }
      }
    }

    /** Bash ends the body at a line like {@code EOF)}, and goes on behind the delimiter. */
    private boolean closesSubstitution(String line, int start) {
      if (!insideSubstitution || !line.startsWith(one.delimiter)) {
        return false;
      }
      String rest = line.substring(one.delimiter.length());
      if (rest.indexOf(')') < 0) {
        return false;
      }
      if (one.delimiter.isEmpty()
          || !rest.stripLeading().startsWith(")")
          || rest.indexOf('\\') >= 0) {
        throw in.unreadable("a here-document that ends in the middle of a line", start);
      }
      in.reset(in.mark() - rest.length());
      return true;
    }

    private void append(char c, int place) {
      text.append(c);
      places.add(in.origin(place));
    }

    List<Part> parts(int start, int end) {
      String body = text.toString();
      if (one.literal || isPlain(body)) {
        Span span = in.span(start, Math.max(start, end));
        return body.isEmpty() ? List.of() : List.of(new Part.Literal(body, true, span));
      }
      int[] origins = new int[places.size() + 1];
      for (int i = 0; i < body.length(); i++) {
        origins[i] = places.get(i);
      }
      origins[body.length()] = in.origin(Math.max(start, end));
      return expanded(body, java.util.Arrays.copyOf(origins, body.length() + 1));
    }

    private List<Part> expanded(String body, int[] origins) {
      Unit unit = new Unit(new Cursor(body.toCharArray(), origins, in.budget()));
      in.budget().enter(origins[0]);
      Parts parts = new Parts(unit.in);
      unit.quotes.hereDocument(parts);
      if (unit.hereDocuments.foundSome()) {
        unit.in.reset(0);
        parts = new Parts(unit.in);
        unit.quotes.hereDocument(parts);
      }
      in.budget().leave();
      return parts.toList();
    }

    private static boolean isPlain(String body) {
      return body.indexOf('$') < 0 && body.indexOf('`') < 0 && body.indexOf('\\') < 0;
    }
  }
}
