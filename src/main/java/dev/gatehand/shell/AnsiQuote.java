package dev.gatehand.shell;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes the inside of <code>$'...'</code>, where commands and paths hide behind numbers. */
final class AnsiQuote {
  private final String raw;
  private final int place;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private int at;

  private AnsiQuote(String raw, int place) {
    this.raw = raw;
    this.place = place;
  }

  /**
   * @param place for complaints: where the quote stands in the text that the caller gave
   */
  static String decode(String raw, int place) {
    return raw.indexOf('\\') < 0 ? raw : new AnsiQuote(raw, place).decode();
  }

  private String decode() {
    int plain = 0;
    while (at < raw.length()) {
      if (raw.charAt(at) != '\\' || at + 1 == raw.length()) {
        at++;
        continue;
      }
      write(raw.substring(plain, at));
      at++;
      escape(raw.charAt(at++));
      plain = at;
    }
    write(raw.substring(plain));
    try {
      // Several escapes may be the bytes of one character, so the bytes are put together first.
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new Unreadable("a quote holds bytes that are not text", place);
    }
  }

  private void escape(char c) {
    switch (c) {
      case 'a' -> code(7);
      case 'b' -> code('\b');
      case 'e', 'E' -> code(27);
      case 'f' -> code('\f');
      case 'n' -> code('\n');
      case 'r' -> code('\r');
      case 't' -> code('\t');
      case 'v' -> code(11);
      case '\\', '\'', '"', '?' -> code(c);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        code(number(8, 3, c) & 0xff);
      }
      case 'x' -> code(number(16, 2, c) & 0xff);
      case 'u' -> character(number(16, 4, c));
      case 'U' -> character(number(16, 8, c));
      case 'c' -> throw unclear("a control character written with \\c");
      default -> write("\\" + c);
    }
  }

  private int number(int radix, int digits, char kind) {
    int value = 0;
    int start = at;
    while (at < raw.length() && at - start < digits) {
      int digit = Character.digit(raw.charAt(at), radix);
      if (digit < 0 || raw.charAt(at) > 'f') {
        break;
      }
      value = value * radix + digit;
      at++;
    }
    if (at == start) {
      throw unclear("an escape \\" + kind + " without a number");
    }
    return value;
  }

  private void character(int value) {
    if (!Character.isValidCodePoint(value) || (value >= 0xd800 && value <= 0xdfff) || value == 0) {
      throw unclear("a character that does not exist");
    }
    write(Character.toString(value));
  }

  private void code(int value) {
    if (value == 0) {
      // Bash ends the text of the quote there, and goes on behind the quote.
      at = raw.length();
    } else {
      bytes.write(value);
    }
  }

  private void write(String text) {
    bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private Unreadable unclear(String what) {
    return new Unreadable("a quote holds " + what, place);
  }
}
