package dev.gatehand.shell;

import java.util.Set;

/** Loops that no word in them would ever end: {@code while :; do ...; done}. */
final class EndlessLoop {

  private static final Set<String> ALWAYS = Set.of("true", ":", "/bin/true");
  private static final Set<String> NEVER = Set.of("false");
  private static final Set<String> PAUSING =
      Set.of("break", "exit", "return", "sleep", "read", "wait", "exec", "kill");

  private EndlessLoop() {}

  static boolean is(Command.Loop loop) {
    Set<String> turning = loop.until() == Command.Until.FAILURE ? ALWAYS : NEVER;
    return loop.condition().commands().size() == 1
        && loop.condition().commands().getFirst() instanceof Command.Simple simple
        && simple.words().size() == 1
        && turning.contains(simple.words().getFirst().text().orElse(""))
        && !pauses(loop.body());
  }

  private static boolean pauses(Script script) {
    return script.commands().stream().anyMatch(EndlessLoop::pauses);
  }

  /** Whether it may leave the loop or rest; what is not looked into is taken to. */
  private static boolean pauses(Command command) {
    return switch (command) {
      case Command.Simple simple ->
          !simple.words().isEmpty()
              && PAUSING.contains(simple.words().getFirst().text().orElse("exit"));
      case Command.Pipeline pipeline -> pipeline.stages().stream().anyMatch(EndlessLoop::pauses);
      case Command.AndOr list ->
          pauses(list.first()) || list.rest().stream().anyMatch(link -> pauses(link.command()));
      case Command.Background _ -> false;
      case Command.Group group -> pauses(group.body());
      case Command.Subshell subshell -> pauses(subshell.body());
      case Command.Redirected redirected -> pauses(redirected.command());
      case Command.Function _, Command.Test _, Command.Evaluate _ -> false;
      case Command.If _, Command.Loop _, Command.For _, Command.ArithmeticFor _ -> true;
      case Command.Select _, Command.Case _, Command.Coproc _ -> true;
    };
  }
}
