package dev.gatehand.web;

import dev.gatehand.text.Visible;
import java.util.List;
import java.util.Map;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.UrlSanitizer;

/**
 * Markdown as HTML that may stand in a page, whoever wrote it: no HTML of its own passes, no image
 * is loaded, a link goes to the web or nowhere, and characters that cannot be seen are shown.
 */
public final class CommentHtml {
  /** Nobody nests deeper by hand; beyond it, drawing would exhaust the stack. */
  private static final int DEEPEST = 60;

  private final Parser parser =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  /** Who wrote what is shown. */
  public enum Voice {
    /** Gatehand: hidden lines in it are our own markers, and are left out. */
    GATEHAND,
    /** Anybody: what they hide from readers is shown, a model would read it too. */
    OTHERS
  }

  public String render(String markdown, Voice voice) {
    Node document = parser.parse(markdown);
    if (isDeep(document)) {
      document = literal(markdown);
    }
    Folds folds = new Folds();
    HtmlRenderer renderer =
        HtmlRenderer.builder()
            .extensions(List.of(TablesExtension.create()))
            .escapeHtml(true)
            .softbreak("<br />\n")
            .sanitizeUrls(true)
            .percentEncodeUrls(true)
            .urlSanitizer(new WebOnly())
            .attributeProviderFactory(_ -> (_, tag, attributes) -> harden(tag, attributes))
            .nodeRendererFactory(context -> new SafeNodes(context, voice, folds))
            .build();
    return renderer.render(document) + folds.close();
  }

  private static boolean isDeep(Node document) {
    int depth = 0;
    Node node = document;
    while (depth <= DEEPEST) {
      if (node.getFirstChild() != null) {
        node = node.getFirstChild();
        depth++;
        continue;
      }
      while (node.getNext() == null) {
        if (node.getParent() == null) {
          return false;
        }
        node = node.getParent();
        depth--;
      }
      node = node.getNext();
    }
    return true;
  }

  private static Node literal(String markdown) {
    FencedCodeBlock block = new FencedCodeBlock();
    block.setLiteral(markdown);
    Document document = new Document();
    document.appendChild(block);
    return document;
  }

  private static void harden(String tag, Map<String, String> attributes) {
    if (tag.equals("a")) {
      attributes.put("rel", "noopener noreferrer nofollow");
      // A link's text can name another place than the one it leads to.
      attributes.put("title", Visible.path(attributes.getOrDefault("href", "")));
    }
  }

  /** Links lead to the web, to a mailbox or into our own pages; a script is no place. */
  private static final class WebOnly implements UrlSanitizer {
    @Override
    public String sanitizeLinkUrl(String url) {
      String lower = url.strip().toLowerCase(java.util.Locale.ROOT);
      boolean web = lower.startsWith("https://") || lower.startsWith("http://");
      boolean own = lower.startsWith("/") && !lower.startsWith("//") && !lower.startsWith("/\\");
      return web || own || lower.startsWith("mailto:") ? url.strip() : "";
    }

    @Override
    public String sanitizeImageUrl(String url) {
      return sanitizeLinkUrl(url);
    }
  }
}
