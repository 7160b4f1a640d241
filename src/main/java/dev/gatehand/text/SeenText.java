package dev.gatehand.text;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * What people see of a text that was written on a thread. A comment in HTML is not shown by any
 * forge, so whoever wrote one spoke to the model alone, past the people who read along: it is left
 * out, and that it was there is said. In code, where it is seen, it stays.
 */
public final class SeenText {
  private static final String LEFT_OUT = "[a comment that is not shown was left out here]";

  /** One that is not closed hides all that follows, over the ends of blocks too. */
  private static final Pattern HIDDEN = Pattern.compile("(?s)<!--.*?(?:-->|\\z)");

  private static final Parser PARSER =
      Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES).build();

  private SeenText() {}

  /** {@code body}: Markdown as people write it in issues and comments. */
  public static String of(String body) {
    if (!body.contains("<!--")) {
      return body;
    }
    BitSet markup = markup(body);
    StringBuilder seen = new StringBuilder();
    int from = 0;
    Matcher comment = HIDDEN.matcher(body);
    for (int at = 0; comment.find(at); ) {
      if (!markup.get(comment.start())) {
        // In code, or no markup at all: people see it.
        at = comment.start() + 1;
        continue;
      }
      seen.append(body, from, comment.start()).append(LEFT_OUT);
      from = comment.end();
      at = from;
    }
    return seen.append(body.substring(from)).toString();
  }

  /** The characters of a text that are raw HTML. */
  private static BitSet markup(String body) {
    BitSet markup = new BitSet(body.length());
    for (Node node = PARSER.parse(body); node != null; node = MarkdownWalk.after(node)) {
      if (node instanceof HtmlBlock || node instanceof HtmlInline) {
        for (SourceSpan span : node.getSourceSpans()) {
          markup.set(span.getInputIndex(), span.getInputIndex() + span.getLength());
        }
      }
    }
    return markup;
  }
}
