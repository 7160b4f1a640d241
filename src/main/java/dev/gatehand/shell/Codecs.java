package dev.gatehand.shell;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Encodings that hide commands: what is known is decoded, what is not is marked as decoded. */
final class Codecs {
  private Codecs() {}

  static @Nullable Stream base64(Walk walk, Invocation invocation, Frame frame) {
    boolean decodes = invocation.has("-d") || invocation.has("-D") || invocation.has("--decode");
    String text = frame.in().text();
    if (!decodes || !invocation.operands().isEmpty()) {
      return null;
    }
    return decoded(frame, text == null || !Marks.isKnown(text) ? null : fromBase64(text));
  }

  private static Stream decoded(Frame frame, @Nullable String text) {
    Effect run = new Effect.Run("decoder", frame.origin());
    List<Source> sources =
        Source.join(frame.in().sources(), List.of(new Source(Source.Kind.DECODED, run)));
    return new Stream(text, null, sources, true);
  }

  private static @Nullable String fromBase64(String text) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(text.strip());
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  static @Nullable Stream rev(Walk walk, Invocation invocation, Frame frame) {
    String text = frame.in().text();
    if (!invocation.operands().isEmpty()) {
      return null;
    }
    if (text == null) {
      return decoded(frame, null);
    }
    StringBuilder out = new StringBuilder();
    for (String line : text.split("\n")) {
      out.append(new StringBuilder(line).reverse()).append('\n');
    }
    return decoded(frame, out.toString());
  }

  static @Nullable Stream hex(Walk walk, Invocation invocation, Frame frame) {
    if (!invocation.has("-r") || !invocation.operands().isEmpty()) {
      return null;
    }
    String text = frame.in().text();
    if (text == null || !Marks.isKnown(text)) {
      return decoded(frame, null);
    }
    try {
      String digits = text.replaceAll("\\s", "");
      byte[] bytes = HexFormat.of().parseHex(digits);
      return decoded(frame, new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notHex) {
      return decoded(frame, null);
    }
  }

  /** The escapes of {@code echo -e} and {@code printf}. */
  static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c != '\\' || i == text.length()) {
        out.append(c);
        continue;
      }
      char kind = text.charAt(i++);
      switch (kind) {
        case 'n' -> out.append('\n');
        case 't' -> out.append('\t');
        case 'r' -> out.append('\r');
        case 'a', 'b', 'f', 'v' -> out.append(' ');
        case 'e' -> out.append('\u001b');
        case '\\' -> out.append('\\');
        case 'x' -> i = number(text, i, 16, 2, out);
        case 'u' -> i = number(text, i, 16, 4, out);
        case '0', '1', '2', '3', '4', '5', '6', '7' ->
            i = number(text, kind == '0' ? i : i - 1, 8, 3, out);
        default -> out.append('\\').append(kind);
      }
    }
    return out.toString();
  }

  private static int number(String text, int from, int radix, int most, StringBuilder out) {
    int at = from;
    int value = 0;
    while (at < text.length() && at - from < most && Character.digit(text.charAt(at), radix) >= 0) {
      value = value * radix + Character.digit(text.charAt(at), radix);
      at++;
    }
    out.append((char) value);
    return at;
  }
}
