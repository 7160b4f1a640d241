package dev.gatehand.policy;

import java.util.List;

/**
 * A rule over effects and paths, never over the text of a command line.
 *
 * @param on what it speaks of: names of effects and, where the effect has one, path or host
 *     patterns
 * @param holds where it is in force
 * @param reason one sentence that a person and the agent read
 * @param instead what the agent can do instead, or empty
 * @param matches commands that the rule must decide; checked when the policy is loaded
 * @param leaves commands that the rule must not touch; checked when the policy is loaded
 * @param line where it stands in the policy file
 */
public record Rule(
    String id,
    Decision decision,
    List<EffectPattern> on,
    Holds holds,
    String reason,
    String instead,
    List<String> matches,
    List<String> leaves,
    int line) {
  public Rule {
    on = List.copyOf(on);
    matches = List.copyOf(matches);
    leaves = List.copyOf(leaves);
  }

  /** Where a rule is in force. */
  public enum Holds {
    ALWAYS,
    /** Only where no proven sandbox without network holds the command. */
    WITHOUT_SANDBOX
  }
}
