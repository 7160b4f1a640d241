package dev.gatehand.model;

import java.util.List;

/**
 * What a model answered.
 *
 * @param text its prose; untrusted
 * @param calls what it wants done, in its order
 * @param stop why it ended
 * @param raw the provider's own JSON of the message, kept so that a parked conversation continues
 *     verbatim (signatures, unknown block types)
 */
public record Reply(String text, List<ToolCall> calls, Stop stop, Usage usage, String raw) {
  public Reply {
    calls = List.copyOf(calls);
  }

  /** Why a reply ended. */
  public enum Stop {
    DONE,
    CALLS,
    /** The provider cut it off; a call that was cut is not among the calls. */
    TOO_LONG,
    /** The provider rests in the middle of it, and goes on when it is sent back as it is. */
    PAUSED,
    /** The model declines to go on; there are no calls. */
    REFUSED
  }
}
