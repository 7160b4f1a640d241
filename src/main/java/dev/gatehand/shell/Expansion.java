package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns words into what a command is given, as far as that is known. */
final class Expansion {

  private final Walk walk;
  private final Parameters parameters;

  Expansion(Walk walk) {
    this.walk = walk;
    this.parameters = new Parameters(walk, this);
  }

  /** All words of a command, in order. */
  List<Arg> words(List<Word> words, Frame frame) {
    List<Arg> args = new ArrayList<>(words.size());
    for (Word word : words) {
      String simple = literal(word);
      if (simple != null) {
        args.add(new Arg(simple, false, List.of(), null, word.span(), simple));
        continue;
      }
      boolean braces = WordValue.hasBraces(word);
      Optional<List<Word>> unbraced =
          braces && !walk.findings.mayUnfold(word.span()) ? Optional.empty() : word.unbraced();
      if (braces && word.parts().stream().anyMatch(Expansion::isVast)) {
        walk.findings.add(
            new Effect.Change(
                EffectName.RESOURCE_EXHAUST, Map.of("what", "memory"), frame.origin()));
      }
      if (unbraced.isEmpty()) {
        args.add(new Arg(String.valueOf(Marks.ANY), true, List.of(), null, word.span(), "{...}"));
        continue;
      }
      if (braces) {
        walk.findings.unfolded(unbraced.get().size());
      }
      for (Word each : unbraced.get()) {
        fields(each, frame, args);
      }
    }
    return args;
  }

  /** {@code {1..1000000000}}: the shell makes all of them before anything runs. */
  private static boolean isVast(Part part) {
    return part instanceof Part.BraceRange range
        && Math.max(range.first().length(), range.last().length()) > 8;
  }

  private static @org.jspecify.annotations.Nullable String literal(Word word) {
    return word.parts().size() == 1 && word.parts().getFirst() instanceof Part.Literal literal
        ? literal.text()
        : null;
  }

  /** One word where bash does not split: after {@code =}, in a redirection, a here-document. */
  Arg single(Word word, Frame frame) {
    Fields fields = new Fields(word, frame, false);
    for (Part part : word.parts()) {
      part(part, fields, frame, true);
    }
    return fields.only();
  }

  private void fields(Word word, Frame frame, List<Arg> args) {
    Fields fields = new Fields(word, frame, true);
    for (Part part : word.parts()) {
      part(part, fields, frame, false);
    }
    args.addAll(fields.all());
  }

  private void part(Part part, Fields fields, Frame frame, boolean whole) {
    switch (part) {
      case Part.Literal literal -> fields.text(literal.text());
      case Part.Parameter parameter -> {
        Scope.Variable value = parameters.value(parameter, frame);
        fields.value(value, parameter.quoted() || whole);
      }
      case Part.CommandSubstitution substitution -> {
        Stream out = walk.script(substitution.body(), nested(frame.apart()));
        fields.value(value(out), substitution.quoted() || whole);
      }
      case Part.ProcessSubstitution substitution -> {
        Frame nested = nested(frame.apart());
        boolean from = substitution.direction() == Part.Direction.FROM;
        Stream out =
            walk.script(
                substitution.body(),
                from ? nested : nested.in(Stream.unknown(frame.in().sources())));
        fields.pipe(from ? out : Stream.NONE);
      }
      case Part.ArithmeticExpansion arithmetic -> {
        new Conditions(walk).arithmetic(arithmetic.expression(), frame);
        fields.text(String.valueOf(Marks.TOKEN));
      }
      case Part.Braces _ -> fields.value(Scope.Variable.UNKNOWN, false);
      case Part.BraceRange _ -> fields.text(String.valueOf(Marks.TOKEN));
      case Part.Glob glob -> fields.text(Marks.activeGlobs(glob.pattern()));
      case Part.ExtendedGlob _ -> fields.text(String.valueOf(Marks.STAR));
      case Part.Tilde tilde -> fields.text(home(tilde.user(), frame));
      case Part.ArrayLiteral array -> {
        for (Part.Element element : array.elements()) {
          words(List.of(element.value()), frame);
        }
        fields.value(Scope.Variable.UNKNOWN, true);
      }
    }
  }

  private static Frame nested(Frame frame) {
    return frame.in(Stream.NONE);
  }

  private static String home(String user, Frame frame) {
    return switch (user) {
      case "+" -> frame.scope().directory.isEmpty() ? "" + Marks.ANY : frame.scope().directory;
      case "-" -> String.valueOf(Marks.ANY);
      default -> "~" + user;
    };
  }

  /** The output of commands as a value. */
  static Scope.Variable value(Stream out) {
    String text = out.text();
    if (text != null) {
      int end = text.length();
      while (end > 0 && text.charAt(end - 1) == '\n') {
        end--;
      }
      return new Scope.Variable(text.substring(0, end), out.sources(), false);
    }
    String lines = out.lines();
    if (lines != null && lines.equals(String.valueOf(Marks.TOKEN))) {
      return new Scope.Variable(lines, out.sources(), false);
    }
    return new Scope.Variable((lines == null ? "" : lines) + Marks.ANY, out.sources(), true);
  }
}
