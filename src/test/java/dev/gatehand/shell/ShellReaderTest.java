package dev.gatehand.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShellReaderTest {

  @Test
  void keeps_the_complete_lines_before_a_mistake() {
    Reading reading = ShellReader.read("rm a\nrm b; rm c\nrm d; echo 'open\n");
    assertThat(((Reading.Unclear) reading).at()).isEqualTo(27);
    assertThat(sources(reading.script().commands(), "rm a\nrm b; rm c\nrm d; echo 'open\n"))
        .containsExactly("rm a", "rm b", "rm c");
  }

  @Test
  void a_text_over_the_limit_is_unclear_and_never_cut() {
    String longest = "a".repeat(ShellReader.MAX_LENGTH);
    assertThat(ShellReader.read(longest)).isInstanceOf(Reading.Clear.class);
    Reading longer = ShellReader.read(longest + "a");
    assertThat(longer).isInstanceOf(Reading.Unclear.class);
    assertThat(longer.script().commands()).isEmpty();
  }

  @Test
  void nesting_over_the_limit_is_unclear() {
    for (String open :
        List.of(
            "( ",
            "{ ",
            "$(",
            "`a \\`",
            "$((",
            "((",
            "${x:-",
            "! { ",
            "a[",
            "\"$(",
            "$((a) ",
            "[[ ( ",
            "[[ ! ",
            "@(",
            "if ",
            "x=(",
            "f() { ",
            "coproc { ",
            "<(",
            "${a[")) {
      Reading alone = ShellReader.read(open.repeat(2000));
      assertThat(alone).as(open).isInstanceOf(Reading.Unclear.class);
    }
  }

  @Test
  void braces_nested_over_the_limit_are_unclear() {
    String text = "a " + "{a,".repeat(200) + "}".repeat(200);
    assertThat(ShellReader.read(text)).isInstanceOf(Reading.Unclear.class);
  }

  @Test
  void a_hundred_levels_are_read() {
    String text = "( ".repeat(100) + "a" + " )".repeat(100);
    assertThat(ShellReader.read(text)).isInstanceOf(Reading.Clear.class);
  }

  @Test
  void a_long_list_is_flat() {
    String text = "a && ".repeat(10_000) + "a";
    Command command = ShellReader.read(text).script().commands().getFirst();
    assertThat(((Command.AndOr) command).rest()).hasSize(10_000);
  }

  @Test
  void control_characters_and_broken_text_are_unclear() {
    for (String text :
        List.of("a\0b", "a \u0001", "a \u001b[0m", "'\u007f'", "a \ud800 b", "\udc00")) {
      assertThat(ShellReader.read("x\n" + text)).isInstanceOf(Reading.Unclear.class);
    }
  }

  @Test
  void only_space_and_tab_separate_words() {
    for (String blank : List.of("\r", "\u00a0", "\u2003", "\u3000", "\ufeff", "\u200b")) {
      Reading reading = ShellReader.read("rm" + blank + "x");
      assertThat(simple(reading).words()).as(blank).hasSize(1);
    }
  }

  @Test
  void positions_are_those_of_the_text_also_inside_backticks_and_here_documents() {
    String text = "a `b \\`c d\\``\ncat <<-E\n\t$(e f)\n\tE\n";
    List<String> found =
        sources(List.copyOf(TreeWalk.of(ShellReader.read(text).script()).simple()), text);
    assertThat(found).containsExactly("a `b \\`c d\\``", "b \\`c d\\`", "c d", "cat <<-E", "e f");
  }

  @Test
  void a_redirection_to_a_word_that_is_no_descriptor_is_a_file() {
    assertThat(redirection("a >&x")).isEqualTo(Redirection.Way.WRITE_BOTH);
    assertThat(redirection("a >&2")).isEqualTo(Redirection.Way.DUPLICATE_OUT);
    assertThat(redirection("a >&-")).isEqualTo(Redirection.Way.DUPLICATE_OUT);
    assertThat(redirection("a >&$x")).isEqualTo(Redirection.Way.DUPLICATE_OUT);
    assertThat(redirection("a &>>x")).isEqualTo(Redirection.Way.APPEND_BOTH);
    assertThat(redirection("a >|x")).isEqualTo(Redirection.Way.WRITE);
  }

  @Test
  void names_in_arithmetic_are_told() {
    Command command =
        ShellReader.read("(( x = 16#ff + y[z] + 0x1f + $w ))").script().commands().getFirst();
    assertThat(((Command.Evaluate) command).expression().names()).containsExactly("x", "y", "z");
  }

  @Test
  void a_bar_with_an_ampersand_sends_errors_along() {
    Command command = ShellReader.read("a >x |& b").script().commands().getFirst();
    Command first = ((Command.Pipeline) command).stages().getFirst();
    assertThat(((Command.Simple) first).redirections()).hasSize(2);
  }

  private static Redirection.Way redirection(String text) {
    Redirection first = simple(ShellReader.read(text)).redirections().getFirst();
    return ((Redirection.To) first).way();
  }

  private static Command.Simple simple(Reading reading) {
    return (Command.Simple) reading.script().commands().getFirst();
  }

  private static List<String> sources(List<Command> commands, String text) {
    return commands.stream().map(command -> command.span().of(text)).toList();
  }
}
