package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;

/** Goes through the tree in the order in which bash would run it. */
final class Walk {

  /** Up to so many values, a loop is looked at once for each. */
  private static final int MOST_VALUES = 12;

  final Findings findings = new Findings();
  final Locations locations;
  final Expansion expansion = new Expansion(this);
  final Dispatch dispatch = new Dispatch(this);
  final Payloads payloads = new Payloads(this);
  private final SimpleCommand simple = new SimpleCommand(this);
  private final Conditions conditions = new Conditions(this);

  Walk(Locations locations) {
    this.locations = locations;
  }

  Stream script(Script script, Frame frame) {
    Stream out = Stream.NONE;
    for (Command command : script.commands()) {
      out = out.then(command(command, frame));
    }
    return out;
  }

  Stream command(Command command, Frame frame) {
    // Loops in loops multiply: once the budget is used up nothing more is gone into.
    if (!findings.mayGoOn(command.span())) {
      return Stream.unknown(frame.in().sources());
    }
    return switch (command) {
      case Command.Simple each -> simple.run(each, frame);
      case Command.Pipeline pipeline -> pipeline(pipeline, frame);
      case Command.AndOr list -> list(list, frame);
      // A job of the line's own: it ends with the session, unless a wrapper says otherwise.
      case Command.Background background -> command(background.command(), frame.apart());
      case Command.Group group -> script(group.body(), frame);
      case Command.Subshell subshell -> script(subshell.body(), frame.apart());
      case Command.Redirected redirected -> simple.redirected(redirected, frame);
      case Command.Function function -> define(function, frame);
      case Command.If choice -> choice(choice, frame);
      case Command.Loop loop -> {
        if (EndlessLoop.is(loop)) {
          endless(loop.span(), frame);
        }
        yield repeat(frame, each -> script(loop.condition(), each).then(script(loop.body(), each)));
      }
      case Command.For loop -> each(loop.variable(), loop.words(), loop.body(), loop.span(), frame);
      case Command.ArithmeticFor loop -> {
        flooding(loop.body(), loop.span(), 0, frame);
        if (EndlessLoop.is(loop, frame.context().origin(loop.span()).text())) {
          endless(loop.span(), frame);
        }
        conditions.arithmetic(loop.first(), frame);
        yield repeat(
            frame,
            each -> {
              assignNumbers(loop, each);
              conditions.arithmetic(loop.condition(), each);
              Stream out = script(loop.body(), each);
              conditions.arithmetic(loop.step(), each);
              return out;
            });
      }
      case Command.Select select ->
          each(select.variable(), select.words(), select.body(), select.span(), frame);
      case Command.Case choice -> arms(choice, frame);
      case Command.Test test -> {
        conditions.test(test.condition(), frame);
        yield Stream.NONE;
      }
      case Command.Evaluate evaluate -> {
        conditions.arithmetic(evaluate.expression(), frame);
        for (String name : evaluate.expression().names()) {
          if (frame.scope().variable(name) != null) {
            frame.scope().set(name, number());
          }
        }
        yield Stream.NONE;
      }
      case Command.Coproc coproc -> command(coproc.command(), frame.apart());
    };
  }

  /** A variable gets a value, by whatever command: some of them programs obey. */
  void assign(String name, Scope.Variable value, Frame frame) {
    SimpleCommand.setting(this, name, value, frame);
    frame.scope().set(name, value);
  }

  private void endless(Span loop, Frame frame) {
    findings.add(
        new Effect.Change(
            EffectName.RESOURCE_EXHAUST,
            java.util.Map.of("what", "loop"),
            frame.context().origin(loop)));
  }

  private static Scope.Variable number() {
    return new Scope.Variable(String.valueOf(Marks.TOKEN), List.of(), false);
  }

  private static void assignNumbers(Command.ArithmeticFor loop, Frame frame) {
    for (String name : loop.first().names()) {
      frame.scope().set(name, number());
    }
  }

  private Stream pipeline(Command.Pipeline pipeline, Frame frame) {
    if (pipeline.stages().size() == 1) {
      return command(pipeline.stages().getFirst(), frame);
    }
    Stream flowing = frame.in();
    for (Command stage : pipeline.stages()) {
      flowing = command(stage, frame.apart().in(flowing));
      flowing = new Stream(flowing.text(), flowing.lines(), flowing.sources(), true);
    }
    return pipeline.stages().isEmpty() ? Stream.NONE : flowing;
  }

  private Stream list(Command.AndOr list, Frame frame) {
    Stream out = command(list.first(), frame);
    Frame rest = frame.less(Certainty.CONDITIONAL);
    for (Command.Link link : list.rest()) {
      Frame each = link.when() == Command.When.SUCCESS ? rest : rest.apart();
      out = out.then(command(link.command(), each));
      if (link.when() == Command.When.FAILURE && !leaves(link.command())) {
        frame.scope().merge(each.scope());
      }
    }
    return out;
  }

  /** Whether nothing after it in the same list would run. */
  private static boolean leaves(Command command) {
    if (command instanceof Command.Group group && !group.body().commands().isEmpty()) {
      return leaves(group.body().commands().getLast());
    }
    if (!(command instanceof Command.Simple simple) || simple.words().isEmpty()) {
      return false;
    }
    String name = simple.words().getFirst().text().orElse("");
    return name.equals("exit") || name.equals("return") || name.equals("continue");
  }

