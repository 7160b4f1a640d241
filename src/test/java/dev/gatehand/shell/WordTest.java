package dev.gatehand.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WordTest {

  @Test
  void known_text_is_put_together_from_all_quotings() {
    assertThat(word("a'b'\"c\"\\d$'\\x65'").value()).isEqualTo(new Value.Known("abcde"));
  }

  @Test
  void braces_are_several_words() {
    assertThat(word("a{b,c}d").value()).isEqualTo(new Value.Several(List.of("abd", "acd")));
    assertThat(word("{8..10}").value()).isEqualTo(new Value.Several(List.of("8", "9", "10")));
    assertThat(word("{a,}").value()).isEqualTo(new Value.Known("a"));
  }

  @Test
  void of_too_many_alternatives_only_the_beginning_is_known() {
    Word word = word("a{1..9}{1..9}{1..9}");
    assertThat(word.value()).isEqualTo(new Value.Prefix("a"));
    assertThat(word.unbraced()).isEmpty();
    assertThat(word("{1..99999999999999999}").value()).isEqualTo(new Value.Unknown());
  }

  @Test
  void what_follows_a_variable_is_not_known() {
    assertThat(word("src/$x/y").value()).isEqualTo(new Value.Prefix("src/"));
    assertThat(word("$x/y").value()).isEqualTo(new Value.Unknown());
    assertThat(word("~/y").value()).isEqualTo(new Value.Unknown());
  }

  @Test
  void says_what_may_become_several_words() {
    assertThat(word("\"$x\"").maySplit()).isFalse();
    assertThat(word("$x").maySplit()).isTrue();
    assertThat(word("\"$@\"").maySplit()).isTrue();
    assertThat(word("\"$*\"").maySplit()).isFalse();
    assertThat(word("\"${a[@]}\"").maySplit()).isTrue();
    assertThat(word("\"${!x}\"").maySplit()).isTrue();
    assertThat(word("\"${x:-\"$@\"}\"").maySplit()).isTrue();
    assertThat(word("$(a)").maySplit()).isTrue();
    assertThat(word("\"`a`\"").maySplit()).isFalse();
    assertThat(word("a*").maySplit()).isTrue();
    assertThat(word("{a,b}").maySplit()).isTrue();
    assertThat(word("'a b'").maySplit()).isFalse();
  }

  @Test
  void says_what_may_match_files() {
    assertThat(word("a*").mayMatchFiles()).isTrue();
    assertThat(word("{a,b?}").mayMatchFiles()).isTrue();
    assertThat(word("$x").mayMatchFiles()).isTrue();
    assertThat(word("\"*\"").mayMatchFiles()).isFalse();
    assertThat(word("[a]").mayMatchFiles()).isTrue();
    assertThat(word("[").mayMatchFiles()).isFalse();
    assertThat(word("@(a|b)").mayMatchFiles()).isTrue();
  }

  @Test
  void a_pattern_keeps_what_is_quoted_apart() {
    assertThat(word("src/*.o").pattern()).isEqualTo(Optional.of("src/*.o"));
    assertThat(word("'*'/[ab]?").pattern()).isEqualTo(Optional.of("\\*/[ab]?"));
    assertThat(word("$x/*").pattern()).isEqualTo(Optional.empty());
  }

  @Test
  void a_home_directory_is_its_own_part() {
    assertThat(word("of=~/x").parts().get(1)).isInstanceOf(Part.Tilde.class);
    assertThat(word("--of=~/x").parts()).hasSize(1);
    assertThat(word("~alice/x").parts().getFirst())
        .isEqualTo(new Part.Tilde("alice", new Span(2, 8)));
  }

  /** The word behind a command. */
  private static Word word(String text) {
    Command command = ShellReader.read("a " + text).script().commands().getFirst();
    return ((Command.Simple) command).words().get(1);
  }
}
