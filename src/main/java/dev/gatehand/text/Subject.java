package dev.gatehand.text;

import java.util.regex.Pattern;

/**
 * One line that becomes a commit's subject or a pull request's title. Continuous integration
 * expands such lines in shells, closing words in them close issues, and a marker in them switches
 * checks off: whoever writes an issue's title or steers the model must reach none of that.
 */
public record Subject(String value) {
  private static final Pattern UNSAFE = Pattern.compile("[\"'`$\\\\;|&<>]");
  private static final Pattern REFERENCE = Pattern.compile("#(?=\\d)");
  private static final Pattern MENTION = Pattern.compile("@(?=[A-Za-z0-9])");
  private static final Pattern CI_OFF =
      Pattern.compile(
          "\\[\\s*((?:skip|no)[ -](?:ci|actions)|(?:ci|actions)[ -]skip)\\s*\\]|\\*{3}NO_CI\\*{3}",
          Pattern.CASE_INSENSITIVE);

  public Subject {
    if (!value.equals(clean(value)) || value.isEmpty()) {
      throw new IllegalArgumentException("not a subject: " + Visible.path(value));
    }
  }

  /**
   * The subject of any text: its first line that is not blank, without what could be executed,
   * shortened to {@code longest} characters (code points) with an ellipsis.
   *
   * @param otherwise our own words for when nothing of the text can be kept
   */
  public static Subject of(String text, int longest, String otherwise) {
    String line = text.strip().lines().findFirst().orElse("");
    String clean = clean(line);
    return new Subject(shorten(clean.isEmpty() ? clean(otherwise) : clean, longest));
  }

  private static String clean(String line) {
    StringBuilder kept = new StringBuilder(line.length());
    line.codePoints()
        .map(point -> Character.isWhitespace(point) || Character.isSpaceChar(point) ? ' ' : point)
        .filter(point -> !Visible.isInvisible(point))
        .forEach(kept::appendCodePoint);
    String text = UNSAFE.matcher(kept).replaceAll("");
    text = REFERENCE.matcher(text).replaceAll("");
    text = MENTION.matcher(text).replaceAll("");
    text = CI_OFF.matcher(text).replaceAll("");
    text = text.replaceAll(" {2,}", " ").strip().replaceAll("^[-#/:!. ]+", "");
    // Removing one thing can put another together: repeat until nothing changes.
    return text.equals(line) ? text : clean(text);
  }

  private static String shorten(String text, int longest) {
    if (text.codePointCount(0, text.length()) <= longest) {
      return text;
    }
    String head = text.substring(0, text.offsetByCodePoints(0, longest - 1));
    int word = head.lastIndexOf(' ');
    return (word > longest / 2 ? head.substring(0, word) : head).strip() + "…";
  }

  @Override
  public String toString() {
    return value;
  }
}
