package dev.gatehand.policy;

import java.util.List;
import java.util.stream.Stream;

/**
 * The effective policy of one task: what policy.yaml says, read once, immutable.
 *
 * @param digest SHA-256 (hex) over what was read; part of every fingerprint, so an approval never
 *     outlives the policy under which it was asked
 * @param checks commands that must pass; empty: those that are found in the repository
 * @param moreChecks commands of the repository's own file that must pass as well
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
    Triggers triggers,
    List<String> setup,
    List<String> checks,
    List<String> moreChecks,
    List<Job> maintenance) {

  public Policy {
    protectedPaths = List.copyOf(protectedPaths);
    rules = List.copyOf(rules);
    setup = List.copyOf(setup);
    checks = List.copyOf(checks);
    moreChecks = List.copyOf(moreChecks);
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
        triggers,
        setup,
        checks,
        moreChecks,
        maintenance);
  }

  /**
   * The same policy where a repository says something for itself: of each key the stricter value.
   * It has a digest of its own, so that what was approved under another file is asked anew.
   */
  public Policy tightenedBy(Tightening repository) {
    Mode own = repository.mode().orElse(mode);
    return new Policy(
        file + " with the repository's " + Tightening.FILE,
        Digests.of(digest + "\n" + repository.digest()),
        autoMode && repository.autoMode().orElse(true),
        own.compareTo(mode) < 0 ? own : mode,
        repository.people().meet(people),
        both(protectedPaths, repository.protectedPaths()),
        both(rules, repository.rules()),
        repository.amounts().meet(limits),
        repository.amounts().meet(sandbox),
        judge,
        repository.leaving().meet(publishing),
        triggers,
        setup,
        checks,
        both(moreChecks, repository.checks()),
        maintenance);
  }

  private static <T> List<T> both(List<T> operator, List<T> repository) {
    return Stream.concat(operator.stream(), repository.stream()).toList();
  }

  /** The mode in force: {@code autoMode: disable} wins over everything that would be looser. */
  public Mode effectiveMode() {
    return autoMode || mode == Mode.PLAN ? mode : Mode.ASK;
  }
}
