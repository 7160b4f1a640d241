package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one run of a command does with its operands and the values of its options. */
final class Uses {

  private final Walk walk;
  private final CommandSpec spec;
  private final Invocation invocation;
  private final Consequences.Outcome outcome;
  private final Frame frame;
  private final String program;
  private final List<Effect> written = new ArrayList<>();
  private final List<Target> writtenTo = new ArrayList<>();
  private List<Source> sources;
  private List<Source> sent = List.of();
  private String host = "?";
  private boolean sends;
  private @Nullable Stream output;
  private boolean readsInput = true;

  Uses(
      Walk walk,
      CommandSpec spec,
      Invocation invocation,
      Consequences.Outcome outcome,
      Frame frame) {
    this.walk = walk;
    this.spec = spec;
    this.invocation = invocation;
    this.outcome = outcome;
    this.frame = frame;
    this.program = spec.program();
    this.sources = spec.is(CommandSpec.Style.DEAF) ? List.of() : frame.in().sources();
  }

  /** What goes out over the network. */
  List<Source> sent() {
    return sent;
  }

  String host() {
    return host;
  }

  Stream apply() {
    sends = outcome.effects.stream().anyMatch(add -> add.name() == EffectName.NETWORK_SEND);
    for (Invocation.Given given : invocation.options()) {
      if (given.option().role().kind() == Role.Kind.DATA
          || given.option().role().kind() == Role.Kind.FORM) {
        sends = true;
      }
    }
    for (Invocation.Given given : invocation.options()) {
      Arg value = given.value();
      if (value != null) {
        use(given.option().role(), value, List.of(value), -1);
      }
    }
    operands();
    if (!invocation.command().isEmpty()) {
      command(invocation.command());
    }
    standardInput();
    for (int i = 0; i < written.size(); i++) {
      Flows.into(walk, written.get(i), sources, "argument");
      if (writtenTo.get(i).knowledge() == PathKnowledge.EXACT) {
        boolean same = spec.special.equals("tee");
        walk.findings.wrote(
            writtenTo.get(i).path(), same ? frame.in() : Stream.unknown(sources), false);
      }
    }
    return output != null ? output : printed();
  }

  private Stream printed() {
    if (spec.is(CommandSpec.Style.QUIET)) {
      return Stream.of("", List.of());
    }
    if (outcome.attributes.containsKey("decodes")) {
      Effect run = new Effect.Run(program, frame.origin());
      sources = Source.join(sources, List.of(new Source(Source.Kind.DECODED, run)));
    }
    if (spec.is(CommandSpec.Style.TOKEN) || outcome.attributes.containsKey("counts")) {
      return Stream.lines(String.valueOf(Marks.TOKEN), sources);
    }
    return Stream.unknown(sources);
  }

  private void operands() {
    List<Arg> operands = invocation.operands();
    List<SpecAction.OperandSpec> roles = outcome.roles;
    if (!roles.isEmpty() && isCode(roles.getFirst().role()) && hasCodeOption()) {
      // sed -e, perl -e: the first operand is no longer the script.
      roles = roles.subList(1, roles.size());
    }
    if (!roles.isEmpty() && roles.getFirst().role().kind() == Role.Kind.ASSIGNMENT) {
      command(operands);
      return;
    }
    int star = -1;
    for (int i = 0; i < roles.size(); i++) {
      star = roles.get(i).many() ? i : star;
    }
    int after = star < 0 ? 0 : roles.size() - star - 1;
    for (int i = 0; i < operands.size(); i++) {
      int role = i;
      if (star >= 0 && i >= star) {
        int fromEnd = operands.size() - i;
        role = fromEnd <= after ? roles.size() - fromEnd : star;
      }
      if (role >= roles.size()) {
        if (roles.isEmpty() && (!spec.subs.isEmpty() || spec.verbs != null)) {
          taint(operands.get(i));
          continue;
        }
        walk.findings.add(new Effect.Opaque("unknown-operand", spec.name, frame.origin()));
        continue;
      }
      Role each = roles.get(role).role();
      use(each, operands.get(i), operands, i);
      if (takesTheRest(each)) {
        return;
      }
    }
  }

  private static boolean isCode(Role role) {
    return role.kind() == Role.Kind.INLINE || role.kind() == Role.Kind.SCRIPT;
  }

  private boolean hasCodeOption() {
    return invocation.options().stream().anyMatch(given -> isCode(given.option().role()));
  }

