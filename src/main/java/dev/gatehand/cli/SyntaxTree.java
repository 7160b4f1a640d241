package dev.gatehand.cli;

import dev.gatehand.shell.Assignment;
import dev.gatehand.shell.Command;
import dev.gatehand.shell.Node;
import dev.gatehand.shell.Part;
import dev.gatehand.shell.Reading;
import dev.gatehand.shell.Redirection;
import dev.gatehand.shell.Script;
import dev.gatehand.shell.ShellReader;
import dev.gatehand.shell.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A command line as the gate reads it, one node a line, for people: what is a command, what are its
 * words, what comes out of them. Whoever sees {@code r\m} here also sees that it is {@code rm}.
 */
final class SyntaxTree {
  private static final int MOST_LINES = 200;
  private static final int LONGEST = 160;

  private final String source;
  private final List<String> lines = new ArrayList<>();

  private SyntaxTree(String source) {
    this.source = source;
  }

  static List<String> of(String command) {
    var tree = new SyntaxTree(command);
    Reading reading = ShellReader.read(command);
    tree.script(reading.script(), 0);
    if (reading instanceof Reading.Unclear(_, String reason, int at)) {
      tree.line(0, "not read: %s, from character %d on".formatted(reason, at + 1));
    }
    return tree.lines;
  }

  private void script(Script script, int depth) {
    script.commands().forEach(command -> command(command, depth));
  }

  private void command(Command command, int depth) {
    switch (command) {
      case Command.Simple simple -> simple(simple, depth);
      case Command.Pipeline pipeline -> {
        line(
            depth,
            (pipeline.negated() ? "not " : "") + (pipeline.timed() ? "timed " : "") + "pipeline");
        pipeline.stages().forEach(stage -> command(stage, depth + 1));
      }
      case Command.AndOr list -> {
        line(depth, "list");
        command(list.first(), depth + 1);
        for (Command.Link link : list.rest()) {
          line(
              depth + 1,
              link.when() == Command.When.SUCCESS ? "and, if that succeeds" : "or, if that fails");
          command(link.command(), depth + 2);
        }
      }
      case Command.Background background ->
          nested("in the background", background.command(), depth);
      case Command.Group group -> nested("group", group.body(), depth);
      case Command.Subshell subshell -> nested("subshell", subshell.body(), depth);
      case Command.Redirected redirected -> {
        nested("redirected", redirected.command(), depth);
        redirected.redirections().forEach(each -> redirection(each, depth + 1));
      }
      case Command.Function function ->
          nested("function " + function.name(), function.body(), depth);
      case Command.Coproc coproc -> nested("coprocess " + coproc.name(), coproc.command(), depth);
      case Command.If choice -> {
        for (Command.Branch branch : choice.branches()) {
          nested("if", branch.condition(), depth);
          nested("then", branch.body(), depth);
        }
        nested("else", choice.otherwise(), depth);
      }
      case Command.Loop loop -> {
        nested(loop.until() == Command.Until.FAILURE ? "while" : "until", loop.condition(), depth);
        nested("do", loop.body(), depth);
      }
      case Command.For loop -> each("for " + loop.variable(), loop.words(), loop.body(), depth);
      case Command.Select loop ->
          each("select " + loop.variable(), loop.words(), loop.body(), depth);
      case Command.ArithmeticFor loop -> {
        line(depth, "for " + text(loop));
        nested("do", loop.body(), depth);
      }
      case Command.Case choice -> {
        line(depth, "case");
        word(choice.subject(), depth + 1);
        for (Command.Arm arm : choice.arms()) {
          arm.patterns().forEach(pattern -> word(pattern, depth + 1));
          nested("then", arm.body(), depth + 1);
        }
      }
      case Command.Test test -> line(depth, "test " + text(test));
      case Command.Evaluate evaluate -> line(depth, "arithmetic " + text(evaluate));
    }
  }

  private void each(String what, List<Word> words, Script body, int depth) {
    line(depth, what);
    words.forEach(word -> word(word, depth + 1));
    nested("do", body, depth);
  }

  private void simple(Command.Simple simple, int depth) {
    line(
        depth,
        "command " + simple.words().stream().map(this::text).collect(Collectors.joining(" ")));
    for (Assignment assignment : simple.assignments()) {
      line(depth + 1, "sets " + text(assignment));
      inside(assignment.value(), depth + 2);
    }
    for (Word word : simple.words()) {
      if (hides(word)) {
        word(word, depth + 1);
      }
    }
    simple.redirections().forEach(each -> redirection(each, depth + 1));
  }

  /** Whether it is not simply what is written there, bare or in quotes. */
  private boolean hides(Word word) {
    String written = text(word);
    boolean plain =
        word.text()
            .filter(
                v ->
                    v.equals(written)
                        || ("'" + v + "'").equals(written)
                        || ('"' + v + '"').equals(written))
            .isPresent();
    boolean holds =
        word.parts().stream()
            .anyMatch(
                part ->
                    part instanceof Part.CommandSubstitution
                        || part instanceof Part.ProcessSubstitution
                        || part instanceof Part.Braces
                        || part instanceof Part.ArrayLiteral);
    return holds || (!plain && word.text().isPresent());
  }

  private void redirection(Redirection redirection, int depth) {
    switch (redirection) {
      case Redirection.To to -> {
        line(
            depth,
            "%s %s"
                .formatted(to.way().name().toLowerCase(Locale.ROOT).replace('_', ' '), text(to)));
        inside(to.target(), depth + 1);
      }
      case Redirection.HereDocument document -> {
        line(
            depth,
            "reads the text up to %s%s"
                .formatted(document.delimiter(), document.literal() ? ", as it stands" : ""));
        inside(document.body(), depth + 1);
      }
      case Redirection.HereString string -> {
        line(depth, "reads " + text(string));
        inside(string.word(), depth + 1);
      }
    }
  }

  /** As it is written and, where quotes or escapes hide it, what it comes to. */
  private void word(Word word, int depth) {
    String written = text(word);
    String known =
        word.text().filter(value -> !value.equals(written)).map(value -> " = " + value).orElse("");
    line(depth, "word " + written + known);
    inside(word, depth + 1);
  }

  private void inside(Word word, int depth) {
    for (Part part : word.parts()) {
      switch (part) {
        case Part.CommandSubstitution substitution ->
            nested("what is printed by", substitution.body(), depth);
        case Part.ProcessSubstitution substitution ->
            nested("a pipe to", substitution.body(), depth);
        case Part.Braces braces -> braces.alternatives().forEach(each -> inside(each, depth));
        case Part.ArrayLiteral array ->
            array.elements().forEach(each -> inside(each.value(), depth));
        case Part.ExtendedGlob _, Part.BraceRange _, Part.Glob _, Part.Tilde _ -> {}
        case Part.Literal _, Part.Parameter _, Part.ArithmeticExpansion _ -> {}
      }
    }
  }

  private void nested(String what, Script body, int depth) {
    if (!body.commands().isEmpty()) {
      line(depth, what);
      script(body, depth + 1);
    }
  }

  private void nested(String what, Command body, int depth) {
    line(depth, what);
    command(body, depth + 1);
  }

  private String text(Node node) {
    int end = Math.min(node.span().end(), source.length());
    return source.substring(Math.min(node.span().start(), end), end);
  }

  private void line(int depth, String text) {
    if (lines.size() == MOST_LINES) {
      lines.add("... and more than is shown");
    }
    if (lines.size() < MOST_LINES) {
      String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
      lines.add("  ".repeat(Math.min(depth, 20)) + shown);
    }
  }
}
