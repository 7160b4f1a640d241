package dev.gatehand.gate;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A path as the most generous file system would read it: without regard to case, composition,
 * width, invisible characters, trailing dots and blanks, NTFS streams and short names. Two paths
 * that any system may take for one fold to the same text.
 */
final class FoldedPath {
  private FoldedPath() {}

  static String of(String path) {
    var folded = new StringBuilder();
    for (String segment : path.split("/", -1)) {
      folded.append(folded.isEmpty() ? "" : "/").append(segment(segment));
    }
    return folded.toString();
  }

  /** How Windows shortens {@code .git}. */
  private static final Pattern SHORT_GIT = Pattern.compile("git~[0-9]+|gi[0-9a-f]{4}~[0-9]+");

  static String segment(String segment) {
    if (isPlain(segment)) {
      return segment.toLowerCase(Locale.ROOT);
    }
    var visible = new StringBuilder();
    Normalizer.normalize(segment, Normalizer.Form.NFKC)
        .codePoints()
        .filter(c -> !InvisibleText.neverShown(c))
        .forEach(visible::appendCodePoint);
    String text = visible.toString().toLowerCase(Locale.ROOT);
    int stream = text.indexOf(':');
    if (stream > 0) {
      text = text.substring(0, stream);
    }
    int end = text.length();
    while (end > 1 && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == ' ')) {
      end--;
    }
    text = text.substring(0, end);
    return SHORT_GIT.matcher(text).matches() ? ".git" : text;
  }

  private static boolean isPlain(String segment) {
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!plain && c != '-' && c != '_' && !(c == '.' && i < segment.length() - 1)) {
        return false;
      }
    }
    return true;
  }
}