  private static boolean takesTheRest(Role role) {
    return switch (role.kind()) {
      case COMMAND, SHELL, SCRIPT, REDIS -> true;
      default -> false;
    };
  }

  private void taint(Arg arg) {
    sources = Source.join(sources, arg.sources());
  }

  /**
   * @param all the words it stands among
   * @param index its place there, or -1 for the value of an option
   */
  private void use(Role role, Arg arg, List<Arg> all, int index) {
    taint(arg);
    List<Arg> rest = index < 0 ? invocation.operands() : all.subList(index + 1, all.size());
    switch (role.kind()) {
      case TEXT, ASSIGNMENT, PACKAGE -> {}
      case READ -> read(arg);
      case LIST -> file(FileOperation.LIST, arg);
      case FOLDER -> file(FileOperation.LIST, arg);
      case WRITE -> write(FileOperation.WRITE, arg);
      case APPEND -> write(FileOperation.APPEND, arg);
      case OUTDIR -> write(FileOperation.WRITE, arg.with(arg.text() + "/" + Marks.STAR));
      case UPDATE -> {
        read(arg);
        write(FileOperation.WRITE, arg);
      }
      case TRUNCATE -> file(FileOperation.TRUNCATE, arg);
      case DELETE -> file(FileOperation.DELETE, arg);
      case MOVE -> file(FileOperation.MOVE, arg);
      case LINK -> file(FileOperation.LINK, arg);
      case METADATA -> file(FileOperation.METADATA, arg);
      case EXECUTE -> output = walk.dispatch.script(arg, "program", program, rest, frame);
      case HOST -> network(EffectName.NETWORK_CONNECT, Hosts.of(arg.text()));
      case URL -> {
        // What is in the address leaves, too.
        sent = Source.join(sent, arg.sources());
        boolean out = sends || !arg.sources().isEmpty();
        network(out ? EffectName.NETWORK_SEND : EffectName.NETWORK_RECEIVE, Hosts.of(arg.text()));
      }
      case SENDURL -> {
        sent = Source.join(sent, sources);
        network(EffectName.NETWORK_SEND, Hosts.of(arg.text()));
      }
      case FROM -> remote(arg, true);
      case TO -> remote(arg, false);
      case COMMAND -> command(all.subList(Math.max(0, index), all.size()));
      case SHELL -> shell(all.subList(Math.max(0, index), all.size()));
      case SPLIT -> shell(List.of(arg));
      case REDIS -> redis(all.subList(Math.max(0, index), all.size()));
      case INLINE -> {
        readsInput = false;
        output =
            walk.payloads.inline(
                role.argument(), program, arg, index < 0 ? frame.apart() : positional(rest));
      }
      case SCRIPT -> script(role, arg, rest);
      case DATA -> data(arg, "@");
      case FORM -> data(arg, "=@");
      case CONFIG -> {
        if (!arg.isKnown()) {
          walk.findings.add(new Effect.Opaque("unknown-word", spec.name, frame.origin()));
        }
      }
    }
  }

  /** The words after the code of {@code bash -c}: its name, then its parameters. */
  private Frame positional(List<Arg> rest) {
    Frame inner = frame.apart();
    inner
        .scope()
        .positional(rest.size() < 2 ? List.of() : List.copyOf(rest.subList(1, rest.size())));
    return inner;
  }

  private void script(Role role, Arg arg, List<Arg> rest) {
    if (arg.text().equals("-")) {
      return;
    }
    readsInput = false;
    Frame inner = frame.within(frame.scope().copy());
    inner.scope().positional(new ArrayList<>(rest));
    output = walk.dispatch.script(arg, role.argument(), program, rest, inner);
  }

  private void command(List<Arg> words) {
    int first = 0;
    boolean assigns =
        !outcome.roles.isEmpty() && outcome.roles.getFirst().role().kind() == Role.Kind.ASSIGNMENT;
    Frame inner = frame.through(program);
    while (assigns && first < words.size() && isAssignment(words.get(first).text())) {
      Arg word = words.get(first++);
      int equals = word.text().indexOf('=');
      Scope.Variable value =
          new Scope.Variable(word.text().substring(equals + 1), word.sources(), word.many());
      SimpleCommand.setting(walk, word.text().substring(0, equals), value, frame);
    }
    readsInput = false;
    while (first < words.size() && words.get(first).text().equals("--")) {
      first++;
    }
    OptionSpec code = spec.option("-c");
    boolean shell = first + 1 < words.size() && words.get(first).text().equals("-c");
    if (shell && code != null && code.role().kind() == Role.Kind.INLINE) {
      output = walk.payloads.inline("shell", program, words.get(first + 1), frame);
    } else if (first < words.size()) {
      output = walk.dispatch.run(words.subList(first, words.size()), inner.apart());
    }
  }

