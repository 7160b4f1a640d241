package dev.gatehand.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;

/**
 * The addresses of the images that people see in a text of a thread, in their order. Whoever writes
 * there chooses them: they are addresses of anything.
 */
public final class SeenImages {
  private static final Pattern TAG =
      Pattern.compile(
          "<img\\s[^>]{0,2000}?\\bsrc\\s{0,20}=\\s{0,20}[\"']?([^\"'\\s>]{1,2000})",
          Pattern.CASE_INSENSITIVE);

  private static final Parser PARSER = Parser.builder().build();

  private SeenImages() {}

  /** {@code body}: Markdown without what is hidden in it, see {@link SeenText}. */
  public static List<String> of(String body) {
    List<String> addresses = new ArrayList<>();
    for (Node node = PARSER.parse(body); node != null; node = MarkdownWalk.after(node)) {
      switch (node) {
        case Image image -> addresses.add(image.getDestination());
        case HtmlBlock block -> addTags(block.getLiteral(), addresses);
        case HtmlInline inline -> addTags(inline.getLiteral(), addresses);
        default -> {}
      }
    }
    return addresses;
  }

  private static void addTags(String html, List<String> addresses) {
    Matcher tag = TAG.matcher(html);
    while (tag.find()) {
      addresses.add(tag.group(1).replace("&amp;", "&"));
    }
  }
}
