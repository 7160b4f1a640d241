package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one run of a command does with its operands and the values of its options. */
final class Uses {

  final Walk walk;
  final CommandSpec spec;
  final Invocation invocation;
  final Consequences.Outcome outcome;
  final Frame frame;
  final String program;
  final List<Effect> written = new ArrayList<>();
  final List<Target> writtenTo = new ArrayList<>();
  final List<Arg> scripts = new ArrayList<>();
  List<Source> sources;
  List<Source> sent = List.of();
  private List<Source> endless = List.of();
  String host = "?";

  /** Set once it talks to another machine, wherever else it goes. */
  boolean elsewhere;

  boolean sends;
  @Nullable Stream output;
  boolean readsInput = true;

  final UsedFiles files = new UsedFiles(this);
  private final UsedNetwork network = new UsedNetwork(this);
  private final UsedCode code = new UsedCode(this);

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
    List<Source> in = spec.is(CommandSpec.Style.DEAF) ? List.of() : frame.in().sources();
    // yes | cp -i a b: an answer is taken from it, not all of it.
    this.sources = EndlessLoop.passes(program) ? in : Source.without(in, Source.Kind.ENDLESS);
  }

  /** What goes out over the network. */
  List<Source> sent() {
    return sent;
  }

  /** Whether all that it talks to is this machine. */
  boolean staysHere() {
    return Hosts.isLoopback(host) && !elsewhere && !invocation.doubts().contains("unknown-word");
  }

  String host() {
    return host;
  }

  Stream apply() {
    if ("yes".equals(outcome.attributes.get("endless"))) {
      endless = List.of(new Source(Source.Kind.ENDLESS, new Effect.Run(program, frame.origin())));
      sources = Source.join(sources, endless);
    }
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
    invocation.strays().forEach(files::stray);
    operands();
    files.copied();
    files.emptied();
    files.rewritten();
    Weakening.look(this);
    if (!invocation.command().isEmpty()) {
      code.command(invocation.command());
    }
    standardInput();
    for (int i = 0; i < written.size(); i++) {
      Flows.into(walk, written.get(i), sources, "argument");
      if (writtenTo.get(i).knowledge() == PathKnowledge.EXACT) {
        boolean same = spec.special.equals("tee");
        walk.findings.wrote(
            writtenTo.get(i).path(),
            same ? frame.in() : Stream.unknown(sources),
            false,
            frame.origin());
      }
    }
    if (Silence.is(this)) {
      return Stream.of("", List.of());
    }
    if (output != null && isFilter()) {
      // Its own code, and what goes through it.
      return Stream.unknown(Source.join(output.sources(), printed().sources()));
    }
    return output == null
        ? printed()
        : EndlessLoop.passes(program) || EndlessLoop.wraps(program)
            ? output
            : output.without(Source.Kind.ENDLESS);
  }

  private boolean isFilter() {
    return switch (program) {
      case "sed", "gsed", "awk", "gawk", "mawk" -> true;
      default -> false;
    };
  }

  private Stream printed() {
    if (!EndlessLoop.passes(program)) {
      sources = Source.without(sources, Source.Kind.ENDLESS);
    }
    if (spec.is(CommandSpec.Style.QUIET)) {
      return Stream.of("", List.of());
    }
    if (EndlessLoop.isBounding(program, invocation)) {
      sources = Source.without(sources, Source.Kind.ENDLESS);
    } else if (program.equals("yes")) {
      sources = List.of(new Source(Source.Kind.ENDLESS, new Effect.Run("yes", frame.origin())));
    }
    sources = Source.join(sources, endless);
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
      code.command(operands);
      return;
    }
    int star = -1;
    for (int i = 0; i < roles.size(); i++) {
      star = roles.get(i).many() ? i : star;
    }
    int after = star < 0 ? 0 : roles.size() - star - 1;
    for (int i = 0; i < operands.size() && !walk.findings.isFull(); i++) {
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
      case TEXT, PACKAGE -> {
        network.address(arg);
        files.named(arg, index);
      }
      case ASSIGNMENT -> {}
      case READ -> {
        if (UsedNetwork.isAddress(arg.text())) {
          network.url(arg);
        } else {
          files.read(arg);
        }
      }
      case LIST -> files.file(FileOperation.LIST, arg);
      case FOLDER -> files.file(FileOperation.LIST, arg);
      case OBJECT -> files.object(arg);
      case WRITE -> files.write(FileOperation.WRITE, arg);
      case APPEND -> files.write(FileOperation.APPEND, arg);
      case OUTDIR -> files.write(FileOperation.WRITE, arg.with(arg.text() + "/" + Marks.STAR));
      case UPDATE -> {
        files.read(arg);
        files.write(FileOperation.WRITE, arg);
      }
      case TRUNCATE -> files.file(FileOperation.TRUNCATE, arg);
      case DELETE -> files.file(FileOperation.DELETE, arg);
      case MOVE -> files.file(FileOperation.MOVE, arg);
      case LINK -> files.file(FileOperation.LINK, arg);
      case METADATA -> {
        if (role.argument().equals("runnable")) {
          files.runnable(arg);
        } else {
          files.file(FileOperation.METADATA, arg);
        }
      }
      case EXECUTE -> output = walk.dispatch.script(arg, "program", program, rest, frame);
      case HOST -> network.network(EffectName.NETWORK_CONNECT, Hosts.of(arg.text()));
      case URL -> network.url(arg);
      case SENDURL -> {
        sent = Source.join(sent, sources);
        network.network(EffectName.NETWORK_SEND, Hosts.of(arg.text()));
      }
      case FROM -> network.remote(arg, true);
      case TO -> network.remote(arg, false);
      case COMMAND -> code.command(all.subList(Math.max(0, index), all.size()));
      case SHELL -> code.shell(all.subList(Math.max(0, index), all.size()));
      case SPLIT -> code.shell(List.of(arg));
      case REDIS -> code.redis(all.subList(Math.max(0, index), all.size()));
      case INLINE -> {
        scripts.add(arg);
        readsInput = false;
        Frame inner = code.asking(role, index < 0 ? frame.apart() : code.positional(rest));
        output = walk.payloads.inline(role.argument(), program, arg, inner);
      }
      case SCRIPT -> code.script(role, arg, rest);
      case DATA -> network.data(arg, "@");
      case FORM -> network.data(arg, "=@");
      case SETTING -> code.setting(arg);
      case CONFIG -> {
        if (!arg.isKnown()) {
          walk.findings.add(new Effect.Opaque("unknown-word", spec.name, frame.origin()));
        }
      }
    }
  }

  private void standardInput() {
    Role role = spec.standardInput;
    if (role == null || outcome.harmless) {
      return;
    }
    if (!frame.in().present()) {
      code.bareInterpreter(role);
      return;
    }
    switch (role.kind()) {
      case INLINE -> {
        if (readsInput) {
          Frame inner = code.asking(role, frame.apart());
          output =
              walk.payloads.input(
                  role.argument(), program, frame.in(), invocation.operands(), inner);
        }
      }
      case DATA -> network.forward();
      default -> {}
    }
  }
}
