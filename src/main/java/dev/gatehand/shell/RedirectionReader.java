package dev.gatehand.shell;

import dev.gatehand.shell.Redirection.Descriptor;
import dev.gatehand.shell.Redirection.Way;
import dev.gatehand.shell.WordReader.Style;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads redirections. */
final class RedirectionReader {
  /** Digits of a descriptor; bash takes a longer number as a word, but only when it overflows. */
  private static final int MAX_DIGITS = 9;

  private final Unit unit;
  private final Cursor in;

  RedirectionReader(Unit unit) {
    this.unit = unit;
    this.in = unit.in;
  }

  /** The redirections behind a compound command. */
  List<Redirection> readAll() {
    List<Redirection> redirections = new ArrayList<>(0);
    for (Redirection one = read(); one != null; one = read()) {
      redirections.add(one);
    }
    return redirections;
  }

  /** The redirection at the cursor, blanks before it skipped; null if it is something else. */
  @Nullable Redirection read() {
    in.skipBlanks();
    int start = in.mark();
    char c = in.peek();
    if (c == '&') {
      return in.peekSecond() == '>' ? both(start) : null;
    }
    if (c == '<' || c == '>') {
      return in.peekSecond() == '(' ? null : operator(start, null);
    }
    Descriptor descriptor = Chars.isDigit(c) ? number() : c == '{' ? variable() : null;
    if (descriptor == null || !isOperator()) {
      in.reset(start);
      return null;
    }
    return operator(start, descriptor);
  }

  private boolean isOperator() {
    char c = in.peek();
    return (c == '<' || c == '>') && in.peekSecond() != '(';
  }

  private @Nullable Descriptor number() {
    int start = in.mark();
    StringBuilder digits = new StringBuilder();
    while (Chars.isDigit(in.peek())) {
      digits.append(in.peek());
      in.advance();
    }
    if (!isOperator()) {
      return null;
    }
    if (digits.length() > MAX_DIGITS) {
      throw in.unreadable("a descriptor with a number too long", start);
    }
    return new Descriptor.Numbered(Integer.parseInt(digits.toString()));
  }

  private @Nullable Descriptor variable() {
    in.advance();
    String name = unit.expansions.readName();
    if (name.isEmpty()) {
      return null;
    }
    return in.accept('}') ? new Descriptor.Named(name) : null;
  }

  private Redirection both(int start) {
    in.advance();
    in.peek();
    in.advance();
    Way way = in.accept('>') ? Way.APPEND_BOTH : Way.WRITE_BOTH;
    return to(start, new Descriptor.Numbered(1), way);
  }

  private Redirection operator(int start, @Nullable Descriptor written) {
    boolean input = in.peek() == '<';
    in.advance();
    Descriptor descriptor = written == null ? new Descriptor.Numbered(input ? 0 : 1) : written;
    if (input && in.accept('<')) {
      if (in.accept('<')) {
        in.skipBlanks();
        Word word = unit.words.require(Style.PLAIN);
        return new Redirection.HereString(descriptor, word, in.spanFrom(start));
      }
      return hereDocument(start, descriptor);
    }
    if (in.accept('&')) {
      return duplicate(start, descriptor, input ? Way.DUPLICATE_IN : Way.DUPLICATE_OUT, written);
    }
    if (input) {
      return to(start, descriptor, in.accept('>') ? Way.READ_WRITE : Way.READ);
    }
    if (in.accept('>')) {
      return to(start, descriptor, Way.APPEND);
    }
    in.accept('|');
    return to(start, descriptor, Way.WRITE);
  }

  private Redirection to(int start, Descriptor descriptor, Way way) {
    in.skipBlanks();
    Word target = unit.words.require(Style.COMMAND);
    return new Redirection.To(descriptor, way, target, in.spanFrom(start));
  }

  private Redirection duplicate(
      int start, Descriptor descriptor, Way way, @Nullable Descriptor written) {
    in.skipBlanks();
    if (in.peek() == '-' && in.peekSecond() != Cursor.END && !Chars.isMeta(in.peekSecond())) {
      // Bash closes the descriptor, and what comes behind the - is a word of the command.
      throw in.unreadable("text behind a descriptor that is closed");
    }
    Word target = unit.words.require(Style.COMMAND);
    Way really = way;
    if (way == Way.DUPLICATE_OUT
        && written == null
        && target.value() instanceof Value.Known known
        && !isDescriptor(known.text())) {
      really = Way.WRITE_BOTH;
    }
    return new Redirection.To(descriptor, really, target, in.spanFrom(start));
  }

  private static boolean isDescriptor(String text) {
    String number = text.endsWith("-") ? text.substring(0, text.length() - 1) : text;
    return text.equals("-") || Chars.isDigits(number);
  }

  private Redirection hereDocument(int start, Descriptor descriptor) {
    boolean stripsTabs = in.accept('-');
    in.skipBlanks();
    int from = in.mark();
    Word word = unit.words.require(Style.PLAIN);
    StringBuilder delimiter = new StringBuilder();
    boolean literal = false;
    for (Part part : word.parts()) {
      if (!(part instanceof Part.Literal text)) {
        throw in.unreadable("a here-document whose delimiter is not plain", from);
      }
      delimiter.append(text.text());
      literal |= text.quoted();
    }
    if (delimiter.indexOf("\n") >= 0) {
      throw in.unreadable("a here-document whose delimiter has lines", from);
    }
    Word body = unit.hereDocuments.body(start, delimiter.toString(), literal, stripsTabs);
    return new Redirection.HereDocument(
        descriptor, delimiter.toString(), literal, body, in.spanFrom(start));
  }
}