  private static boolean isAssignment(String text) {
    int equals = text.indexOf('=');
    return equals > 0 && Chars.isName(text.substring(0, equals));
  }

  private void shell(List<Arg> words) {
    readsInput = false;
    output = walk.payloads.inline("shell", program, joined(words), frame);
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

  private void redis(List<Arg> words) {
    readsInput = false;
    output = walk.payloads.inline("redis", program, joined(words), frame);
  }

  private void read(Arg arg) {
    if (arg.text().equals("-")) {
      return;
    }
    Stream in = Files.read(walk, arg, program, frame);
    sources = Source.join(sources, in.sources());
  }

  private void write(FileOperation operation, Arg arg) {
    if (outcome.harmless || arg.text().equals("-")) {
      return;
    }
    Target target = Files.target(walk, arg, frame);
    if (target.pathClass() == PathClass.SINK) {
      if (!program.equals("mv")) {
        return;
      }
      // A file that is moved there takes the device's place, and is lost.
      target =
          new Target(
              target.text(), target.path(), target.knowledge(), PathClass.DEVICE, PathClass.DEVICE);
    }
    Effect effect =
        walk.findings.add(
            new Effect.File(operation, target, outcome.recursive, program, frame.origin()));
    written.add(effect);
    writtenTo.add(target);
  }

  private void file(FileOperation operation, Arg arg) {
    FileOperation real = outcome.harmless ? FileOperation.LIST : operation;
    Target target = Files.target(walk, arg, frame);
    walk.findings.add(new Effect.File(real, target, outcome.recursive, program, frame.origin()));
  }

  private void remote(Arg arg, boolean from) {
    String remote = Hosts.remote(arg.text());
    if (remote == null) {
      if (from) {
        read(arg);
      } else {
        write(FileOperation.WRITE, arg);
      }
      return;
    }
    if (!from) {
      sent = Source.join(sent, sources);
    }
    network(from ? EffectName.NETWORK_RECEIVE : EffectName.NETWORK_SEND, remote);
  }

  private void network(EffectName name, String to) {
    host = to;
    if (outcome.harmless) {
      return;
    }
    List<Source> goes = name == EffectName.NETWORK_SEND ? Source.join(sent, sources) : sources;
    Effect effect =
        walk.findings.add(
            new Effect.Network(
                name,
                to,
                Flows.carries(goes, name == EffectName.NETWORK_SEND),
                program,
                frame.origin()));
    Flows.into(walk, effect, goes, "argument");
    if (name != EffectName.NETWORK_SEND || spec.standardInput == null) {
      sources = Source.join(sources, List.of(new Source(Source.Kind.NETWORK, effect)));
    }
  }

  private void data(Arg arg, String mark) {
    String text = arg.text();
    int at = text.startsWith(mark) ? 0 : mark.length() > 1 ? text.indexOf(mark) : -1;
    sent = Source.join(sent, arg.sources());
    if (at >= 0) {
      String path = text.substring(at + mark.length());
      if (path.equals("-")) {
        sent = Source.join(sent, frame.in().sources());
      } else {
        Stream in = Files.read(walk, arg.with(path), program, frame);
        sent = Source.join(sent, in.sources());
      }
    }
    sources = Source.join(sources, sent);
  }

  private void standardInput() {
    Role role = spec.standardInput;
    if (role == null || !frame.in().present() || outcome.harmless) {
      return;
    }
    switch (role.kind()) {
      case INLINE -> {
        if (readsInput) {
          output =
              walk.payloads.input(
                  role.argument(), program, frame.in(), invocation.operands(), frame);
        }
      }
      case DATA -> {
        sent = Source.join(sent, frame.in().sources());
        Effect effect =
            walk.findings.add(
                new Effect.Network(
                    EffectName.NETWORK_SEND,
                    host,
                    Flows.carries(frame.in().sources(), true),
                    program,
                    frame.origin()));
        Flows.into(walk, effect, frame.in().sources(), "pipe");
      }
      default -> {}
    }
  }
}
