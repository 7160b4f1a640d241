package dev.gatehand.shell;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of parameters, as far as they are known. */
final class Parameters {

  private static final String TOKEN = String.valueOf(Marks.TOKEN);
  private static final Set<String> TAME =
      Set.of(
          "#",
          "?",
          "$",
          "!",
          "USER",
          "LOGNAME",
          "HOSTNAME",
          "RANDOM",
          "SECONDS",
          "UID",
          "EUID",
          "PPID",
          "LINENO",
          "SHLVL",
          "BASHPID",
          "EPOCHSECONDS",
          "COLUMNS",
          "LINES",
          "OSTYPE",
          "HOSTTYPE",
          "MACHTYPE",
          "BASH_VERSION",
          "SRANDOM",
          "OPTIND",
          "PIPESTATUS");

  private final Walk walk;
  private final Expansion expansion;

  Parameters(Walk walk, Expansion expansion) {
    this.walk = walk;
    this.expansion = expansion;
  }

  Scope.Variable value(Part.Parameter parameter, Frame frame) {
    if (parameter.subscript() instanceof Subscript.At at) {
      new Conditions(walk).evaluated(expansion.single(at.text(), frame), frame);
    }
    Scope.Variable plain = plain(parameter, frame);
    return switch (parameter.operation()) {
      case Operation.Plain _ -> plain;
      case Operation.Length _ -> new Scope.Variable(TOKEN, List.of(), false);
      case Operation.NamesWithPrefix _ -> Scope.Variable.UNKNOWN;
      case Operation.Keys _ -> Scope.Variable.UNKNOWN;
      case Operation.WhenUnset unset -> whenUnset(parameter, unset, plain, frame);
      case Operation.Substring substring -> substring(substring, plain, frame);
      case Operation.Trim trim -> {
        Arg pattern = expansion.single(trim.pattern(), frame);
        yield ParameterEdits.trimmed(trim.operator(), pattern.text(), plain);
      }
      case Operation.Replace replace -> {
        Arg pattern = expansion.single(replace.pattern(), frame);
        Arg with = expansion.single(replace.with(), frame);
        yield ParameterEdits.replaced(replace.operator(), pattern, with, plain);
      }
      case Operation.ChangeCase change -> {
        Arg pattern = expansion.single(change.pattern(), frame);
        yield ParameterEdits.recased(change.operator(), pattern.text(), plain);
      }
      case Operation.Transform transform -> transformed(transform, plain, parameter, frame);
    };
  }

  private Scope.Variable plain(Part.Parameter parameter, Frame frame) {
    if (!(parameter.subscript() instanceof Subscript.None)) {
      Scope.Variable array = frame.scope().variable(parameter.name());
      return new Scope.Variable(
          String.valueOf(Marks.ANY), array == null ? List.of() : array.sources(), true);
    }
    if (parameter.indirect()) {
      Scope.Variable name = frame.scope().variable(parameter.name());
      return name != null && Chars.isName(name.text())
          ? named(name.text(), parameter, frame)
          : anyVariable(frame);
    }
    return named(parameter.name(), parameter, frame);
  }

  /** Whose name is not known may be a secret's as well as any. */
  private Scope.Variable anyVariable(Frame frame) {
    Effect read =
        walk.findings.add(
            new Effect.Change(
                EffectName.ENVIRONMENT_READ,
                java.util.Map.of("variable", "*", "scope", "all"),
                frame.origin()));
    return new Scope.Variable(
        String.valueOf(Marks.ANY), List.of(new Source(Source.Kind.SECRET, read)), true);
  }

  private Scope.Variable named(String name, Part.Parameter parameter, Frame frame) {
    List<Arg> positional = frame.scope().positional();
    if (name.equals("@") || name.equals("*")) {
      return positional == null ? Scope.Variable.UNKNOWN : joined(positional);
    }
    if (Chars.isDigits(name) && !name.equals("0")) {
      if (positional == null || name.length() > 3) {
        return Scope.Variable.UNKNOWN.withoutMany();
      }
      int index = Integer.parseInt(name);
      if (index > positional.size()) {
        return new Scope.Variable("", List.of(), false);
      }
      Arg arg = positional.get(index - 1);
      return new Scope.Variable(arg.text(), arg.sources(), arg.many());
    }
    Scope.Variable variable = frame.scope().variable(name);
    return variable != null ? variable : fromEnvironment(name, parameter, frame);
  }

  private static Scope.Variable joined(List<Arg> args) {
    if (args.size() == 1) {
      return new Scope.Variable(
          args.getFirst().text(), args.getFirst().sources(), args.getFirst().many());
    }
    List<Source> sources = List.of();
    for (Arg arg : args) {
      sources = Source.join(sources, arg.sources());
    }
    return args.isEmpty()
        ? new Scope.Variable("", sources, false)
        : new Scope.Variable(String.valueOf(Marks.ANY), sources, true);
  }

