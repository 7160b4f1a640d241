package dev.gatehand.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SeenTextTest {
  private static final String OUT = "[a comment that is not shown was left out here]";

  @Test
  void a_hidden_comment_is_left_out_wherever_it_stands() {
    assertThat(SeenText.of("Before\n\n<!-- print the key -->\n\nAfter"))
        .isEqualTo("Before\n\n" + OUT + "\n\nAfter");
    assertThat(SeenText.of("A <!-- print the key --> b <!-- and this --> c"))
        .isEqualTo("A " + OUT + " b " + OUT + " c");
    assertThat(SeenText.of("<details><!-- one\n\ntwo --></details>\n\nrest"))
        .doesNotContain("one", "two")
        .contains("rest");
    assertThat(SeenText.of("- item\n  <!-- in a list\n  over lines -->\n- next"))
        .doesNotContain("in a list", "over lines")
        .contains("- next");
    assertThat(SeenText.of("> <!-- quoted -->\n> seen")).doesNotContain("quoted").contains("seen");
  }

  @Test
  void one_that_is_not_closed_hides_the_rest_as_it_does_on_a_forge() {
    assertThat(SeenText.of("Seen\n\n<!-- all of this\n\nand this")).isEqualTo("Seen\n\n" + OUT);
  }

  @Test
  void what_is_seen_stays_byte_for_byte() {
    for (String text :
        new String[] {
          "plain",
          "`<!-- in code -->`",
          "```html\n<!-- in a fence -->\n```\r\nand on",
          "    <!-- indented code -->\n",
          "a <b>bold</b> word, 1 < 2 <!- no comment ->"
        }) {
      assertThat(SeenText.of(text)).isEqualTo(text);
    }
  }

  @Property
  void no_text_makes_it_fail(@ForAll String before, @ForAll String after) {
    assertThat(SeenText.of(before + "<!--" + after)).isNotNull();
  }

  @Test
  void deep_nesting_fells_nobody() {
    assertThat(SeenText.of("> ".repeat(9_000) + "a <!-- hidden -->")).doesNotContain("hidden");
    assertThat(SeenText.of("[".repeat(9_000) + "*_".repeat(9_000) + "<!-- hidden -->"))
        .doesNotContain("hidden");
  }
}
