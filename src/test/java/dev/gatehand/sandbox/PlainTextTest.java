package dev.gatehand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void ordinary_text_survives() {
    String text = "tab\there, ümlaut, 日本語, 👩‍💻\n  std::vector<int>\n::std::move(x)\n# [x] :: y\n";
    assertThat(plain(text)).isEqualTo(text);
  }

  @Test
  void terminal_sequences_are_gone() {
    assertThat(plain("\u001b[31mred\u001b[0m \u001b[2J\u001b[Hhome\u001b[?25l"))
        .isEqualTo("red home");
    assertThat(plain("\u001b]0;title\u0007a\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\"))
        .isEqualTo("alink");
    assertThat(plain("a\u001bcb\u001b(Bc\u009b31md\u001b7e")).isEqualTo("abcde");
    assertThat(plain("\u001bPq#1\u001b\\x")).isEqualTo("x");
  }

  @Test
  void an_unfinished_sequence_hides_nothing_behind_it() {
    assertThat(plain("\u001b]0;rm -rf\nnext")).isEqualTo("]0;rm -rf\nnext");
    assertThat(plain("end\u001b")).isEqualTo("end");
    assertThat(plain("end\u001b[")).isEqualTo("end[");
  }

  @Test
  void carriage_returns_overwrite_nothing() {
    assertThat(plain("a\r\nshown\rhidden\n")).isEqualTo("a\nshown\nhidden\n");
    assertThat(plain("a\bb\u0000c\u007f")).isEqualTo("abc");
  }

  @Test
  void orders_to_a_build_machine_are_broken() {
    assertThat(
            plain("::set-output name=a::b\n  ::error file=x::y\n::Add-Mask::z\n::stop-commands::t"))
        .isEqualTo(
            ": :set-output name=a::b\n  : :error file=x::y\n: :Add-Mask::z\n: :stop-commands::t");
    assertThat(plain("x ##[group]y")).isEqualTo("x ## [group]y");
    assertThat(plain("\u001b[0m::warning::a\r::debug::b")).isEqualTo(": :warning::a\n: :debug::b");
  }

  @Test
  void invalid_utf8_is_replaced() {
    assertThat(PlainText.of(new byte[] {'a', (byte) 0xff, (byte) 0xc3, 'b'})).isEqualTo("a��b");
  }

  private static String plain(String text) {
    return PlainText.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
