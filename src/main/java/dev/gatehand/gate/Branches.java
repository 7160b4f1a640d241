package dev.gatehand.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An expression, taken apart where it says "or": most of a table's expressions are lists of dozens
 * of spellings, and a line has to be tried only with those whose words stand in it.
 */
record Branches(Pattern whole, List<Branch> all, Optional<Pattern> but) {
  private static final String BUT = " !:: ";

  /** One spelling, and what must stand in a text for it to be found. */
  record Branch(Pattern pattern, Stems stems) {}

  /** Of an expression as the tables write them: flags for all of it stand at its very beginning. */
  static Branches of(String written) {
    String[] sides = written.split(BUT, 2);
    String expression = sides[0];
    boolean anyCase = expression.startsWith("(?i)");
    String text = anyCase ? expression.substring(4) : expression;
    if (text.contains("(?i)")) {
      throw new IllegalArgumentException("(?i) not at the beginning: " + expression);
    }
    List<Branch> found = new ArrayList<>();
    for (String branch : split(text)) {
      String whole = anyCase ? "(?i)" + branch : branch;
      found.add(new Branch(Pattern.compile(whole), Stems.of(whole)));
    }
    return new Branches(
        Pattern.compile(expression),
        List.copyOf(found),
        sides.length == 1 ? Optional.empty() : Optional.of(Pattern.compile(sides[1])));
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '\\' -> i++;
        case '[' -> i = endOfClass(text, i);
        case '(' -> depth++;
        case ')' -> depth--;
        case '|' -> {
          if (depth == 0) {
            parts.add(text.substring(start, i));
            start = i + 1;
          }
        }
        default -> {}
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static int endOfClass(String text, int open) {
    int i = open + (text.charAt(open + 1) == '^' ? 2 : 1);
    for (boolean first = true; first || text.charAt(i) != ']'; first = false) {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return i;
  }
}
