package dev.gatehand.agent;

import dev.gatehand.gate.Action;
import dev.gatehand.gate.Fingerprint;
import dev.gatehand.gate.Reason;
import java.time.Duration;

/** Why an engine stopped. */
public sealed interface Outcome {
  /** The agent says that it is done; the journal has its summary. */
  record Finished() implements Outcome {}

  /** This call must not happen without a person; the fingerprint was taken just now. */
  record Held(String callId, Action action, Reason reason, Fingerprint fingerprint)
      implements Outcome {}

  /** An ask is open and unanswered; nothing else is left to do. */
  record Waiting() implements Outcome {}

  /** Somebody said something to the task: to be heard before it goes on. */
  record Mail() implements Outcome {}

  /** One part of the work is through, and the next begins. */
  record Ready() implements Outcome {}

  /** The work cannot be done, and why. */
  record Failed(String why) implements Outcome {}

  /** The agent keeps wanting what is forbidden: a person should give direction. */
  record Directionless(String why) implements Outcome {}

  /** A limit of the policy is reached; the work so far is kept. */
  record Spent(String why) implements Outcome {}

  /**
   * The gate could not judge. Never a yes, never a block: tried again later, but not before {@code
   * atLeast} is over.
   */
  record Undecided(String why, Duration atLeast) implements Outcome {}

  /**
   * The model gave no reply. {@code passing}: worth trying again by itself, but not before {@code
   * atLeast} is over.
   */
  record ModelDown(String why, boolean passing, Duration atLeast) implements Outcome {}
}
