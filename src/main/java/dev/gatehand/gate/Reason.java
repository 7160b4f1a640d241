package dev.gatehand.gate;

/**
 * Why the gate decided as it did.
 *
 * @param rule name of the rule, e.g. {@code protected/ci} or {@code network/pipe-to-shell}
 * @param piece the piece of the action that made the difference, as it was written; untrusted
 * @param because one sentence that people and the agent read
 * @param instead what the agent can do instead, or empty
 */
public record Reason(String rule, String piece, String because, String instead) {
  public Reason(String rule, String piece, String because) {
    this(rule, piece, because, "");
  }
}
