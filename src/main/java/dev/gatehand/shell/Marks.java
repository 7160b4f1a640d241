package dev.gatehand.shell;

/**
 * Text of which not everything is known: private characters stand for what is not. A hostile line
 * that holds such a character itself is only known less well for it.
 */
final class Marks {
  /** Any text at all, also none, but no further word. */
  static final char ANY = '\uE000';

  /** Letters, digits and the like: no slash, no blank, no dash in front, not empty. */
  static final char TOKEN = '\uE001';

  /** The shell's {@code *}. */
  static final char STAR = '\uE002';

  /** The shell's {@code ?} or {@code [...]}. */
  static final char ONE = '\uE003';

  /** The value that PATH had at the start. */
  static final char PATH = '\uE004';

  private Marks() {}

  static boolean isMark(char c) {
    return c >= ANY && c <= PATH;
  }

  static boolean isKnown(String text) {
    return firstMark(text) < 0;
  }

  static int firstMark(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isMark(text.charAt(i))) {
        return i;
      }
    }
    return -1;
  }

  static boolean hasGlob(String text) {
    return text.indexOf(STAR) >= 0 || text.indexOf(ONE) >= 0;
  }

  /** Whether nothing but numbers and simple names is unknown in it. */
  static boolean isTame(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ANY || c == PATH) {
        return false;
      }
    }
    return true;
  }

  /** For people: unknown pieces as an ellipsis. */
  static String show(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      shown.append(
          switch (c) {
            case STAR -> '*';
            case ONE -> '?';
            default -> isMark(c) ? '…' : c;
          });
    }
    return shown.toString();
  }

  /** What is active in an unquoted value: patterns become marks. */
  static String activeGlobs(String text) {
    if (text.indexOf('*') < 0 && text.indexOf('?') < 0 && text.indexOf('[') < 0) {
      return text;
    }
    StringBuilder active = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int close = c == '[' ? text.indexOf(']', i + 1) : -1;
      if (close > 0) {
        active.append(ONE);
        i = close;
      } else {
        active.append(c == '*' ? STAR : c == '?' ? ONE : c);
      }
    }
    return active.toString();
  }
}
