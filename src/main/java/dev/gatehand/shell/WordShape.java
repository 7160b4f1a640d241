package dev.gatehand.shell;

import dev.gatehand.shell.WordReader.Style;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds braces, patterns and home directories in a word that was read. Bash expands braces as text,
 * before anything else: where that would make something new of the pieces (<code>$a{b,c}</code> is
 * <code>$ab $ac</code>) the word is unclear.
 */
final class WordShape {
  private final Cursor in;
  private final Parts source;
  private final Style style;
  private final int start;
  private final List<Atom> atoms = new ArrayList<>();

  /** Where the value begins in a word that looks like name=value, else -1. */
  private final int value;

  /** An unquoted character, or a part that is opaque here. */
  record Atom(char c, @Nullable Part part, Span span) {
    boolean is(char wanted) {
      return part == null && c == wanted;
    }
  }

  WordShape(Cursor in, Parts source, Style style, int start) {
    this.in = in;
    this.source = source;
    this.style = style;
    this.start = start;
    for (Part part : source.toList()) {
      if (part instanceof Part.Literal literal && !literal.quoted()) {
        addCharacters(literal);
      } else {
        atoms.add(new Atom(Cursor.END, part, part.span()));
      }
    }
    this.value = style == Style.ASSIGNED ? 0 : style == Style.COMMAND ? afterEquals() : -1;
  }

  private void addCharacters(Part.Literal literal) {
    Span span = literal.span();
    String text = literal.text();
    boolean exact = span.end() - span.start() == text.length();
    for (int i = 0; i < text.length(); i++) {
      Span own = exact ? new Span(span.start() + i, span.start() + i + 1) : span;
      atoms.add(new Atom(text.charAt(i), null, own));
    }
  }

  private int afterEquals() {
    for (int i = 0; i < atoms.size() && atoms.get(i).part == null; i++) {
      char c = atoms.get(i).c;
      if (c == '=') {
        return i > 0 ? i + 1 : -1;
      }
      boolean plus = c == '+' && i > 0 && at(i + 1, '=');
      if (!plus && !(i == 0 ? Chars.isNameStart(c) : Chars.isWordChar(c))) {
        return -1;
      }
    }
    return -1;
  }

  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    unfold(0, atoms.size(), atoms.size(), parts);
    return parts;
  }

  /**
   * Adds what the atoms mean.
   *
   * @param next the atom that will follow them in the unfolded word
   */
  private void unfold(int from, int to, int next, List<Part> parts) {
    int low = from;
    while (low < to) {
      Braces braces = style.hasBraces() ? BraceFinder.find(in, atoms, low, to) : null;
      if (braces == null) {
        new LeafReader(this, low, to, next).addTo(parts);
        return;
      }
      if (braces.isLiteral()) {
        new LeafReader(this, low, braces.close() + 1, braces.close() + 1).addTo(parts);
      } else {
        new LeafReader(this, low, braces.open(), braces.open()).addTo(parts);
        parts.add(part(braces, next));
      }
      low = braces.close() + 1;
    }
  }

  private Part part(Braces braces, int next) {
    Span span = span(braces.open(), braces.close() + 1);
    if (braces.range() != null) {
      requireNoGlue(braces.open() - 1, braces.open());
      return braces.range();
    }
    in.budget().enter(span.start());
    int after = braces.close() + 1 < atoms.size() ? braces.close() + 1 : next;
    List<Word> alternatives = new ArrayList<>();
    int low = braces.open() + 1;
    for (int comma : braces.commas()) {
      requireNoGlue(braces.open() - 1, low < comma ? low : after);
      requireNoGlue(low < comma ? comma - 1 : -1, after);
      List<Part> parts = new ArrayList<>();
      unfold(low, comma, after, parts);
      alternatives.add(new Word(parts, span(low, comma)));
      low = comma + 1;
    }
    in.budget().leave();
    return new Part.Braces(alternatives, span);
  }

  /** Refuses what could become a name together with what comes after it. */
  private void requireNoGlue(int left, int right) {
    if (left < 0 || right >= atoms.size()) {
      return;
    }
    Atom first = atoms.get(left);
    Atom second = atoms.get(right);
    boolean glue =
        first.part == null
            ? first.c == '$'
            : source.isUnbraced(first.part)
                && second.part == null
                && (Chars.isWordChar(second.c) || second.c == '{' || second.c == ',');
    if (glue) {
      throw new Unreadable("braces next to a variable", second.span.start());
    }
  }

  Span span(int from, int to) {
    if (from >= to) {
      int place = from < atoms.size() ? atoms.get(from).span.start() : in.origin(start);
      return new Span(place, place);
    }
    int first = atoms.get(from).span.start();
    return new Span(first, Math.max(first, atoms.get(to - 1).span.end()));
  }

  boolean at(int index, char c) {
    return index < atoms.size() && atom(index).is(c);
  }

  /** The atom, which costs a step: patterns make the reader look ahead. */
  Atom atom(int index) {
    in.budget().step(1, in.origin(start));
    return atoms.get(index);
  }

  int size() {
    return atoms.size();
  }

  Style style() {
    return style;
  }

  int value() {
    return value;
  }
}
