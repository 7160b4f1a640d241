package dev.gatehand.gate;

import java.util.Locale;

/**
 * A pattern over paths or names, without regard to case: {@code ?} is one character, {@code *} any
 * within a folder, {@code **} any across folders, and a leading {@code **}{@code /} may be nothing.
 * Matching takes at most pattern times text steps: both may be hostile.
 */
final class Glob {
  private final String pattern;
  private final boolean anyFolder;
  private final boolean literal;
  private final String ending;

  /** What stands before the first wildcard: most texts have it nowhere. */
  private final String head;

  Glob(String written) {
    String lower = written.toLowerCase(Locale.ROOT);
    anyFolder = lower.startsWith("**/");
    pattern = anyFolder ? lower.substring(3) : lower;
    int last = Math.max(pattern.lastIndexOf('*'), pattern.lastIndexOf('?'));
    literal = last < 0;
    ending = pattern.substring(last + 1);
    int first = 0;
    while (first < pattern.length()
        && pattern.charAt(first) != '*'
        && pattern.charAt(first) != '?') {
      first++;
    }
    head = pattern.substring(0, first);
  }

  boolean matches(String text) {
    return matchesFolded(text.toLowerCase(Locale.ROOT));
  }

  /** The same for a text that is in lower case already. */
  boolean matchesFolded(String text) {
    if (!text.endsWith(ending)) {
      return false;
    }
    if (literal) {
      int start = text.length() - pattern.length();
      return start == 0 || (anyFolder && text.charAt(start - 1) == '/');
    }
    return (anyFolder ? text.contains(head) : text.startsWith(head)) && match(text);
  }

  private boolean match(String text) {
    boolean[] reached = new boolean[text.length() + 1];
    reached[0] = true;
    for (int t = 1; anyFolder && t <= text.length(); t++) {
      reached[t] = text.charAt(t - 1) == '/';
    }
    for (int p = 0; p < pattern.length(); p++) {
      if (pattern.charAt(p) != '*') {
        step(pattern.charAt(p), text, reached);
      } else if (p + 1 < pattern.length() && pattern.charAt(p + 1) == '*') {
        spread(text, reached, '\0');
        p++;
      } else {
        spread(text, reached, '/');
      }
    }
    return reached[text.length()];
  }

  private static void step(char c, String text, boolean[] reached) {
    for (int t = text.length(); t >= 1; t--) {
      char at = text.charAt(t - 1);
      reached[t] = reached[t - 1] && (c == at || (c == '?' && at != '/'));
    }
    reached[0] = false;
  }

  private static void spread(String text, boolean[] reached, char border) {
    for (int t = 1; t <= text.length(); t++) {
      reached[t] |= reached[t - 1] && text.charAt(t - 1) != border;
    }
  }

  @Override
  public String toString() {
    return anyFolder ? "**/" + pattern : pattern;
  }
}
