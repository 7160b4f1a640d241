package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;

/** Goes over a whole tree, for tests that ask about every node of it. */
final class TreeWalk {

  /** A node and the one that it is written inside. */
  record Edge(Node outer, Node inner) {}

  private final List<Edge> edges = new ArrayList<>();
  private final List<Command.Simple> simple = new ArrayList<>();

  private TreeWalk() {}

  static TreeWalk of(Script script) {
    TreeWalk walk = new TreeWalk();
    walk.script(script);
    return walk;
  }

  /** Every simple command, also those in substitutions and here-documents. */
  List<Command.Simple> simple() {
    return simple;
  }

  /** Every node but the root. The bodies of here-documents have no outer node: they stand apart. */
  List<Edge> edges() {
    return edges;
  }

  private void script(Script script) {
    for (Command command : script.commands()) {
      edge(script, command);
      command(command);
    }
  }

  private void edge(Node outer, Node inner) {
    edges.add(new Edge(outer, inner));
  }

  private void inner(Node outer, Script script) {
    edge(outer, script);
    script(script);
  }

  private void inner(Node outer, Command command) {
    edge(outer, command);
    command(command);
  }

  private void command(Command command) {
    switch (command) {
      case Command.Simple one -> {
        simple.add(one);
        one.assignments().forEach(each -> assignment(one, each));
        words(one, one.words());
        one.redirections().forEach(each -> redirection(one, each));
      }
      case Command.Pipeline one -> one.stages().forEach(each -> inner(one, each));
      case Command.AndOr one -> {
        inner(one, one.first());
        one.rest().forEach(each -> inner(one, each.command()));
      }
      case Command.Background one -> inner(one, one.command());
      case Command.Group one -> inner(one, one.body());
      case Command.Subshell one -> inner(one, one.body());
      case Command.Redirected one -> {
        inner(one, one.command());
        one.redirections().forEach(each -> redirection(one, each));
      }
      case Command.Function one -> inner(one, one.body());
      case Command.If one -> {
        for (Command.Branch branch : one.branches()) {
          inner(one, branch.condition());
          inner(one, branch.body());
        }
        inner(one, one.otherwise());
      }
      case Command.Loop one -> {
        inner(one, one.condition());
        inner(one, one.body());
      }
      case Command.For one -> {
        words(one, one.words());
        inner(one, one.body());
      }
      case Command.ArithmeticFor one -> {
        List.of(one.first(), one.condition(), one.step()).forEach(each -> arithmetic(one, each));
        inner(one, one.body());
      }
      case Command.Select one -> {
        words(one, one.words());
        inner(one, one.body());
      }
      case Command.Case one -> {
        word(one, one.subject());
        for (Command.Arm arm : one.arms()) {
          words(one, arm.patterns());
          inner(one, arm.body());
        }
      }
      case Command.Test one -> condition(one, one.condition());
      case Command.Evaluate one -> arithmetic(one, one.expression());
      case Command.Coproc one -> inner(one, one.command());
    }
  }

  private void condition(Node outer, Condition condition) {
    edge(outer, condition);
    switch (condition) {
      case Condition.All one -> one.parts().forEach(each -> condition(one, each));
      case Condition.Any one -> one.parts().forEach(each -> condition(one, each));
      case Condition.Not one -> condition(one, one.condition());
      case Condition.Unary one -> word(one, one.operand());
      case Condition.Binary one -> words(one, List.of(one.left(), one.right()));
      case Condition.NotEmpty one -> word(one, one.word());
    }
  }

  private void assignment(Node outer, Assignment assignment) {
    edge(outer, assignment);
    subscript(assignment, assignment.subscript());
    word(assignment, assignment.value());
  }

  private void redirection(Node outer, Redirection redirection) {
    edge(outer, redirection);
    switch (redirection) {
      case Redirection.To to -> word(to, to.target());
      case Redirection.HereString string -> word(string, string.word());
      case Redirection.HereDocument document -> parts(document.body());
    }
  }

  private void words(Node outer, List<Word> words) {
    words.forEach(each -> word(outer, each));
  }

  private void word(Node outer, Word word) {
    edge(outer, word);
    parts(word);
  }

  private void parts(Word word) {
    for (Part part : word.parts()) {
      edge(word, part);
      switch (part) {
        case Part.Literal _, Part.Glob _, Part.Tilde _, Part.BraceRange _ -> {}
        case Part.Parameter one -> {
          subscript(one, one.subscript());
          operation(one, one.operation());
        }
        case Part.CommandSubstitution one -> inner(one, one.body());
        case Part.ProcessSubstitution one -> inner(one, one.body());
        case Part.ArithmeticExpansion one -> arithmetic(one, one.expression());
        case Part.Braces one -> words(one, one.alternatives());
        case Part.ExtendedGlob one -> words(one, one.alternatives());
        case Part.ArrayLiteral one -> {
          for (Part.Element element : one.elements()) {
            subscript(one, element.key());
            word(one, element.value());
          }
        }
      }
    }
  }

  private void subscript(Node outer, Subscript subscript) {
    switch (subscript) {
      case Subscript.None _, Subscript.Each _, Subscript.Joined _ -> {}
      case Subscript.At at -> word(outer, at.text());
    }
  }

  private void operation(Node outer, Operation operation) {
    switch (operation) {
      case Operation.Plain _, Operation.Length _, Operation.NamesWithPrefix _ -> {}
      case Operation.Keys _, Operation.Transform _ -> {}
      case Operation.WhenUnset one -> word(outer, one.word());
      case Operation.Substring one -> {
        arithmetic(outer, one.offset());
        if (one.length() != null) {
          arithmetic(outer, one.length());
        }
      }
      case Operation.Trim one -> word(outer, one.pattern());
      case Operation.Replace one -> words(outer, List.of(one.pattern(), one.with()));
      case Operation.ChangeCase one -> word(outer, one.pattern());
    }
  }

  private void arithmetic(Node outer, Arithmetic arithmetic) {
    edge(outer, arithmetic);
    word(arithmetic, arithmetic.text());
  }
}
