package dev.gatehand.command;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * The lines of a comment that its author says in their own voice: top-level paragraphs, and lists
 * for the words that follow a command. What is quoted, shown as code, folded, hidden in an HTML
 * comment, or left over from the mail that was answered was said by somebody else, who may have
 * written a command there in the hope that it is repeated.
 */
final class SpokenText {
  /**
   * A line as it was written.
   *
   * @param first whether a command can stand here: the line begins as words of a paragraph
   */
  record Line(String text, boolean first) {}

  private static final Parser PARSER =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES).build();

  /** HTML that keeps, across blank lines, what follows from being the author's plain words. */
  private static final Pattern CONTAINER =
      Pattern.compile(
          "<(/?)(details|blockquote|pre|code|table|div|section|template|style|script|del|s|kbd)\\b",
          Pattern.CASE_INSENSITIVE);

  /** A comment in HTML; one that is not closed hides all that follows. */
  static final Pattern HIDDEN = Pattern.compile("(?s)<!--.*?(?:-->|\\z)");

  /** Where the mail that was answered begins, in the ways that mail programs announce it. */
  private static final Pattern MAIL =
      Pattern.compile(
          "on\\b.{4,300}\\bwrote:"
              + "|.{0,300}\\S@\\S.{0,80}:"
              + "|.{0,300}\\b(schrieb|a écrit|escribió|ha scritto|escreveu)\\b.{0,200}:"
              + "|[-_ ]{2,}(original|forwarded|ursprüngliche|weitergeleitete)\\b.{0,80}"
              + "|_{10,}"
              + "|(from|von|de|da): .*\\S@\\S.*"
              + "|reply to this email directly.*",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern UNDERLINE = Pattern.compile("\\s*(-+|=+)\\s*");

  private final String[] source;
  private final List<Line> lines = new ArrayList<>();
  private int folded;

  private SpokenText(String body) {
    this.source = body.split("\\r\\n|\\n|\\r", -1);
  }

  static List<Line> of(String body) {
    SpokenText spoken = new SpokenText(body);
    int looked = 0;
    for (Node block = PARSER.parse(body).getFirstChild(); block != null; block = block.getNext()) {
      spoken.hear((Block) block);
      for (; looked < spoken.lines.size(); looked++) {
        if (beginsMail(spoken.lines, looked)) {
          return List.copyOf(spoken.lines.subList(0, looked));
        }
      }
    }
    return List.copyOf(spoken.lines);
  }

  private void hear(Block block) {
    switch (block) {
      case Paragraph paragraph -> hearWords(paragraph, true);
      case Heading heading -> hearWords(heading, true);
      case BulletList list -> hearList(list);
      case OrderedList list -> hearList(list);
      case HtmlBlock html -> fold(html.getLiteral());
      default -> {}
    }
  }

  private void hearWords(Block block, boolean first) {
    Set<Integer> openings = new HashSet<>();
    int before = folded;
    for (Node inline = block.getFirstChild(); inline != null; inline = inline.getNext()) {
      if (inline instanceof HtmlInline html) {
        fold(html.getLiteral());
      }
      if (inline instanceof Text && folded == 0 && !inline.getSourceSpans().isEmpty()) {
        openings.add(inline.getSourceSpans().getFirst().getInputIndex());
      }
    }
    if (before > 0) {
      return;
    }
    for (SourceSpan line : block.getSourceSpans()) {
      if (block instanceof Heading && UNDERLINE.matcher(textOf(line)).matches()) {
        continue;
      }
      boolean words = openings.contains(line.getInputIndex());
      lines.add(new Line(textOf(line), first && words && line.getColumnIndex() < 4));
    }
    lines.add(new Line("", false));
  }

  /** Plain items only; a quote inside a list is a quote. */
  private void hearList(ListBlock list) {
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      Node words = item.getFirstChild();
      if (item instanceof ListItem && words instanceof Paragraph said && said.getNext() == null) {
        int from = lines.size();
        hearWords(said, false);
        if (lines.size() > from) {
          lines.set(from, new Line("- " + lines.get(from).text(), false));
          lines.removeLast();
        }
      } else if (words instanceof BlockQuote) {
        return;
      }
    }
    lines.add(new Line("", false));
  }

  private void fold(String html) {
    Matcher tag = CONTAINER.matcher(HIDDEN.matcher(html).replaceAll(""));
    while (tag.find()) {
      folded = Math.max(0, folded + (tag.group(1).isEmpty() ? 1 : -1));
    }
  }

  private String textOf(SourceSpan line) {
    String written = source[line.getLineIndex()];
    int from = Math.min(line.getColumnIndex(), written.length());
    return written.substring(from, Math.min(written.length(), from + line.getLength()));
  }

  private static boolean beginsMail(List<Line> lines, int at) {
    // Some programs break "On ... wrote:" in two.
    String next = at + 1 < lines.size() ? lines.get(at + 1).text() : "";
    String text = lines.get(at).text();
    boolean broken = text.toLowerCase(Locale.ROOT).startsWith("on ") && next.endsWith("wrote:");
    return broken || beginsMail(lines.get(at));
  }

  private static boolean beginsMail(Line line) {
    String text = line.text().strip();
    return text.length() < 400
        && !text.toLowerCase(Locale.ROOT).startsWith("/agent")
        && MAIL.matcher(text).matches();
  }
}
