package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;

/** Gathers the parts of a word, neighbouring text of the same quoting in one. */
final class Parts {
  private final Cursor in;
  private final List<Part> parts = new ArrayList<>(2);
  private final List<Part> unbraced = new ArrayList<>(0);
  private final StringBuilder text = new StringBuilder();
  private boolean open;
  private boolean quoted;
  private int start;
  private int end;
  private boolean special;

  Parts(Cursor in) {
    this.in = in;
  }

  /** The character at the cursor, which stands for itself; moves over it. */
  void bare(char c) {
    special |= isSpecial(c);
    append(false, in.mark());
    text.append(c);
    in.advance();
    end = in.mark();
  }

  /** A quoted character or text that was read from {@code from} up to the cursor. */
  void quoted(char c, int from) {
    append(true, from);
    text.append(c);
    end = in.mark();
  }

  void quoted(String value, int from) {
    append(true, from);
    text.append(value);
    end = in.mark();
  }

  /** Text that is not quoted but already taken apart, read from {@code from} up to the cursor. */
  void bareText(String value, int from) {
    append(false, from);
    text.append(value);
    end = in.mark();
  }

  void add(Part part) {
    close();
    parts.add(part);
  }

  /** {@code $name}: what comes after it could become part of the name. */
  void addUnbraced(Part part) {
    add(part);
    unbraced.add(part);
  }

  /** Whether the part is a {@code $name} without braces. */
  boolean isUnbraced(Part part) {
    return unbraced.contains(part);
  }

  boolean isEmpty() {
    return parts.isEmpty() && !open;
  }

  /**
   * Whether there is an unquoted character that braces, patterns or home directories begin with.
   */
  boolean hasSpecial() {
    return special;
  }

  /** The text so far, if it is nothing but unquoted text; else empty. */
  String bareText() {
    return parts.isEmpty() && open && !quoted ? text.toString() : "";
  }

  List<Part> toList() {
    close();
    return parts;
  }

  private void append(boolean isQuoted, int from) {
    if (open && quoted == isQuoted) {
      return;
    }
    close();
    open = true;
    quoted = isQuoted;
    start = from;
  }

  private void close() {
    if (open) {
      parts.add(new Part.Literal(text.toString(), quoted, in.span(start, end)));
      text.setLength(0);
      open = false;
    }
  }

  private static boolean isSpecial(char c) {
    return switch (c) {
      case '{', '*', '?', '[', '~' -> true;
      default -> false;
    };
  }
}
