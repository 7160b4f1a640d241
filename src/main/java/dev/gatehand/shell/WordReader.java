package dev.gatehand.shell;

import static dev.gatehand.shell.Cursor.END;

import java.util.ArrayList;
import java.util.List;

/** Reads words: everything up to the next unquoted character that separates. */
final class WordReader {

  /** What bash makes of a word, which depends on where it stands. */
  enum Style {
    /** Braces and patterns are expanded, as is a home directory at the start or in name=~. */
    COMMAND,
    /** A home directory is expanded at the start and after each colon; nothing else. */
    ASSIGNED,
    /** A home directory is expanded at the start; nothing else. */
    PLAIN,
    /** Compared with a text: patterns, but neither braces nor files. */
    PATTERN,
    /** After {@code =~}: parentheses and bars belong to it. */
    REGEX;

    boolean hasBraces() {
      return this == COMMAND;
    }

    boolean hasPatterns() {
      return this == COMMAND || this == PATTERN;
    }
  }

  private final Unit unit;
  private final Cursor in;

  WordReader(Unit unit) {
    this.unit = unit;
    this.in = unit.in;
  }

  /** The word at the cursor; without parts if none begins there. */
  Word read(Style style) {
    in.peek();
    int start = in.mark();
    Parts parts = new Parts(in);
    readInto(parts, style);
    return parts.hasSpecial()
        ? shaped(parts, style, start)
        : new Word(parts.toList(), in.spanFrom(start));
  }

  /** The word at the cursor, which must be there. */
  Word require(Style style) {
    Word word = read(style);
    if (word.parts().isEmpty()) {
      throw in.unexpected();
    }
    return word;
  }

  /** What was read, with braces, patterns and home directories found in it. */
  Word shaped(Parts parts, Style style, int start) {
    WordShape shape = new WordShape(in, parts, style, start);
    return new Word(shape.parts(), in.spanFrom(start));
  }

  private void readInto(Parts parts, Style style) {
    int parentheses = 0;
    for (char c = in.peek(); c != END; c = in.peek()) {
      if (style == Style.REGEX && isRegex(c, parentheses)) {
        parentheses += c == '(' ? 1 : c == ')' ? -1 : 0;
        parts.bare(c);
      } else if (startsExtendedGlob(c, style)) {
        extendedGlob(parts);
      } else if (!one(c, parts)) {
        break;
      }
    }
    if (parentheses > 0) {
      throw in.unreadable("a parenthesis in a regular expression is not closed");
    }
  }

  private static boolean isRegex(char c, int parentheses) {
    return switch (c) {
      case '(', '|' -> true;
      case ')', ' ', '\t', '\n', ';', '&', '<', '>' -> parentheses > 0;
      default -> false;
    };
  }

  /** Takes one character or everything that hangs together with it; false where the word ends. */
  private boolean one(char c, Parts parts) {
    switch (c) {
      case '\\' -> unit.quotes.escaped(parts);
      case '\'' -> unit.quotes.single(parts);
      case '"' -> unit.quotes.doubled(parts);
      case '`' -> unit.expansions.backticks(parts, Quoting.NONE);
      case '$' -> unit.expansions.dollar(parts, Quoting.NONE);
      case '<', '>' -> {
        if (in.peekSecond() != '(') {
          return false;
        }
        unit.expansions.process(parts);
      }
      default -> {
        if (Chars.isMeta(c)) {
          return false;
        }
        parts.bare(c);
      }
    }
    return true;
  }

  /**
   * Outside {@code [[ ]]} bash refuses such a pattern unless extglob was switched on before: then
   * nothing of the line runs, so reading it as the pattern never makes anything look more harmless.
   * With nothing in the parentheses it is a function whose name ends in that character.
   */
  private boolean startsExtendedGlob(char c, Style style) {
    return switch (c) {
      case '?', '*', '+', '@', '!' ->
          style.hasPatterns() && in.peekSecond() == '(' && in.peekThird() != ')';
      default -> false;
    };
  }

  private void extendedGlob(Parts parts) {
    int start = in.mark();
    char kind = in.peek();
    in.budget().enter(in.origin(start));
    in.advance();
    in.peek();
    in.advance();
    List<Word> alternatives = new ArrayList<>();
    alternatives.add(alternative(start));
    while (in.accept('|')) {
      alternatives.add(alternative(start));
    }
    in.expect(')', "at the end of a pattern");
    in.budget().leave();
    parts.add(new Part.ExtendedGlob(kind, alternatives, in.spanFrom(start)));
  }

  private Word alternative(int open) {
    in.peek();
    int start = in.mark();
    Parts parts = new Parts(in);
    int depth = 0;
    for (char c = in.peek(); depth > 0 || (c != '|' && c != ')'); c = in.peek()) {
      if (c == END) {
        throw in.unreadable("a pattern is not closed", open);
      } else if (startsExtendedGlob(c, Style.PATTERN)) {
        extendedGlob(parts);
      } else if (!one(c, parts)) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        parts.bare(c);
      }
    }
    return shaped(parts, Style.PATTERN, start);
  }
}
