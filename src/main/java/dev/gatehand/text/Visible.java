package dev.gatehand.text;

import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes characters visible that a reader would not see. An attacker hides an instruction from the
 * person and shows it to the model, or hides the end of a command behind spaces; by property, not
 * by a list of known tricks. What is made visible looks like {@code ⟨U+200B⟩}.
 */
public final class Visible {
  /** Columns after which a long line is broken where people can see it. */
  public static final int COLUMNS = 100;

  private static final int ZWNJ = 0x200C;
  private static final int ZWJ = 0x200D;
  private static final int KEYCAP = 0x20E3;
  private static final Pattern COMMAND_RUN = Pattern.compile(" {4,}");
  private static final Pattern CONTENT_RUN =
      Pattern.compile("(?<=\\S) {12,}|^ {60,}|\t{12,}", Pattern.MULTILINE);

  /** Visible, but of the category "format": signs that stand before a number. */
  private static final Set<Integer> NUMBER_SIGNS =
      Set.of(
          0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD,
          0x110CD);

  /** Scripts whose ordinary spelling needs joiners. */
  private static final Set<UnicodeScript> JOINING =
      Set.of(
          UnicodeScript.ARABIC,
          UnicodeScript.SYRIAC,
          UnicodeScript.MONGOLIAN,
          UnicodeScript.DEVANAGARI,
          UnicodeScript.BENGALI,
          UnicodeScript.GURMUKHI,
          UnicodeScript.GUJARATI,
          UnicodeScript.ORIYA,
          UnicodeScript.TAMIL,
          UnicodeScript.TELUGU,
          UnicodeScript.KANNADA,
          UnicodeScript.MALAYALAM,
          UnicodeScript.SINHALA,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private Visible() {}

  /**
   * Prose: ordinary text of every script, with accents and emoji, survives as it is; what cannot be
   * seen is shown. Line breaks and tabs stay, CR LF becomes LF.
   */
  public static String text(String hostile) {
    int[] points = lines(hostile).codePoints().toArray();
    StringBuilder shown = new StringBuilder(points.length + 16);
    for (int i = 0; i < points.length; i++) {
      int point = points[i];
      if (point == '\n' || point == '\t' || !isInvisible(point) || isSpelling(points, i)) {
        shown.appendCodePoint(point);
      } else {
        shown.append(named(point));
      }
    }
    return shown.toString();
  }

  /** Content of a file or a diff: as {@link #text}, and long runs of spaces are counted. */
  public static String content(String hostile) {
    return count(CONTENT_RUN, text(hostile));
  }

  /**
   * A command line, exactly: everything that is not printable ASCII is escaped (a Cyrillic letter
   * in a path is another path), and runs of spaces are counted. So {@code ⟨} in the result is
   * always ours. Line breaks stay.
   */
  public static String command(String hostile) {
    return count(COMMAND_RUN, escape(hostile, "\n"));
  }

  /** A path or a name on one line, exactly: as {@link #command}, with line breaks escaped too. */
  public static String path(String hostile) {
    return count(COMMAND_RUN, escape(hostile, ""));
  }

  /** Breaks lines longer than {@link #COLUMNS}, and marks each continuation with {@code ↪}. */
  public static String wrap(String text) {
    StringBuilder wrapped = new StringBuilder(text.length() + 16);
    int column = 0;
    for (int point : text.codePoints().toArray()) {
      int width = width(point);
      if (point == '\n') {
        column = 0;
      } else if (column + width > COLUMNS) {
        wrapped.append("\n↪ ");
        column = 2 + width;
      } else {
        column += width;
      }
      wrapped.appendCodePoint(point);
    }
    return wrapped.toString();
  }

  /** Whether a reader would see nothing, or something else, at this place. */
  public static boolean isInvisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          true;
      case Character.FORMAT -> !NUMBER_SIGNS.contains(point);
      default -> isIgnorable(point);
    };
  }

  /** Default_Ignorable_Code_Point outside the categories above, which Java does not offer. */
  private static boolean isIgnorable(int point) {
    return point == 0x34F // combining grapheme joiner
        || point == 0x115F // Hangul fillers
        || point == 0x1160
        || point == 0x3164
        || point == 0xFFA0
        || point == 0x17B4 // Khmer inherent vowels
        || point == 0x17B5
        || point == 0x2800 // blank Braille pattern
        || (point >= 0x180B && point <= 0x180F) // Mongolian variation selectors
        || isVariationSelector(point);
  }

  private static boolean isVariationSelector(int point) {
    return (point >= 0xFE00 && point <= 0xFE0F) || (point >= 0xE0100 && point <= 0xE01EF);
  }

  /** An invisible character that ordinary spelling needs at this place: emoji, Persian, Hindi. */
  private static boolean isSpelling(int[] points, int at) {
    if (at == 0) {
      return false;
    }
    int before = points[at - 1];
    int after = at + 1 < points.length ? points[at + 1] : ' ';
    return switch (points[at]) {
      case 0xFE0F, 0xFE0E ->
          (Character.isEmoji(before) && before > 0x7F) || (isKeycapBase(before) && after == KEYCAP);
      case ZWJ ->
          (joinsEmoji(before) && Character.isEmoji(after) && after > 0x7F) || joins(before, after);
      case ZWNJ -> joins(before, after);
      default -> false;
    };
  }

  private static boolean joinsEmoji(int before) {
    return before > 0x7F
        && (Character.isEmoji(before) || Character.isEmojiModifier(before) || before == 0xFE0F);
  }

  private static boolean isKeycapBase(int point) {
    return point == '#' || point == '*' || (point >= '0' && point <= '9');
  }

  private static boolean joins(int before, int after) {
    UnicodeScript script = UnicodeScript.of(before);
    return JOINING.contains(script) && UnicodeScript.of(after) == script;
  }

  private static String escape(String hostile, String kept) {
    StringBuilder shown = new StringBuilder(hostile.length() + 16);
    hostile
        .codePoints()
        .forEach(
            point -> {
              if ((point >= ' ' && point < 0x7F) || kept.indexOf(point) >= 0) {
                shown.append((char) point);
              } else {
                shown.append(named(point));
              }
            });
    return shown.toString();
  }

  private static String count(Pattern run, String text) {
    Matcher matcher = run.matcher(text);
    return matcher.replaceAll(
        found ->
            "⟨"
                + found.group().length()
                + (found.group().charAt(0) == '\t' ? " tabs⟩" : " spaces⟩"));
  }

  private static int width(int point) {
    return switch (UnicodeScript.of(point)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> 2;
      default -> Character.isEmojiPresentation(point) ? 2 : 1;
    };
  }

  private static String lines(String text) {
    return text.replace("\r\n", "\n");
  }

  private static String named(int point) {
    return String.format(Locale.ROOT, "⟨U+%04X⟩", point);
  }
}