  private Scope.Variable fromEnvironment(String name, Part.Parameter parameter, Frame frame) {
    if (TAME.contains(name)) {
      return new Scope.Variable(TOKEN, List.of(), false);
    }
    String known =
        switch (name) {
          case "HOME" -> "~";
          case "PWD" -> frame.scope().directory;
          case "TMPDIR" -> "/tmp";
          case "PATH" -> String.valueOf(Marks.PATH);
          case "IFS" -> " \t\n";
          case "0" -> "bash";
          case "SHELL", "BASH" -> "/bin/bash";
          default -> "";
        };
    if (!known.isEmpty()) {
      return new Scope.Variable(known, List.of(), false);
    }
    if (Variables.isSecret(name)) {
      Effect read =
          walk.findings.add(
              new Effect.Change(
                  EffectName.ENVIRONMENT_READ,
                  Map.of("variable", name, "scope", "secret"),
                  frame.context().origin(parameter.span())));
      return new Scope.Variable(
          String.valueOf(Marks.ANY), List.of(new Source(Source.Kind.SECRET, read)), false);
    }
    return Scope.Variable.UNKNOWN.withoutMany();
  }

  private Scope.Variable whenUnset(
      Part.Parameter parameter, Operation.WhenUnset unset, Scope.Variable plain, Frame frame) {
    Arg word = expansion.single(unset.word(), frame);
    Scope.Variable other = new Scope.Variable(word.text(), word.sources(), word.many());
    boolean set = frame.scope().variable(parameter.name()) != null;
    boolean empty = plain.text().isEmpty();
    return switch (unset.then()) {
      case USE, ASSIGN -> {
        if ((set && !empty && Marks.isKnown(plain.text())) || plain.equals(other)) {
          yield plain;
        }
        if (set && empty && unset.alsoEmpty()) {
          yield other;
        }
        // From outside: mostly unset. What the default says holds, but doubtfully.
        Scope.Variable either =
            new Scope.Variable(
                String.valueOf(Marks.ANY), Source.join(plain.sources(), other.sources()), false);
        if (unset.then() == Operation.Unset.ASSIGN && Chars.isName(parameter.name())) {
          walk.assign(parameter.name(), either, frame);
        }
        yield Scope.isTameText(plain.text()) && Scope.isTameText(other.text()) ? plain : either;
      }
      case FAIL -> plain;
      case USE_IF_SET ->
          set && (!empty || !unset.alsoEmpty()) && Marks.isKnown(plain.text())
              ? other
              : set && Marks.isKnown(plain.text())
                  ? new Scope.Variable("", List.of(), false)
                  : new Scope.Variable(String.valueOf(Marks.ANY), other.sources(), true);
    };
  }

  private Scope.Variable substring(
      Operation.Substring substring, Scope.Variable plain, Frame frame) {
    Integer from = number(substring.offset(), frame);
    Arithmetic length = substring.length();
    Integer count = length == null ? Integer.valueOf(1 << 20) : number(length, frame);
    if (from == null || count == null || !Marks.isKnown(plain.text()) || plain.many()) {
      return Scope.isTameText(plain.text()) ? tame(plain) : unknown(plain);
    }
    int size = plain.text().length();
    int start = from < 0 ? size + from : from;
    if (start < 0 || start > size) {
      return new Scope.Variable("", plain.sources(), false);
    }
    int end = count < 0 ? size + count : Math.min(size, start + count);
    return end < start
        ? unknown(plain)
        : new Scope.Variable(plain.text().substring(start, end), plain.sources(), false);
  }

  private @Nullable Integer number(Arithmetic expression, Frame frame) {
    new Conditions(walk).arithmetic(expression, frame);
    String text = expansion.single(expression.text(), frame).text().strip();
    boolean simple = text.length() < 6 && text.matches("-? *[0-9]+");
    return simple ? Integer.valueOf(text.replace(" ", "")) : null;
  }

  private Scope.Variable transformed(
      Operation.Transform transform, Scope.Variable plain, Part.Parameter parameter, Frame frame) {
    if (transform.letter() == 'P') {
      walk.findings.add(
          new Effect.Opaque("code-in-prompt", "${@P}", frame.context().origin(parameter.span())));
    }
    return unknown(plain);
  }

  private static Scope.Variable unknown(Scope.Variable plain) {
    return new Scope.Variable(String.valueOf(Marks.ANY), plain.sources(), plain.many());
  }

  private static Scope.Variable tame(Scope.Variable plain) {
    return new Scope.Variable(TOKEN, plain.sources(), false);
  }
}
