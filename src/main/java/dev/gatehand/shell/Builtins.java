package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shell's own commands that change what it has in its memory. */
final class Builtins {

  private final Walk walk;

  Builtins(Walk walk) {
    this.walk = walk;
  }

  @Nullable Stream cd(Invocation invocation, Frame frame) {
    Scope scope = frame.scope();
    if (invocation.spec().program().equals("pushd")) {
      scope.left = new ArrayList<>(scope.left);
      scope.left.add(scope.directory);
    }
    if (invocation.operands().isEmpty()) {
      scope.directory = "~";
      return null;
    }
    Arg to = invocation.operands().getFirst();
    if (!to.text().equals("-")) {
      walk.findings.add(
          new Effect.File(
              FileOperation.LIST, Files.target(walk, to, frame), false, "cd", frame.origin()));
    }
    if (!to.isKnown() || to.text().equals("-")) {
      int mark = Marks.firstMark(to.text());
      boolean temporary = mark > 0 && Marks.isTame(to.text()) && !to.many();
      scope.directory =
          temporary ? orNothing(walk.locations.folder(to.text(), scope.directory)) : "";
      return null;
    }
    scope.directory = orNothing(walk.locations.folder(to.text(), scope.directory));
    return null;
  }

  /** Where it leads stands on the shell's own stack. */
  @Nullable Stream popd(Invocation invocation, Frame frame) {
    Scope scope = frame.scope();
    boolean plain = invocation.operands().isEmpty() && !scope.left.isEmpty();
    scope.directory = plain ? scope.left.getLast() : "";
    scope.left = plain ? new ArrayList<>(scope.left.subList(0, scope.left.size() - 1)) : List.of();
    return null;
  }

  Stream pwd(Frame frame) {
    String directory = frame.scope().directory;
    return Stream.of((directory.isEmpty() ? "" + Marks.ANY : directory) + "\n", List.of());
  }

  private static String orNothing(@Nullable String text) {
    return text == null ? "" : text;
  }

  @Nullable Stream assign(Invocation invocation, Frame frame) {
    boolean evaluates = invocation.has("-i");
    if (invocation.has("-n")) {
      // Another name for a variable: from here on nobody sees which one is set.
      walk.findings.add(new Effect.Opaque("hidden-code", invocation.spec().name, frame.origin()));
    }
    for (Arg operand : invocation.operands()) {
      int equals = operand.text().indexOf('=');
      if (equals <= 0) {
        continue;
      }
      boolean adds = operand.text().charAt(equals - 1) == '+';
      String name = operand.text().substring(0, adds ? equals - 1 : equals);
      Arg word = operand.with(operand.text().substring(equals + 1));
      if (evaluates) {
        new Conditions(walk).evaluated(word, frame);
      }
      Scope.Variable value =
          adds
              ? Scope.Variable.UNKNOWN
              : new Scope.Variable(word.text(), word.sources(), word.many());
      walk.assign(name, value, frame);
      if (invocation.spec().program().equals("export")) {
        SimpleCommand.handed(walk, name, value, frame);
      }
    }
    if (invocation.operands().isEmpty() && !invocation.has("-f")) {
      return environment(frame);
    }
    return Stream.NONE;
  }

  /** All variables are printed: among them may be secrets. */
  Stream environment(Frame frame) {
    Effect read =
        walk.findings.add(
            new Effect.Change(
                EffectName.ENVIRONMENT_READ,
                Map.of("variable", "*", "scope", "all"),
                frame.origin()));
    return Stream.unknown(List.of(new Source(Source.Kind.SECRET, read)));
  }

  Stream unset(Invocation invocation, Frame frame) {
    for (Arg name : invocation.operands()) {
      new Conditions(walk).evaluated(name, frame);
      if (invocation.has("-f")) {
        frame.scope().undefine(name.text());
      } else if (name.isKnown()) {
        frame.scope().forget(name.text());
      }
    }
    return Stream.NONE;
  }

  Stream eval(Invocation invocation, Frame frame) {
    StringBuilder text = new StringBuilder();
    List<Source> sources = List.of();
    for (Arg word : invocation.operands()) {
      text.append(text.isEmpty() ? "" : " ").append(word.text());
      sources = Source.join(sources, word.sources());
    }
    if (text.isEmpty()) {
      return Stream.NONE;
    }
    Arg code = new Arg(text.toString(), false, sources, null, frame.span(), text.toString());
    return walk.payloads.shell(code, "eval", frame, frame.scope());
  }

