package dev.gatehand.web;

import dev.gatehand.text.Visible;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.renderer.html.HtmlWriter;

/**
 * The only HTML that a comment may bring: {@code <details>} with a {@code <summary>}, each without
 * attributes. The tags that reach the page are ours, and they are balanced.
 */
final class Folds {
  private static final Pattern OPENING =
      Pattern.compile(
          "\\s*<details>\\s*(?:<summary>([^<>]{0,300})</summary>\\s*)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern CLOSING =
      Pattern.compile("\\s*</details>\\s*", Pattern.CASE_INSENSITIVE);

  private int open;

  /** Writes the block if it is a fold, and says whether it was. */
  boolean write(String block, HtmlWriter html) {
    Matcher opening = OPENING.matcher(block);
    if (opening.matches()) {
      open++;
      html.line();
      html.tag("details");
      html.tag("summary");
      html.text(Visible.text(Optional.ofNullable(opening.group(1)).orElse("more").strip()));
      html.tag("/summary");
      html.line();
      return true;
    }
    if (open > 0 && CLOSING.matcher(block).matches()) {
      open--;
      html.tag("/details");
      html.line();
      return true;
    }
    return false;
  }

  /** What is still open at the end. */
  String close() {
    return "</details>".repeat(open);
  }
}
