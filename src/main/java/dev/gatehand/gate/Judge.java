package dev.gatehand.gate;

import java.util.List;

/**
 * The second opinion that the gate asks where its own analysis cannot tell. It is never asked about
 * what reaches beyond the sandbox, and never sees the agent's prose or any tool's output.
 */
public interface Judge {
  Opinion judge(Action action, Situation situation, List<Reason> unclear);

  /** What the Judge says. */
  sealed interface Opinion {
    record Allow(String because) implements Opinion {}

    record Block(String because) implements Opinion {}

    /** It cannot tell either: a person decides. */
    record AskPerson(String because) implements Opinion {}

    /** It is down, or what it said could not be read. */
    record Unavailable(String why) implements Opinion {}
  }
}
