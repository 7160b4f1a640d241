package dev.gatehand.gate;

import java.time.Duration;
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

    /** {@code kind}: what it is a case of, e.g. {@code exfiltration}. */
    record Block(String because, String kind) implements Opinion {
      public Block(String because) {
        this(because, "block");
      }
    }

    /** It cannot tell either: a person decides. */
    record AskPerson(String because) implements Opinion {}

    /**
     * It is down, or what it said could not be read. Never a yes, never a block.
     *
     * @param atLeast how long asking again is in vain; zero when nobody knows
     */
    record Unavailable(String why, Duration atLeast) implements Opinion {
      public Unavailable(String why) {
        this(why, Duration.ZERO);
      }
    }
  }
}
