package dev.gatehand.shell;

import java.util.List;

/**
 * Commands that run one after the other: a whole text, the body of a loop, the inside of a
 * substitution.
 */
public record Script(List<Command> commands, Span span) implements Node {
  public Script {
    commands = List.copyOf(commands);
  }
}