  Stream source(Invocation invocation, Frame frame) {
    if (invocation.operands().isEmpty()) {
      return Stream.NONE;
    }
    Arg file = invocation.operands().getFirst();
    List<Arg> rest = invocation.operands().subList(1, invocation.operands().size());
    Stream out = walk.dispatch.script(file, "shell", "source", rest, frame);
    Target target = Files.target(walk, file, frame);
    boolean seen = file.pipe() != null || walk.findings.written(target.path()) != null;
    if (!seen) {
      walk.findings.add(
          new Effect.Change(
              EffectName.NAME_CHANGE,
              Map.of("kind", "source", "what", Marks.show(file.text())),
              frame.origin()));
    }
    return out;
  }

  @Nullable Stream command(Invocation invocation, Frame frame) {
    List<Arg> words = invocation.operands();
    if (words.isEmpty() || invocation.has("-v") || invocation.has("-V")) {
      return Stream.lines(String.valueOf(Marks.TOKEN), List.of());
    }
    Arg name = words.getFirst();
    if (!name.isKnown() || name.text().indexOf('/') >= 0) {
      return walk.dispatch.run(words, frame.through("command"));
    }
    return walk.dispatch.byName(
        name.text(), words.subList(1, words.size()), frame.through("command"));
  }

  @Nullable Stream set(Invocation invocation, List<Arg> words, Frame frame) {
    if (!invocation.operands().isEmpty()) {
      frame.scope().positional(new ArrayList<>(invocation.operands()));
    } else if (words.isEmpty()) {
      return environment(frame);
    }
    return null;
  }

  Stream trap(Invocation invocation, Frame frame) {
    List<Arg> words = invocation.operands();
    if (words.size() > 1 && !words.getFirst().text().equals("-")) {
      walk.payloads.shell(
          words.getFirst(), "trap", frame.less(Certainty.CONDITIONAL), frame.scope().copy());
    }
    return Stream.NONE;
  }

  Stream alias(Invocation invocation, Frame frame) {
    for (Arg word : invocation.operands()) {
      int equals = word.text().indexOf('=');
      if (equals > 0) {
        walk.findings.add(
            new Effect.Change(
                EffectName.NAME_CHANGE,
                Map.of("kind", "alias", "what", Marks.show(word.text().substring(0, equals))),
                frame.origin()));
        // Whether it is called nobody can tell: an alias counts from the next line on.
        walk.payloads.inline(
            "shell",
            "alias",
            word.with(word.text().substring(equals + 1)),
            frame.less(Certainty.CONDITIONAL).apart());
      }
    }
    return Stream.NONE;
  }

  Stream read(Invocation invocation, Frame frame) {
    List<Arg> names = new ArrayList<>(invocation.operands());
    Arg array = invocation.value("-a");
    if (array != null) {
      names.add(array);
    }
    Stream in = frame.in();
    String text = in.text();
    for (Arg name : names) {
      new Conditions(walk).evaluated(name, frame);
    }
    if (names.size() == 1
        && text != null
        && in.present()
        && text.indexOf('\n') == text.length() - 1) {
      walk.assign(
          names.getFirst().text(), new Scope.Variable(text.strip(), in.sources(), false), frame);
      return Stream.NONE;
    }
    String start = in.lines() == null ? "" : in.lines();
    boolean tame = start.equals(String.valueOf(Marks.TOKEN));
    for (Arg name : names) {
      walk.assign(
          name.text(),
          new Scope.Variable(tame ? start : start + Marks.ANY, in.sources(), false),
          frame);
      start = tame ? start : "";
    }
    if (names.isEmpty()) {
      frame.scope().set("REPLY", new Scope.Variable("" + Marks.ANY, in.sources(), false));
    }
    return Stream.NONE;
  }

  Stream let(Invocation invocation, Frame frame) {
    for (Arg expression : invocation.operands()) {
      new Conditions(walk).evaluated(expression, frame);
      int equals = expression.text().indexOf('=');
      String name = equals > 0 ? expression.text().substring(0, equals).strip() : "";
      if (Chars.isName(name)) {
        frame.scope().set(name, new Scope.Variable(String.valueOf(Marks.TOKEN), List.of(), false));
      }
    }
    return Stream.NONE;
  }

  /** {@code test} and {@code [}: only {@code -v} and comparisons of numbers evaluate anything. */
  Stream test(List<Arg> args, Frame frame) {
    for (int i = 0; i < args.size(); i++) {
      if (args.get(i).text().equals("-v") && i + 1 < args.size()) {
        new Conditions(walk).evaluated(args.get(i + 1), frame);
      }
    }
    walk.findings.add(new Effect.Run("test", frame.origin()));
    return Stream.NONE;
  }
}
