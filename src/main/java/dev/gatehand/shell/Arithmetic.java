package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * An arithmetic expression. Bash first expands it like a double-quoted word, then evaluates it, and
 * evaluates the <em>values</em> of the variables named in it as expressions, too: code may hide
 * there.
 */
public record Arithmetic(Word text, Span span) implements Node {

  /** Variables whose values are evaluated, as far as they are written out. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (Part part : text.parts()) {
      if (part instanceof Part.Literal literal) {
        addNames(literal.text(), names);
      }
    }
    return List.copyOf(names);
  }

  private static void addNames(String text, List<String> names) {
    int at = 0;
    while (at < text.length()) {
      if (!Chars.isWordChar(text.charAt(at))) {
        at++;
        continue;
      }
      int start = at;
      while (at < text.length() && Chars.isWordChar(text.charAt(at))) {
        at++;
      }
      // 16#ff and 0x1f are numbers: what begins with a digit is never a name.
      if (Chars.isNameStart(text.charAt(start)) && (start == 0 || text.charAt(start - 1) != '#')) {
        names.add(text.substring(start, at));
      }
    }
  }
}
