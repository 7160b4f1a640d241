package dev.gatehand.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TemplateTest {
  private static final Map<String, Object> VALUES =
      Map.of(
          "title", "Lost <b>field</b> @carol {count}",
          "who", "alice",
          "count", 14,
          "items", List.of(Map.of("name", "one *x*"), Map.of("name", "{#if draft}two")),
          "draft", true,
          "body", "a```\n{who}\u200B",
          "own", "**bold**");

  @Test
  void renders_values_closed_unless_the_template_opens_them() {
    assertThat(Template.text("shapes-for-tests.md").render(VALUES))
        .isEqualTo(
            """
            plain Lost \\<b\\>field\\</b\\> `@carol` {count}
            code `Lost <b>field</b> @carol {count}`
            for @alice, 14 steps
            - one \\*x\\*
            - {#if draft}two
            draft
            ````
            a```
            {who}⟨U+200B⟩
            ````
            **bold**
            """);
  }

  @Test
  void says_which_value_is_missing() {
    Map<String, Object> fewer = new HashMap<>(VALUES);
    fewer.remove("own");
    assertThatThrownBy(() -> Template.text("shapes-for-tests.md").render(fewer))
        .hasMessageContaining("own");
  }

  @Test
  void takes_no_objects_whose_methods_a_template_could_reach() {
    assertThatThrownBy(() -> Template.prompt("shapes-for-tests.md").render(Map.of("title", this)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("title");
  }

  @Test
  void says_which_template_is_not_there() {
    assertThatThrownBy(() -> Template.text("none.md")).hasMessageContaining("texts/none.md");
  }

  @Property(tries = 300)
  void nothing_hostile_stands_at_the_beginning_of_a_line_of_a_prompt(@ForAll String hostile) {
    String prompt =
        Template.prompt("shapes-for-tests.md")
            .render(Map.of("title", hostile, "body", "x\n" + hostile));
    assertThat(prompt.stripTrailing().split("\n", -1))
        .allMatch(line -> line.startsWith("Title: ") || line.startsWith("| "));
  }
}
