package dev.gatehand.shell;

import dev.gatehand.shell.WordShape.Atom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the first pair of braces in a word that bash would expand, by bash's own odd rules. */
final class BraceFinder {
  /** Digits of a number that surely fits; bash takes longer ones as text, or not. */
  private static final int MAX_DIGITS = 17;

  private final Cursor in;
  private final List<Atom> atoms;
  private final int to;

  private BraceFinder(Cursor in, List<Atom> atoms, int to) {
    this.in = in;
    this.atoms = atoms;
    this.to = to;
  }

  static @Nullable Braces find(Cursor in, List<Atom> atoms, int from, int to) {
    BraceFinder finder = new BraceFinder(in, atoms, to);
    for (int i = from; i < to; i++) {
      if (!atoms.get(i).is('{')) {
        continue;
      }
      // {} at the start is left alone, for find and xargs.
      if (i == from && (i + 1 == to || atoms.get(i + 1).is('}'))) {
        continue;
      }
      int close = finder.close(i + 1);
      if (close >= 0) {
        return finder.braces(i, close);
      }
    }
    return null;
  }

  /** The brace that closes: the first at this level behind a comma or two dots. */
  private int close(int from) {
    int level = 0;
    boolean separated = false;
    for (int i = from; i < to; i++) {
      Atom atom = atoms.get(i);
      in.budget().step(1, atom.span().start());
      if (atom.is('}')) {
        if (level == 0 && separated) {
          return i;
        }
        level = Math.max(0, level - 1);
      } else if (atom.is('{')) {
        level++;
      } else if (level == 0) {
        separated |= atom.is(',') || (isDots(i) && !(i + 2 < to && atoms.get(i + 2).is('}')));
      }
    }
    return -1;
  }

  private boolean isDots(int i) {
    return atoms.get(i).is('.') && i + 1 < to && atoms.get(i + 1).is('.');
  }

  private Braces braces(int open, int close) {
    List<Integer> commas = new ArrayList<>();
    int level = 0;
    boolean hidden = false;
    boolean opaque = false;
    for (int i = open + 1; i < close; i++) {
      Atom atom = atoms.get(i);
      if (atom.is('{')) {
        level++;
      } else if (atom.is('}')) {
        level = Math.max(0, level - 1);
      } else if (atom.is(',')) {
        hidden |= level > 0;
        if (level == 0) {
          commas.add(i);
        }
      }
      opaque |= atom.part() != null && !isSimple(atom.part());
    }
    if (!commas.isEmpty()) {
      commas.add(close);
      return new Braces(open, close, commas, null);
    }
    if (hidden || opaque) {
      // Bash looks for a comma in quotes and nested braces, too, and then drops the braces.
      throw new Unreadable("braces that are neither a list nor a range", at(open));
    }
    return new Braces(open, close, commas, range(open, close));
  }

  private int at(int index) {
    return atoms.get(index).span().start();
  }

  private static boolean isSimple(Part part) {
    return switch (part) {
      case Part.Literal literal -> literal.text().indexOf(',') < 0;
      case Part.Parameter parameter ->
          parameter.operation() instanceof Operation.Plain
              && parameter.subscript() instanceof Subscript.None;
      default -> false;
    };
  }

  private Part.@Nullable BraceRange range(int open, int close) {
    StringBuilder text = new StringBuilder();
    for (int i = open + 1; i < close; i++) {
      if (atoms.get(i).part() != null) {
        return null;
      }
      text.append(atoms.get(i).c());
    }
    String[] ends = text.toString().split("\\.\\.", -1);
    if (ends.length < 2 || ends.length > 3) {
      return null;
    }
    String step = ends.length == 3 ? ends[2] : "";
    boolean numbers = isNumber(ends[0], open) && isNumber(ends[1], open);
    boolean letters = isLetter(ends[0]) && isLetter(ends[1]);
    if (!(numbers || letters) || (ends.length == 3 && !isNumber(step, open))) {
      return null;
    }
    Span span = new Span(at(open), atoms.get(close).span().end());
    return new Part.BraceRange(ends[0], ends[1], step, span);
  }

  private static boolean isLetter(String text) {
    return text.length() == 1 && text.charAt(0) != '_' && Chars.isNameStart(text.charAt(0));
  }

  private boolean isNumber(String text, int open) {
    String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    if (!Chars.isDigits(digits)) {
      return false;
    }
    if (digits.length() > MAX_DIGITS) {
      throw new Unreadable("a range with numbers too long to count", at(open));
    }
    return true;
  }
}
