package dev.gatehand.shell;

import java.util.Set;

/** Tests and arithmetic: bash evaluates the values of variables in them, too. */
final class Conditions {

  private static final Set<String> ARITHMETIC = Set.of("-eq", "-ne", "-lt", "-le", "-gt", "-ge");

  private final Walk walk;

  Conditions(Walk walk) {
    this.walk = walk;
  }

  void test(Condition condition, Frame frame) {
    switch (condition) {
      case Condition.All all -> all.parts().forEach(each -> test(each, frame));
      case Condition.Any any -> any.parts().forEach(each -> test(each, frame));
      case Condition.Not not -> test(not.condition(), frame);
      case Condition.Unary unary -> {
        Arg operand = walk.expansion.single(unary.operand(), frame);
        if (unary.operator().equals("-v")) {
          evaluated(operand, frame);
        }
      }
      case Condition.Binary binary -> {
        Arg left = walk.expansion.single(binary.left(), frame);
        Arg right = walk.expansion.single(binary.right(), frame);
        if (ARITHMETIC.contains(binary.operator())) {
          evaluated(left, frame);
          evaluated(right, frame);
        }
      }
      case Condition.NotEmpty notEmpty -> walk.expansion.single(notEmpty.word(), frame);
    }
  }

  void arithmetic(Arithmetic expression, Frame frame) {
    Arg text = walk.expansion.single(expression.text(), frame);
    evaluated(text, frame);
    for (String name : expression.names()) {
      Scope.Variable variable = frame.scope().variable(name);
      if (variable != null) {
        evaluated(
            new Arg(variable.text(), false, variable.sources(), null, expression.span(), name),
            frame);
      }
    }
  }

  /** The text is evaluated as arithmetic: an array's subscript in it may hold a substitution. */
  void evaluated(Arg arg, Frame frame) {
    String text = arg.text();
    boolean hides = text.indexOf('[') >= 0 && (text.indexOf('$') >= 0 || text.indexOf('`') >= 0);
    boolean foreign = Marks.firstMark(text) >= 0 && !arg.sources().isEmpty() && !Marks.isTame(text);
    if (hides || foreign) {
      walk.findings.add(
          new Effect.Opaque(
              "code-in-arithmetic", "arithmetic", frame.context().origin(arg.span())));
    }
  }
}
