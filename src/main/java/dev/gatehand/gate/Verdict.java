package dev.gatehand.gate;

import java.time.Duration;

/** What the gate says about an action. */
public sealed interface Verdict permits Permit, Verdict.Refusal, Verdict.Hold, Verdict.Undecided {

  /** No. The agent reads the reason and goes on another way. */
  record Refusal(Kind kind, Reason reason) implements Verdict {
    /** Whether a person may still say yes. */
    public enum Kind {
      /** By rule, for good: nobody can approve it. */
      FORBIDDEN,
      /** The agent may ask for it with {@code request_approval}. */
      BLOCKED
    }
  }

  /** Not without a person. The task parks. */
  record Hold(Reason reason, Fingerprint fingerprint) implements Verdict {}

  /**
   * The gate could not judge: the Judge is down or unreadable. Never a yes, never a block.
   *
   * @param atLeast how long asking again is in vain; zero when nobody knows
   */
  record Undecided(String why, Duration atLeast) implements Verdict {
    public Undecided(String why) {
      this(why, Duration.ZERO);
    }
  }
}
