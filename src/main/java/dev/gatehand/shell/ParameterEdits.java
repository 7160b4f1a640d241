package dev.gatehand.shell;

import java.util.Locale;

/** What {@code ${x#a}}, {@code ${x/a/b}} and {@code ${x^}} make of a value that is known. */
final class ParameterEdits {
  /** Trying a pattern at each place of a longer text would take too long. */
  private static final int LONGEST = 512;

  private ParameterEdits() {}

  static Scope.Variable trimmed(String operator, String pattern, Scope.Variable plain) {
    if (Scope.isTameText(plain.text()) && !Marks.isKnown(plain.text())) {
      return plain;
    }
    if (!Marks.isKnown(plain.text())
        || plain.many()
        || !Marks.isTame(pattern)
        || plain.text().length() > LONGEST) {
      return unknown(plain);
    }
    String text = plain.text();
    String glob = Marks.show(pattern);
    boolean longest = operator.length() == 2;
    boolean front = operator.charAt(0) == '#';
    for (int i = 0; i <= text.length(); i++) {
      int size = longest ? text.length() - i : i;
      String piece = front ? text.substring(0, size) : text.substring(text.length() - size);
      if (glob.indexOf('[') < 0 && Wildcards.matches(glob, piece)) {
        String rest = front ? text.substring(size) : text.substring(0, text.length() - size);
        return new Scope.Variable(rest, plain.sources(), false);
      }
    }
    return glob.indexOf('[') < 0 ? plain : unknown(plain);
  }

  static Scope.Variable replaced(String operator, Arg pattern, Arg with, Scope.Variable plain) {
    boolean known = Marks.isKnown(plain.text()) && !plain.many();
    if (!known || !pattern.isKnown() || !with.isKnown() || pattern.text().isEmpty()) {
      return unknown(plain);
    }
    String text = plain.text();
    String what = pattern.text();
    String result =
        switch (operator) {
          case "//" -> text.replace(what, with.text());
          case "/" -> {
            int at = text.indexOf(what);
            yield at < 0
                ? text
                : text.substring(0, at) + with.text() + text.substring(at + what.length());
          }
          case "/#" -> text.startsWith(what) ? with.text() + text.substring(what.length()) : text;
          default ->
              text.endsWith(what)
                  ? text.substring(0, text.length() - what.length()) + with.text()
                  : text;
        };
    return new Scope.Variable(result, plain.sources(), false);
  }

  static Scope.Variable recased(String operator, String pattern, Scope.Variable plain) {
    String text = plain.text();
    if (!Marks.isKnown(text) || plain.many() || !pattern.isEmpty()) {
      return unknown(plain);
    }
    String result =
        switch (operator) {
          case "^^" -> text.toUpperCase(Locale.ROOT);
          case ",," -> text.toLowerCase(Locale.ROOT);
          case "^" ->
              text.isEmpty()
                  ? text
                  : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
          case "," ->
              text.isEmpty()
                  ? text
                  : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
          default -> String.valueOf(Marks.ANY);
        };
    return new Scope.Variable(result, plain.sources(), false);
  }

  private static Scope.Variable unknown(Scope.Variable plain) {
    return new Scope.Variable(String.valueOf(Marks.ANY), plain.sources(), plain.many());
  }
}
