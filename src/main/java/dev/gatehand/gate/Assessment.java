package dev.gatehand.gate;

import dev.gatehand.policy.Decision;
import java.util.List;

/**
 * What the gate knows of an action by itself: no model, no person, no mode, no history. The same
 * action in the same situation always gives the same assessment.
 */
public sealed interface Assessment {

  /** All of it was understood and is allowed, or what was not understood is contained. */
  record Permitted(Reason reason) implements Assessment {}

  /**
   * A rule stops it.
   *
   * @param decision ASK, BLOCK or FORBID
   */
  record Stopped(Decision decision, Reason reason) implements Assessment {}

  /**
   * The text alone does not tell.
   *
   * @param reasons what was not understood, or was only possible; never empty
   * @param reach whether the Judge may decide
   */
  record Unclear(List<Reason> reasons, Reach reach) implements Assessment {
    public Unclear {
      reasons = List.copyOf(reasons);
    }
  }

  /** How far the doubtful part of an action may reach. */
  enum Reach {
    /** Ends where the workspace ends: the Judge may decide. */
    WORKSPACE,
    /** Publishing, approvals, other people's machines: only a person may decide. */
    BEYOND
  }
}
