package dev.gatehand.shell;

import static dev.gatehand.shell.Cursor.END;

/** Reads what stands in quotes, and here-documents, which are like double quotes. */
final class QuoteReader {
  private final Unit unit;
  private final Cursor in;

  QuoteReader(Unit unit) {
    this.unit = unit;
    this.in = unit.in;
  }

  /** A backslash outside quotes, and the character that it quotes. */
  void escaped(Parts parts) {
    int start = in.mark();
    in.advance();
    char c = in.raw();
    if (c == END) {
      parts.quoted('\\', start);
      return;
    }
    in.advance();
    parts.quoted(c, start);
  }

  /** {@code '...'}: nothing in it is special. */
  void single(Parts parts) {
    int start = in.mark();
    in.advance();
    int from = in.mark();
    while (in.raw() != '\'') {
      if (in.raw() == END) {
        throw in.unreadable("a single quote is not closed", start);
      }
      in.advance();
    }
    String text = in.textBetween(from, in.mark());
    in.advance();
    parts.quoted(text, start);
  }

  /** {@code "..."} */
  void doubled(Parts parts) {
    int start = in.mark();
    in.advance();
    in.budget().enter(in.origin(start));
    if (in.peek() == '"') {
      parts.quoted("", start);
    }
    for (char c = in.peek(); c != '"'; c = in.peek()) {
      if (c == END) {
        throw in.unreadable("a double quote is not closed", start);
      }
      insideDouble(c, parts, Quoting.DOUBLE);
    }
    in.advance();
    in.budget().leave();
  }

  /** The whole text, as the body of a here-document that is expanded: quotes are just text. */
  void hereDocument(Parts parts) {
    for (char c = in.peek(); c != END; c = in.peek()) {
      insideDouble(c, parts, Quoting.HERE_DOCUMENT);
    }
  }

  /** One character, escape or expansion where only some characters are special. */
  void insideDouble(char c, Parts parts, Quoting quoting) {
    switch (c) {
      case '\\' -> escapedInDouble(parts, quoting);
      case '$' -> unit.expansions.dollar(parts, quoting);
      case '`' -> unit.expansions.backticks(parts, quoting);
      default -> {
        int from = in.mark();
        in.advance();
        parts.quoted(c, from);
      }
    }
  }

  private void escapedInDouble(Parts parts, Quoting quoting) {
    int start = in.mark();
    in.advance();
    char c = in.raw();
    if (c != END && quoting.escapes(c)) {
      in.advance();
      parts.quoted(c, start);
    } else {
      parts.quoted('\\', start);
    }
  }

  /** <code>$'...'</code>, the cursor on the dollar. */
  void ansi(Parts parts) {
    int start = in.mark();
    in.peekSecond();
    in.advance();
    in.peek();
    in.advance();
    int from = in.mark();
    while (in.raw() != '\'') {
      if (in.raw() == '\\') {
        in.advance();
      }
      if (in.raw() == END) {
        throw in.unreadable("a quote that began with $' is not closed", start);
      }
      in.advance();
    }
    String raw = in.textBetween(from, in.mark());
    in.advance();
    parts.quoted(AnsiQuote.decode(raw, in.origin(start)), start);
  }
}
