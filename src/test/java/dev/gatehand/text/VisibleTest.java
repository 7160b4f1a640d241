package dev.gatehand.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Größe, naïve, Łódź, Tiếng Việt, e\u0301",
        "日本語のテキスト　全角",
        "한국어 텍스트",
        "שלום עולם",
        "مرحبا بالعالم",
        "می\u200Cخواهم",
        "क\u094D\u200Dष हिन्दी",
        "👍 🎉 ❤\uFE0F 1\uFE0F\u20E3",
        "👩\u200D💻 👨\u200D👩\u200D👧 🏳\uFE0F\u200D🌈 👍🏽",
        "🇩🇪 ☃ → ≠ € ½",
        "tabs\tand\nlines"
      })
  void leaves_ordinary_text_alone(String ordinary) {
    assertThat(Visible.text(ordinary)).isEqualTo(ordinary);
  }

  @ParameterizedTest
  @CsvSource({
    "0x200B, zero width space",
    "0x200D, joiner between letters",
    "0x202E, bidi override",
    "0x2066, bidi isolate",
    "0xE0041, tag",
    "0xFE0F, variation selector after a letter",
    "0xE0101, supplementary variation selector",
    "0x3164, Hangul filler",
    "0x115F, Hangul filler",
    "0x00AD, soft hyphen",
    "0xFEFF, byte order mark",
    "0x001B, escape",
    "0x0000, nul",
    "0x2028, line separator",
    "0x034F, grapheme joiner",
    "0x180B, Mongolian selector",
    "0x2800, blank Braille",
    "0xE000, private use",
    "0x000D, carriage return"
  })
  void shows_what_cannot_be_seen(String point, String what) {
    String hostile = "rm" + Character.toString(Integer.decode(point)) + "x";
    assertThat(Visible.text(hostile))
        .as(what)
        .isEqualTo("rm⟨U+%04X⟩x".formatted(Integer.decode(point)));
  }

  @Test
  void shows_a_second_selector_after_an_emoji_because_selectors_can_carry_text() {
    assertThat(Visible.text("😀\uFE0F\uFE01\uFE02")).isEqualTo("😀\uFE0F⟨U+FE01⟩⟨U+FE02⟩");
  }

  @Test
  void shows_a_lone_surrogate() {
    assertThat(Visible.text("a\uD83Db")).isEqualTo("a⟨U+D83D⟩b");
  }

  @Test
  void escapes_look_alikes_in_commands_and_paths() {
    assertThat(Visible.command("cat src/m\u0430in.c")).isEqualTo("cat src/m⟨U+0430⟩in.c");
    assertThat(Visible.path(".git\u200C/a\nb")).isEqualTo(".git⟨U+200C⟩/a⟨U+000A⟩b");
  }

  @Test
  void counts_spaces_that_push_the_end_of_a_command_out_of_sight() {
    assertThat(Visible.command("ls" + " ".repeat(300) + "; rm -rf ~"))
        .isEqualTo("ls⟨300 spaces⟩; rm -rf ~");
  }

  @Test
  void leaves_the_indentation_of_code_alone() {
    String code = "class A {\n        int b; // why\n\t\tint c;\n}\n";
    assertThat(Visible.content(code)).isEqualTo(code);
  }

  @Test
  void breaks_long_lines_where_people_can_see_it() {
    assertThat(Visible.wrap("x".repeat(250)))
        .isEqualTo("x".repeat(100) + "\n↪ " + "x".repeat(98) + "\n↪ " + "x".repeat(52));
  }

  @Property
  void no_invisible_character_is_left_in_a_command(@ForAll String hostile) {
    assertThat(Visible.command(hostile).replaceAll("[⟨⟩]", "")).matches("[\\x20-\\x7E\\n]*");
  }

  @Property
  void shown_text_stays_as_it_is_when_shown_again(@ForAll String hostile) {
    String once = Visible.text(hostile);
    assertThat(Visible.text(once)).isEqualTo(once);
  }

  @Property
  void wrapping_loses_nothing(@ForAll String hostile) {
    String text = hostile.replace("↪", "");
    assertThat(Visible.wrap(text).replace("\n↪ ", "")).isEqualTo(text);
  }
}
