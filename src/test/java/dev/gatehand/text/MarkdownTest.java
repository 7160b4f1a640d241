package dev.gatehand.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ping @carol and @org/team",
        "Fixes #12, closes acme/csv#3, resolves GH-4",
        "![x](https://evil.example/?leak)",
        "see https://evil.example/a or www.evil.example",
        "<img src=x onerror=alert(1)> <!-- hidden --> <details>",
        "[click](javascript:alert(1)) [ref][1]",
        "mail root@example.org",
        "` unbalanced `` ticks ` @carol `",
        "\\` @carol \\`"
      })
  void shows_hostile_words_and_nothing_else(String hostile) {
    for (String made : List.of(Markdown.plain(hostile), Markdown.prose(hostile))) {
      Seen seen = Seen.of(made);
      assertThat(seen.alive).as(made).isEmpty();
      assertThat(seen.text).as(made).doesNotContain("@carol", "@org", "#12", "#3", "GH-4", "http");
    }
  }

  @Test
  void keeps_words_readable() {
    assertThat(Markdown.plain("The last field of `a,b,` is lost - 1 of 3 (see src/A.java)"))
        .isEqualTo("The last field of \\`a,b,\\` is lost - 1 of 3 (see src/A.java)");
  }

  @Test
  void prose_keeps_lists_and_code() {
    assertThat(Markdown.prose("It lost `a,b,`:\n- one *thing*\n2. **two**\n# no heading\n"))
        .isEqualTo("It lost `a,b,`:\n- one \\*thing\\*\n2. \\*\\*two\\*\\*\n\\# no heading");
  }

  @Test
  void a_fence_is_longer_than_any_in_its_content() {
    assertThat(Markdown.fence("```\n@x\n````\n", "diff"))
        .isEqualTo("`````diff\n```\n@x\n````\n`````");
  }

  @Test
  void addresses_only_what_can_be_a_login() {
    assertThat(Markdown.mention("alice")).isEqualTo("@alice");
    assertThat(Markdown.mention("a b @carol")).isEqualTo("`a b @carol`");
  }

  @Property
  void a_fence_holds_its_content(@ForAll @CharRange(from = '!', to = '~') String content) {
    Node first = Parser.builder().build().parse(Markdown.fence(content, "")).getFirstChild();
    assertThat(((FencedCodeBlock) first).getLiteral()).isEqualTo(content + "\n");
  }

  @Property
  void plain_words_hold_nothing_alive(@ForAll @CharRange(from = ' ', to = '~') String hostile) {
    Seen seen = Seen.of("x " + Markdown.plain(hostile));
    assertThat(seen.alive).isEmpty();
  }

  @Property
  void a_code_span_is_one_code_span(@ForAll @CharRange(from = '!', to = '~') String hostile) {
    Node paragraph = Parser.builder().build().parse(Markdown.code("x" + hostile)).getFirstChild();
    assertThat(((Code) paragraph.getFirstChild()).getLiteral()).isEqualTo("x" + hostile);
  }

  /** What a Markdown reader sees: words outside code, and what is not words. */
  private record Seen(String text, List<String> alive) {
    static Seen of(String markdown) {
      StringBuilder text = new StringBuilder();
      List<String> alive = new ArrayList<>();
      Parser.builder()
          .build()
          .parse(markdown)
          .accept(
              new AbstractVisitor() {
                @Override
                public void visit(Text node) {
                  text.append(node.getLiteral());
                }

                @Override
                public void visit(Link node) {
                  alive.add("link " + node.getDestination());
                }

                @Override
                public void visit(Image node) {
                  alive.add("image " + node.getDestination());
                }

                @Override
                public void visit(HtmlInline node) {
                  alive.add("html " + node.getLiteral());
                }

                @Override
                public void visit(HtmlBlock node) {
                  alive.add("html " + node.getLiteral());
                }
              });
      return new Seen(text.toString(), alive);
    }
  }
}