  private Stream define(Command.Function function, Frame frame) {
    boolean shadows = Knowledge.SHIPPED.command(function.name()) != null;
    findings.add(
        new Effect.Change(
            EffectName.NAME_CHANGE,
            java.util.Map.of("kind", shadows ? "shadow" : "function", "what", function.name()),
            frame.context().origin(function.span())));
    frame.scope().define(function.name(), function.body());
    if (function.name().equals("command_not_found_handle")) {
      // Bash itself calls it.
      command(function.body(), frame.less(Certainty.CONDITIONAL).apart());
    }
    return Stream.NONE;
  }

  private Stream choice(Command.If choice, Frame frame) {
    List<Stream> outs = new ArrayList<>();
    List<Scope> ends = new ArrayList<>();
    Frame doubtful = frame.less(Certainty.CONDITIONAL);
    boolean first = true;
    for (Command.Branch branch : choice.branches()) {
      outs.add(script(branch.condition(), first ? frame : doubtful));
      first = false;
      Frame body = doubtful.apart();
      outs.add(script(branch.body(), body));
      ends.add(body.scope());
    }
    Frame otherwise = doubtful.apart();
    outs.add(script(choice.otherwise(), otherwise));
    ends.add(otherwise.scope());
    for (Scope end : ends) {
      frame.scope().merge(end);
    }
    return oneOf(outs);
  }

  private Stream arms(Command.Case choice, Frame frame) {
    expansion.single(choice.subject(), frame);
    List<Stream> outs = new ArrayList<>();
    Frame doubtful = frame.less(Certainty.CONDITIONAL);
    for (Command.Arm arm : choice.arms()) {
      for (Word pattern : arm.patterns()) {
        expansion.single(pattern, frame);
      }
      Frame body = doubtful.apart();
      outs.add(script(arm.body(), body));
      frame.scope().merge(body.scope());
    }
    return oneOf(outs);
  }

  private static Stream oneOf(List<Stream> outs) {
    List<Source> sources = List.of();
    Stream some = null;
    int filled = 0;
    for (Stream out : outs) {
      sources = Source.join(sources, out.sources());
      if (out.present() || !"".equals(out.text())) {
        filled++;
        some = out;
      }
    }
    return filled == 0 ? Stream.NONE : filled == 1 && some != null ? some : Stream.unknown(sources);
  }

  /** A body that runs never, once or often. */
  private Stream repeat(Frame frame, java.util.function.Function<Frame, Stream> body) {
    Frame doubtful = frame.less(Certainty.CONDITIONAL);
    Frame once = doubtful.apart();
    Stream out = body.apply(once);
    if (frame.scope().differs(once.scope())) {
      frame.scope().merge(once.scope());
      Frame again = doubtful.apart();
      out = out.then(body.apply(again));
      frame.scope().merge(again.scope());
    }
    return out.present() ? Stream.unknown(out.sources()) : out;
  }

  private Stream each(String name, List<Word> words, Script body, Span span, Frame frame) {
    List<Arg> values =
        words.isEmpty()
            ? frame.scope().positional() == null
                ? List.of(new Arg(String.valueOf(Marks.ANY), true, List.of(), null, span, "$@"))
                : frame.scope().positional()
            : expansion.words(words, frame);
    flooding(body, span, values.size(), frame);
    boolean known = values.size() <= MOST_VALUES && values.stream().allMatch(Arg::isKnown);
    if (!known) {
      Scope.Variable any = anyOf(values);
      return repeat(
          frame,
          each -> {
            assign(name, any, each);
            return script(body, each);
          });
    }
    Stream out = Stream.NONE;
    Frame doubtful = values.isEmpty() ? frame.less(Certainty.CONDITIONAL) : frame;
    for (Arg value : values) {
      assign(name, new Scope.Variable(value.text(), value.sources(), false), doubtful);
      out = out.then(script(body, doubtful));
    }
    return out;
  }

  private void flooding(Script body, Span loop, int turns, Frame frame) {
    Origin origin = frame.context().origin(loop);
    if (EndlessLoop.floods(body, origin.text(), turns)) {
      findings.add(
          new Effect.Change(
              EffectName.RESOURCE_EXHAUST, java.util.Map.of("what", "processes"), origin));
    }
  }

  /** What one of many values is known to be. */
  private static Scope.Variable anyOf(List<Arg> values) {
    List<Source> sources = List.of();
    boolean tame = true;
    boolean deep = false;
    String start = null;
    for (Arg value : values) {
      sources = Source.join(sources, value.sources());
      tame &= Scope.isTameText(value.text());
      int mark = Marks.firstMark(value.text());
      String known = mark < 0 ? value.text() : value.text().substring(0, mark);
      String folder = known.substring(0, known.lastIndexOf('/') + 1);
      start = start == null || start.equals(folder) ? folder : "";
      deep |= value.text().indexOf('/', folder.length()) >= 0;
    }
    if (tame) {
      return new Scope.Variable(String.valueOf(Marks.TOKEN), sources, false);
    }
    boolean names = !deep && values.stream().allMatch(value -> Marks.isTame(value.text()));
    if (names && values.size() == 1) {
      // A pattern: its wildcards stay, so that the value is a name that fits it.
      return new Scope.Variable(values.getFirst().text(), sources, false);
    }
    char rest = names ? Marks.STAR : Marks.ANY;
    return new Scope.Variable((start == null ? "" : start) + rest, sources, !names);
  }
}
