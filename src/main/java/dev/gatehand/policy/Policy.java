package dev.gatehand.policy;

import java.util.List;

/**
 * The effective policy of one task: what policy.yaml says, read once, immutable.
 *
 * @param digest SHA-256 (hex) over what was read; part of every fingerprint, so an approval never
 *     outlives the policy under which it was asked
 * @param file where it was read from, for messages
 */
public record Policy(
    String file,
    String digest,
    boolean autoMode,
    Mode mode,
    People people,
    List<ProtectedPath> protectedPaths,
    List<Rule> rules,
    Limits limits,
    SandboxPolicy sandbox,
    JudgePolicy judge,
    Publishing publishing,
    List<String> setup,
    List<String> checks,
    List<Job> maintenance) {

  public Policy {
    protectedPaths = List.copyOf(protectedPaths);
    rules = List.copyOf(rules);
    setup = List.copyOf(setup);
    checks = List.copyOf(checks);
    maintenance = List.copyOf(maintenance);
  }

  /** The same policy in another mode; its digest stays that of what the operator wrote. */
  public Policy in(Mode other) {
    return new Policy(
        file,
        digest,
        autoMode,
        other,
        people,
        protectedPaths,
        rules,
        limits,
        sandbox,
        judge,
        publishing,
        setup,
        checks,
        maintenance);
  }

  /** The mode in force: {@code autoMode: disable} wins over everything that would be looser. */
  public Mode effectiveMode() {
    return autoMode || mode == Mode.PLAN ? mode : Mode.ASK;
  }
}
