package dev.gatehand.web;

import dev.gatehand.text.Visible;
import dev.gatehand.web.CommentHtml.Voice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.renderer.html.CoreHtmlNodeRenderer;
import org.commonmark.renderer.html.HtmlNodeRendererContext;
import org.commonmark.renderer.html.HtmlWriter;

/** Writes the nodes in which an attacker's text reaches a page. */
final class SafeNodes extends CoreHtmlNodeRenderer {
  private static final Pattern UNSEEN = Pattern.compile("⟨U\\+[0-9A-F]{4,6}⟩");
  private static final Pattern HIDDEN = Pattern.compile("(?s)\\s*<!--.*-->\\s*");
  private static final Pattern TASK = Pattern.compile("\\[([ xX])] ");
  private static final Pattern LANGUAGE = Pattern.compile("[a-z0-9+-]{1,20}");

  private final HtmlWriter html;
  private final Voice voice;
  private final Folds folds;

  SafeNodes(HtmlNodeRendererContext context, Voice voice, Folds folds) {
    super(context);
    this.html = context.getWriter();
    this.voice = voice;
    this.folds = folds;
  }

  @Override
  public void visit(Text text) {
    write(text.getLiteral());
  }

  @Override
  public void visit(Code code) {
    html.tag("code");
    write(code.getLiteral());
    html.tag("/code");
  }

  @Override
  public void visit(FencedCodeBlock block) {
    String info = block.getInfo() == null ? "" : block.getInfo();
    block(block.getLiteral(), LANGUAGE.matcher(info).matches() ? info : "");
  }

  @Override
  public void visit(IndentedCodeBlock block) {
    block(block.getLiteral(), "");
  }

  @Override
  public void visit(HtmlBlock block) {
    boolean top = block.getParent() instanceof Document;
    if (top && folds.write(block.getLiteral(), html)) {
      return;
    }
    if (hidden(block.getLiteral())) {
      return;
    }
    html.line();
    html.tag("p");
    unseen(block.getLiteral());
    html.tag("/p");
    html.line();
  }

  @Override
  public void visit(HtmlInline inline) {
    if (!hidden(inline.getLiteral())) {
      unseen(inline.getLiteral());
    }
  }

  /** Looking at a page must tell nobody that it was looked at: an image becomes a link. */
  @Override
  public void visit(Image image) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put(
        "href", context.encodeUrl(context.urlSanitizer().sanitizeImageUrl(image.getDestination())));
    html.tag("a", context.extendAttributes(image, "a", attributes));
    html.text("image: ");
    visitChildren(image);
    html.tag("/a");
  }

  @Override
  public void visit(ListItem item) {
    if (item.getFirstChild() instanceof Paragraph paragraph
        && paragraph.getFirstChild() instanceof Text first) {
      Matcher task = TASK.matcher(first.getLiteral());
      if (task.lookingAt()) {
        first.setLiteral(first.getLiteral().substring(task.end()));
        checkbox(item, !task.group(1).equals(" "));
        return;
      }
    }
    super.visit(item);
  }

  private void checkbox(ListItem item, boolean done) {
    Map<String, String> box = new LinkedHashMap<>();
    box.put("type", "checkbox");
    box.put("disabled", "");
    box.put("aria-label", done ? "done" : "to do");
    if (done) {
      box.put("checked", "");
    }
    html.tag("li", Map.of("class", "task"));
    html.tag("input", box, true);
    for (Node child = item.getFirstChild(); child != null; child = child.getNext()) {
      if (child instanceof Paragraph paragraph) {
        html.tag("span");
        visitChildren(paragraph);
        html.tag("/span");
      } else {
        context.render(child);
      }
    }
    html.tag("/li");
    html.line();
  }

  private void block(String literal, String language) {
    html.line();
    html.tag("pre");
    html.tag("code", language.isEmpty() ? Map.of() : Map.of("class", "language-" + language));
    if (language.equals("diff")) {
      literal.lines().forEach(this::diffLine);
    } else {
      write(literal);
    }
    html.tag("/code");
    html.tag("/pre");
    html.line();
  }

  private void diffLine(String line) {
    boolean name = line.startsWith("--- ") || line.startsWith("+++ ");
    String kind =
        switch (line.isEmpty() || name ? '@' : line.charAt(0)) {
          case '+' -> "add";
          case '-' -> "del";
          case '@' -> "hunk";
          default -> "same";
        };
    html.tag("span", Map.of("class", kind));
    write(line + "\n");
    html.tag("/span");
  }

  /** Our own markers are left out; what somebody else hides is shown. */
  private boolean hidden(String literal) {
    return voice == Voice.GATEHAND && HIDDEN.matcher(literal).matches();
  }

  private void unseen(String literal) {
    html.tag("code", Map.of("class", "raw"));
    write(literal.strip());
    html.tag("/code");
  }

  private void write(String literal) {
    String shown = Visible.text(literal);
    Matcher matcher = UNSEEN.matcher(shown);
    int from = 0;
    while (matcher.find()) {
      html.text(shown.substring(from, matcher.start()));
      html.tag("span", Map.of("class", "unseen"));
      html.text(matcher.group());
      html.tag("/span");
      from = matcher.end();
    }
    html.text(shown.substring(from));
  }
}
