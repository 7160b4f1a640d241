package dev.gatehand.shell;

import org.jspecify.annotations.Nullable;

/**
 * A place in a text. Bash takes a backslash and the newline after it away before it looks at
 * anything, quotes and comments excepted: {@link #peek} does so, {@link #raw} does not.
 */
final class Cursor {

  /** Stands for the end of the text; a text that contains it is refused before. */
  static final char END = '\0';

  private final char[] text;
  private final int @Nullable [] origins;
  private final Budget budget;
  private int at;

  /**
   * @param origins for each character, and for the end, where it stands in the text that the caller
   *     gave; null if it is that text
   */
  Cursor(char[] text, int @Nullable [] origins, Budget budget) {
    this.text = text;
    this.origins = origins;
    this.budget = budget;
  }

  Budget budget() {
    return budget;
  }

  int mark() {
    return at;
  }

  void reset(int mark) {
    at = mark;
  }

  /** The next character that counts. */
  char peek() {
    while (at + 1 < text.length && text[at] == '\\' && text[at + 1] == '\n') {
      forward(2);
    }
    return raw();
  }

  /** The character after the next. */
  char peekSecond() {
    peek();
    return raw(after(at));
  }

  /** The character after the {@link #peekSecond second}. */
  char peekThird() {
    peek();
    return raw(after(after(at)));
  }

  private int after(int index) {
    int next = index + 1;
    while (next + 1 < text.length && text[next] == '\\' && text[next + 1] == '\n') {
      next += 2;
      budget.step(2, origin(index));
    }
    return next;
  }

  /** The next character as it stands there. */
  char raw() {
    return raw(at);
  }

  char raw(int index) {
    return index < text.length ? text[index] : END;
  }

  int length() {
    return text.length;
  }

  /** Moves over what {@link #peek} or {@link #raw} has shown. */
  void advance() {
    forward(1);
  }

  void forward(int count) {
    at += count;
    budget.step(count, origin(at));
  }

  boolean accept(char wanted) {
    if (peek() != wanted) {
      return false;
    }
    advance();
    return true;
  }

  void expect(char wanted, String where) {
    if (!accept(wanted)) {
      throw unreadable("expected " + wanted + " " + where);
    }
  }

  void skipBlanks() {
    for (char c = peek(); c == ' ' || c == '\t'; c = peek()) {
      advance();
    }
  }

  /** Moves to the newline that ends a comment; no backslash continues one. */
  void skipComment() {
    while (raw() != END && raw() != '\n') {
      advance();
    }
  }

  /** Where the character stands in the text that the caller gave. */
  int origin(int index) {
    int bounded = Math.min(index, text.length);
    return origins == null ? bounded : origins[bounded];
  }

  Span spanFrom(int start) {
    return span(start, at);
  }

  Span span(int start, int end) {
    int first = origin(start);
    return new Span(first, Math.max(first, origin(end)));
  }

  /** Whether the words stand anywhere in the text. */
  boolean mentions(String words) {
    budget.step(text.length, origin(at));
    return new String(text).contains(words);
  }

  String textBetween(int start, int end) {
    return new String(text, start, end - start);
  }

  Unreadable unreadable(String reason) {
    return unreadable(reason, at);
  }

  Unreadable unreadable(String reason, int index) {
    return new Unreadable(reason, origin(index));
  }

  /** What stands here instead of something that could be read. */
  Unreadable unexpected() {
    char c = peek();
    return unreadable(
        switch (c) {
          case END -> "the text ends in the middle of a command";
          case '\n' -> "the line ends in the middle of a command";
          default -> "unexpected " + c;
        });
  }
}
