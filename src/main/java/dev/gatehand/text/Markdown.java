package dev.gatehand.text;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Puts text that somebody else wrote into Markdown that Gatehand posts, so that it is shown and
 * nothing else: it notifies nobody, closes no issue, loads no image, is no link and no HTML, and
 * does not end the block it stands in.
 */
public final class Markdown {
  private static final Pattern BACKTICKS = Pattern.compile("`+");
  private static final Pattern LOGIN =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})(?:\\[bot])?");

  /** What a forge would turn into a notification, a reference or a link. */
  private static final Pattern LIVE =
      Pattern.compile(
          "(?:https?|ftp|mailto|xmpp):[^\\s`<>]*"
              + "|\\bwww\\.[^\\s`<>]*"
              + "|[\\w.+-]+@[\\w.-]+"
              + "|@[A-Za-z0-9][\\w/.-]*"
              + "|(?:[\\w.-]+/[\\w.-]+)?#\\d+"
              + "|\\bGH-\\d+",
          Pattern.CASE_INSENSITIVE);

  /** What has a meaning anywhere in a line, and what has one at its beginning. */
  private static final Pattern SPECIAL =
      Pattern.compile("[\\\\`*_\\[\\]<>|~&$]|^[-+=#]|(?<=^\\d{1,9})[.)]");

  private static final Pattern PROSE =
      Pattern.compile("(`[^`]+`)|(" + LIVE.pattern() + ")", Pattern.CASE_INSENSITIVE);
  private static final Pattern ITEM = Pattern.compile("^( {0,6})([-*]|\\d{1,3}[.)]) +(.*)$");

  private Markdown() {}

  /** One line of plain words: nothing in it is Markdown any more. Safe in a table's cell. */
  public static String plain(String hostile) {
    String line = Visible.text(hostile).strip().replaceAll("[\\n\\t ]+", " ");
    return LIVE.matcher(line).results().findAny().isEmpty() ? escape(line) : defuse(line);
  }

  /** Words of several lines: lists and code spans stay, nothing else of Markdown does. */
  public static String prose(String hostile) {
    StringBuilder prose = new StringBuilder();
    for (String line : Visible.text(hostile).strip().split("\n", -1)) {
      prose.append(proseLine(line.replace('\t', ' ').stripTrailing())).append('\n');
    }
    return prose.toString().stripTrailing();
  }

  /** A code span: exact, on one line. */
  public static String code(String hostile) {
    String line = Visible.text(hostile).replace("\n", "⟨U+000A⟩");
    if (line.isEmpty()) {
      return "` `";
    }
    String ticks = "`".repeat(longestRun(line) + 1);
    boolean padded = line.startsWith("`") || line.endsWith("`") || line.isBlank();
    boolean spaced = line.startsWith(" ") && line.endsWith(" ");
    String pad = padded || spaced ? " " : "";
    return ticks + pad + line + pad + ticks;
  }

  /** A code span inside a table, where a bar would end the cell even within code. */
  public static String codeCell(String hostile) {
    return code(hostile).replace("|", "\\|");
  }

  /**
   * A fenced block, with a fence that the content cannot close. The content stands in it as it is:
   * make it visible first ({@link Visible#content}, {@link Visible#command}).
   *
   * @param language our own word for colouring, or empty
   */
  public static String fence(String content, String language) {
    String fence = "`".repeat(Math.max(3, longestRun(content) + 1));
    return fence + language + "\n" + content + (content.endsWith("\n") ? "" : "\n") + fence;
  }

  /** Addresses a person who has to act. Somebody whose login is none is named, not addressed. */
  public static String mention(String login) {
    return LOGIN.matcher(login).matches() ? "@" + login : code(login);
  }

  private static String proseLine(String line) {
    var item = ITEM.matcher(line);
    return item.matches()
        ? item.group(1) + item.group(2) + " " + inline(item.group(3))
        : inline(line.strip());
  }

  /** Keeps code spans, shows live things as code, escapes the rest. */
  private static String inline(String line) {
    return pieces(
        line, PROSE, found -> found.group(1) != null ? found.group() : code(found.group()));
  }

  private static String defuse(String line) {
    return pieces(line, LIVE, found -> codeCell(found.group()));
  }

  private static String pieces(
      String line, Pattern kept, java.util.function.Function<MatchResult, String> show) {
    StringBuilder result = new StringBuilder(line.length() + 16);
    int from = 0;
    for (MatchResult found : kept.matcher(line).results().toList()) {
      result.append(escape(line.substring(from, found.start()))).append(show.apply(found));
      from = found.end();
    }
    return result.append(escape(line.substring(from))).toString();
  }

  private static String escape(String text) {
    return SPECIAL.matcher(text).replaceAll("\\\\$0");
  }

  private static int longestRun(String text) {
    return BACKTICKS
        .matcher(text)
        .results()
        .mapToInt(found -> found.end() - found.start())
        .max()
        .orElse(0);
  }
}
