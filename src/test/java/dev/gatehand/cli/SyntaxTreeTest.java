package dev.gatehand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SyntaxTreeTest {

  @Test
  void shows_what_a_hidden_name_comes_to() {
    assertThat(SyntaxTree.of("r\\m -rf $'\\x2f' \"a b\" | tee log"))
        .containsExactly(
            "pipeline",
            "  command r\\m -rf $'\\x2f' \"a b\"",
            "    word r\\m = rm",
            "    word $'\\x2f' = /",
            "  command tee log");
  }

  @Test
  void goes_into_substitutions_loops_and_redirections() {
    assertThat(
            SyntaxTree.of(
                "for f in $(ls); do X=$(id) cat \"$f\" > out; done && (a || b) & if c; then d; else e; fi"))
        .containsExactly(
            "in the background",
            "  list",
            "    for f",
            "      word $(ls)",
            "        what is printed by",
            "          command ls",
            "    do",
            "      command cat \"$f\"",
            "        sets X=$(id)",
            "          what is printed by",
            "            command id",
            "        write > out",
            "    and, if that succeeds",
            "      subshell",
            "        list",
            "          command a",
            "          or, if that fails",
            "            command b",
            "if",
            "  command c",
            "then",
            "  command d",
            "else",
            "  command e");
  }

  @Test
  void shows_functions_cases_here_documents_and_pipes_with_names() {
    assertThat(
            SyntaxTree.of(
                "f() { cat; }\ncase $x in a) f <<E;; esac\nhi $(id)\nE\ncoproc f; [[ -f a ]]; ((1)); ! diff <(a) b"))
        .containsExactly(
            "function f",
            "  group",
            "    command cat",
            "case",
            "  word $x",
            "  word a",
            "  then",
            "    command f",
            "      reads the text up to E",
            "        what is printed by",
            "          command id",
            "coprocess COPROC",
            "  command f",
            "test [[ -f a ]]",
            "arithmetic ((1))",
            "not pipeline",
            "  command diff <(a) b",
            "    word <(a)",
            "      a pipe to",
            "        command a");
  }

  @Test
  void says_from_where_on_it_was_not_read() {
    assertThat(SyntaxTree.of("echo a\nfor")).first().isEqualTo("command echo a");
    assertThat(SyntaxTree.of("echo a\nfor")).last().asString().startsWith("not read: ");
  }

  @Test
  void ends_where_nobody_would_read_on() {
    assertThat(SyntaxTree.of("a;".repeat(5000))).hasSize(201).last().asString().contains("more");
  }
}
