package dev.gatehand.shell;

/** Matching of names with {@code *} and {@code ?} on either side. */
final class Wildcards {
  private Wildcards() {}

  /** Whether the text fits the pattern; only the pattern has wildcards. */
  static boolean matches(String pattern, String text) {
    // Most patterns are turned down by their first or last character.
    if (!pattern.isEmpty()) {
      char first = pattern.charAt(0);
      char last = pattern.charAt(pattern.length() - 1);
      if (first != '*' && (text.isEmpty() || (first != '?' && first != text.charAt(0)))) {
        return false;
      }
      if (last != '*'
          && (text.isEmpty() || (last != '?' && last != text.charAt(text.length() - 1)))) {
        return false;
      }
    }
    int p = 0;
    int t = 0;
    int star = -1;
    int mark = 0;
    while (t < text.length()) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        mark = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++mark;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  /**
   * Whether some name fits both, when either may hold wildcards. A leading wildcard of the name (a
   * shell's) does not meet a leading dot of the pattern.
   */
  static boolean mayMeet(String pattern, String name) {
    boolean patternWild = pattern.indexOf('*') >= 0;
    boolean nameWild = isWild(name);
    if (!nameWild) {
      return patternWild ? matches(pattern, name) : pattern.equals(name);
    }
    char first = name.charAt(0);
    if (pattern.startsWith(".") && (first == '*' || first == '?')) {
      return false;
    }
    if (!patternWild) {
      // *.txt says nothing about credentials.txt; *_rsa says much about id_rsa.
      boolean telling = first != '*' || (name.length() > 1 && name.charAt(1) != '.');
      return telling && !isBare(name) && matches(name, pattern);
    }
    // Both: a bare * is every ordinary file, which says nothing about this one.
    String ending = pattern.substring(pattern.lastIndexOf('*') + 1);
    return name.endsWith(ending) && !ending.isEmpty() && (first != '*' || pattern.charAt(0) == '*');
  }

  static boolean isWild(String name) {
    return name.indexOf('*') >= 0 || name.indexOf('?') >= 0;
  }

  /** Whether it is wildcards alone. */
  static boolean isBare(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) != '*' && name.charAt(i) != '?') {
        return false;
      }
    }
    return true;
  }

  /**
   * Which characters it holds, as bits, several to a bit: a name fits a pattern only if it holds
   * all that the pattern does. One comparison turns most of them down.
   */
  static long letters(String text) {
    long letters = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      letters |= c == '*' || c == '?' ? 0 : 1L << (c & 63);
    }
    return letters;
  }
}
