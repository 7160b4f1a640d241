package dev.gatehand.gate;

import java.util.Locale;

/**
 * A pattern over paths or names, without regard to case: {@code ?} is one character, {@code *} any
 * within a folder, {@code **} any across folders, and a leading {@code **}{@code /} may be nothing.
 * Matching takes at most pattern times text steps: both may be hostile.
 */
record Glob(String pattern) {
  Glob {
    pattern = pattern.toLowerCase(Locale.ROOT);
  }

  boolean matches(String text) {
    String folded = text.toLowerCase(Locale.ROOT);
    if (pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0) {
      return pattern.equals(folded);
    }
    return match(folded)
        || (pattern.startsWith("**/") && new Glob(pattern.substring(3)).match(folded));
  }

  private boolean match(String text) {
    boolean[] reached = new boolean[text.length() + 1];
    reached[0] = true;
    int p = 0;
    while (p < pattern.length()) {
      char c = pattern.charAt(p);
      boolean deep = c == '*' && p + 1 < pattern.length() && pattern.charAt(p + 1) == '*';
      if (c == '*') {
        for (int t = 1; t <= text.length(); t++) {
          reached[t] |= reached[t - 1] && (deep || text.charAt(t - 1) != '/');
        }
      } else {
        for (int t = text.length(); t >= 1; t--) {
          char at = text.charAt(t - 1);
          reached[t] = reached[t - 1] && (c == at || (c == '?' && at != '/'));
        }
        reached[0] = false;
      }
      p += deep ? 2 : 1;
    }
    return reached[text.length()];
  }
}
