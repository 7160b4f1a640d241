package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Code and commands among the words of a command. */
final class UsedCode {

  private static final Set<String> QUERIES = Set.of("sql", "redis", "mongo");

  private final Uses uses;

  UsedCode(Uses uses) {
    this.uses = uses;
  }

  /** The words after the code of {@code bash -c}: its name, then its parameters. */
  Frame positional(List<Arg> rest) {
    Frame inner = uses.frame.apart();
    inner
        .scope()
        .positional(rest.size() < 2 ? List.of() : List.copyOf(rest.subList(1, rest.size())));
    return inner;
  }

  void script(Role role, Arg arg, List<Arg> rest) {
    if (arg.text().equals("-")) {
      return;
    }
    uses.readsInput = false;
    Frame inner = uses.frame.within(uses.frame.scope().copy());
    inner.scope().positional(new ArrayList<>(rest));
    uses.output = uses.walk.dispatch.script(arg, role.argument(), uses.program, rest, inner);
  }

  void command(List<Arg> words) {
    int first = 0;
    boolean assigns =
        !uses.outcome.roles.isEmpty()
            && uses.outcome.roles.getFirst().role().kind() == Role.Kind.ASSIGNMENT;
    Frame inner = uses.frame.through(uses.program);
    while (assigns && first < words.size() && isAssignment(words.get(first).text())) {
      Arg word = words.get(first++);
      int equals = word.text().indexOf('=');
      Scope.Variable value =
          new Scope.Variable(word.text().substring(equals + 1), word.sources(), word.many());
      SimpleCommand.setting(uses.walk, word.text().substring(0, equals), value, uses.frame);
    }
    uses.readsInput = false;
    while (first < words.size() && words.get(first).text().equals("--")) {
      first++;
    }
    OptionSpec code = uses.spec.option("-c");
    boolean shell = first + 1 < words.size() && words.get(first).text().equals("-c");
    if (shell && code != null && code.role().kind() == Role.Kind.INLINE) {
      uses.output =
          uses.walk.payloads.inline("shell", uses.program, words.get(first + 1), uses.frame);
    } else if (first < words.size()) {
      uses.output =
          uses.walk.dispatch.run(applied(words.subList(first, words.size())), inner.apart());
    }
  }

  /** {@code fd -x rm}: what it finds comes after, or where the braces stand. */
  private List<Arg> applied(List<Arg> words) {
    if (!uses.program.equals("fd") && !uses.program.equals("fdfind")) {
      return words;
    }
    String found = found();
    List<Arg> all = new ArrayList<>();
    boolean placed = false;
    for (Arg word : words) {
      boolean hole = word.text().contains("{}");
      placed |= hole;
      all.add(hole ? word.with(word.text().replace("{}", found)) : word);
    }
    if (!placed) {
      all.add(Arg.of(found, uses.frame.span()));
    }
    return all;
  }

  /** In the folder that it was told to search; by name, where the name alone says enough. */
  private String found() {
    List<Arg> operands = uses.invocation.operands();
    String folder = operands.size() > 1 ? operands.get(1).text() : ".";
    Arg extension = uses.invocation.value("-e");
    String name =
        extension != null
            ? "x." + extension.text()
            : operands.isEmpty() ? "" : operands.getFirst().text();
    Arg path = Arg.of(folder + "/" + name, uses.frame.span());
    boolean secret = Files.target(uses.walk, path, uses.frame).pathClass() == PathClass.CREDENTIAL;
    return secret ? path.text() : folder + "/" + Marks.ANY;
  }

  private static boolean isAssignment(String text) {
    int equals = text.indexOf('=');
    return equals > 0 && Chars.isName(text.substring(0, equals));
  }

  /**
   * {@code -c core.pager=CODE}, {@code -o ProxyCommand=CODE}: read when the setting is one that is
   * run.
   */
  void setting(Arg arg) {
    boolean runs =
        uses.outcome.unreadable.contains("code-in-option")
            || uses.outcome.effects.stream()
                .anyMatch(add -> "code".equals(add.attributes().get("risk")));
    int equals = arg.text().indexOf('=');
    int from = equals < 0 ? arg.text().indexOf(' ') : equals;
    if (!runs || from < 0) {
      return;
    }
    String code = arg.text().substring(from + 1).strip();
    boolean readsInput = uses.readsInput;
    uses.walk.payloads.inline(
        "shell",
        uses.program,
        arg.with(code.startsWith("!") ? code.substring(1) : code),
        uses.frame.apart());
    uses.readsInput = readsInput;
  }

  void shell(List<Arg> words) {
    uses.readsInput = false;
    uses.output = uses.walk.payloads.inline("shell", uses.program, joined(words), uses.frame);
  }

  private static Arg joined(List<Arg> words) {
    StringBuilder text = new StringBuilder();
    List<Source> all = List.of();
    for (Arg word : words) {
      text.append(text.isEmpty() ? "" : " ").append(word.text());
      all = Source.join(all, word.sources());
    }
    return new Arg(text.toString(), false, all, null, words.getFirst().span(), text.toString());
  }

  void redis(List<Arg> words) {
    uses.readsInput = false;
    uses.output = uses.walk.payloads.inline("redis", uses.program, joined(words), uses.frame);
  }

  /** Where code of this role runs: a database for tests is known as one there. */
  Frame asking(Role role, Frame inner) {
    inner.scope().trial = isQuery(role) && TrialDatabase.is(uses.invocation, uses.frame);
    return inner;
  }

  private static boolean isQuery(Role role) {
    return QUERIES.contains(role.argument());
  }

  /** An interpreter without code runs whatever comes: also as {@code find -exec sh}. */
  void bareInterpreter(Role role) {
    boolean code = role.kind() == Role.Kind.INLINE && !isQuery(role);
    if (code && uses.readsInput && uses.invocation.operands().isEmpty() && !code(uses.outcome)) {
      uses.walk.findings.add(
          new Effect.Code(
              EffectName.CODE_STDIN, role.argument(), "", uses.program, uses.frame.origin()));
    }
  }

  private static boolean code(Consequences.Outcome outcome) {
    return outcome.effects.stream().anyMatch(add -> add.name().id().startsWith("code."));
  }
}
