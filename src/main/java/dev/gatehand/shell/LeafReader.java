package dev.gatehand.shell;

import dev.gatehand.shell.WordReader.Style;
import dev.gatehand.shell.WordShape.Atom;
import java.util.List;

/** Finds patterns and home directories in a stretch of a word that has no braces to expand. */
final class LeafReader {
  private final WordShape shape;
  private final int from;
  private final int to;
  private final int next;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder glob = new StringBuilder();
  private int open;

  /**
   * @param next the atom that will follow this stretch in the unfolded word
   */
  LeafReader(WordShape shape, int from, int to, int next) {
    this.shape = shape;
    this.from = from;
    this.to = to;
    this.next = next;
  }

  void addTo(List<Part> parts) {
    open = from;
    int i = from;
    while (i < to) {
      Atom atom = shape.atom(i);
      if (atom.part() != null) {
        flush(i, parts);
        parts.add(atom.part());
        i++;
      } else if (atom.is('~') && mayBeHome(i)) {
        i = home(i, parts);
      } else {
        int end = shape.style().hasPatterns() ? patternEnd(i) : i;
        boolean pattern = end > i;
        if (pattern ? !text.isEmpty() : !glob.isEmpty()) {
          flush(i, parts);
        }
        if (!pattern) {
          end = i + 1;
        }
        for (; i < end; i++) {
          (pattern ? glob : text).append(shape.atom(i).c());
        }
      }
      if (text.isEmpty() && glob.isEmpty()) {
        open = i;
      }
    }
    flush(to, parts);
  }

  private void flush(int end, List<Part> parts) {
    if (!text.isEmpty()) {
      parts.add(new Part.Literal(text.toString(), false, shape.span(open, end)));
    } else if (!glob.isEmpty()) {
      parts.add(new Part.Glob(glob.toString(), shape.span(open, end)));
    }
    text.setLength(0);
    glob.setLength(0);
    open = end;
  }

  private boolean mayBeHome(int i) {
    if (i == 0 || i == shape.value()) {
      return true;
    }
    if (shape.value() >= 0 && i > shape.value()) {
      return shape.at(i - 1, ':') || isInBraces(i);
    }
    return isInBraces(i);
  }

  /** The first of an alternative may come to stand at the start of the word. */
  private boolean isInBraces(int i) {
    return i == from && shape.style() == Style.COMMAND && i > 0 && startsAlternative(i);
  }

  private boolean startsAlternative(int i) {
    return shape.at(i - 1, '{') || shape.at(i - 1, ',');
  }

  /** Adds the home directory if it is one, and says where to go on. */
  private int home(int i, List<Part> parts) {
    StringBuilder user = new StringBuilder();
    int end = i + 1;
    while (end < to && !shape.at(end, '/') && !shape.at(end, ':')) {
      Atom atom = shape.atom(end);
      if (atom.part() != null || !isUserChar(atom.c())) {
        text.append('~');
        return i + 1;
      }
      user.append(atom.c());
      end++;
    }
    boolean open = end == to && next < shape.size() && !shape.at(next, '/') && !shape.at(next, ':');
    if (open || (i > 0 && isInBraces(i) && !allBracesBefore(i))) {
      throw new Unreadable("a home directory next to braces", shape.atom(i).span().start());
    }
    flush(i, parts);
    parts.add(new Part.Tilde(user.toString(), shape.span(i, end)));
    return end;
  }

  /** Whether nothing but opening braces and alternatives stand before it. */
  private boolean allBracesBefore(int i) {
    int depth = 0;
    for (int k = i - 1; k >= 0; k--) {
      if (shape.at(k, '}')) {
        depth++;
      } else if (shape.at(k, '{')) {
        depth--;
      }
      if (depth < 0) {
        return k == 0;
      }
    }
    return false;
  }

  private static boolean isUserChar(char c) {
    return Chars.isWordChar(c) || c == '.' || c == '-' || c == '+' || c == '@';
  }

  /** Behind the pattern that begins here; here if none does. */
  private int patternEnd(int i) {
    Atom atom = shape.atom(i);
    if (atom.is('*') || atom.is('?')) {
      return i + 1;
    }
    if (!atom.is('[')) {
      return i;
    }
    int k = i + 1;
    if (shape.at(k, '!') || shape.at(k, '^')) {
      k++;
    }
    for (k = k + 1; k < to && shape.atom(k).part() == null; k++) {
      if (shape.at(k, ']')) {
        return shape.atom(k - 1).part() == null && plain(i, k) ? k + 1 : i + 1;
      }
    }
    // A quoted or unknown piece inside: it may be a pattern, and what it matches is not known.
    for (; k < shape.size(); k++) {
      if (shape.at(k, ']')) {
        return i + 1;
      }
    }
    return i;
  }

  private boolean plain(int i, int k) {
    for (int j = i; j <= k; j++) {
      if (shape.atom(j).part() != null) {
        return false;
      }
    }
    return true;
  }
}
