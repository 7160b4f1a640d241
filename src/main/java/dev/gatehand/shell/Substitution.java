package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;

/** {@code s/from/to/} in a script of sed or perl, as far as it can be told apart. */
record Substitution(String from, String to) {

  private static final int MOST = 60;
  private static final String MARKS = "/|,#!@:%~_+";

  /** All of a script; what only looks like one is among them. */
  static List<Substitution> in(String script) {
    List<Substitution> found = new ArrayList<>();
    for (int at = script.indexOf('s'); at >= 0 && found.size() < MOST; ) {
      int next = at + 1;
      boolean begins =
          at == 0
              || !Chars.isWordChar(script.charAt(at - 1))
              || Chars.isDigit(script.charAt(at - 1));
      if (begins && next < script.length() && MARKS.indexOf(script.charAt(next)) >= 0) {
        char mark = script.charAt(next);
        int middle = past(script, next + 1, mark);
        int end = middle < 0 ? -1 : past(script, middle + 1, mark);
        if (end > 0) {
          found.add(
              new Substitution(
                  script.substring(next + 1, middle), script.substring(middle + 1, end)));
          next = end + 1;
        }
      }
      at = script.indexOf('s', next);
    }
    return found;
  }

  /** Where the next mark stands that is not escaped, or -1. */
  private static int past(String text, int from, char mark) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == mark) {
        return i;
      } else if (c == '\n') {
        return -1;
      }
    }
    return -1;
  }
}
