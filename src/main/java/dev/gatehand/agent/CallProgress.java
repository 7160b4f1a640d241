package dev.gatehand.agent;

import dev.gatehand.gate.AskId;
import dev.gatehand.model.ToolResult;

/** How far one call of the model has come. */
sealed interface CallProgress {
  /** Not judged, or to be judged again (a crash, an undecided gate, an ask that became void). */
  record Waiting() implements CallProgress {}

  /** A person must be asked; {@link Outcome.Held} follows once all other calls are through. */
  record Held() implements CallProgress {}

  /** A person is asked. */
  record Asked(AskId ask) implements CallProgress {}

  /** A person said yes; not yet done, or begun and cut off by a crash. */
  record Approved(AskId ask) implements CallProgress {}

  record Done(ToolResult result) implements CallProgress {}
}
