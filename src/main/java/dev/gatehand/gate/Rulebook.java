package dev.gatehand.gate;

import dev.gatehand.policy.Decision;
import dev.gatehand.policy.Policy;
import dev.gatehand.policy.PolicyReader;
import dev.gatehand.policy.Rule;
import dev.gatehand.shell.EffectName;
import dev.gatehand.shell.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All rules in force: those that ship inside the gate, and the policy's. Where a rule of the policy
 * has the id of a shipped one, it decides what it matches; a shipped rule that forbids can't be
 * loosened. Otherwise the strictest of those that match wins.
 */
final class Rulebook {
  static final List<Rule> SHIPPED = shipped();

  private final Map<EffectName, List<RuleMatch>> byEffect = new EnumMap<>(EffectName.class);

  private final ProtectedPaths protectedPaths;

  Rulebook(Policy policy) {
    this(policy, policy.rules());
  }

  /** As if these were the policy's rules. */
  Rulebook(Policy policy, List<Rule> rules) {
    protectedPaths = ProtectedPaths.of(policy);
    for (EffectName name : EffectName.values()) {
      byEffect.put(
          name,
          Stream.concat(
                  rules.stream().map(rule -> RuleMatch.of(rule, true, name)),
                  SHIPPED.stream().map(rule -> RuleMatch.of(rule, false, name)))
              .flatMap(Optional::stream)
              .toList());
    }
  }

  /** The policy's protected paths, made ready. */
  ProtectedPaths protectedPaths() {
    return protectedPaths;
  }

  /** The rule that decides about a finding, or empty: no rule names it. */
  Optional<Rule> deciding(Finding finding, Situation situation) {
    List<RuleMatch> candidates = Objects.requireNonNull(byEffect.get(finding.name()));
    if (candidates.isEmpty()) {
      return Optional.empty();
    }
    List<RuleMatch> matching = new ArrayList<>(2);
    for (RuleMatch candidate : candidates) {
      if (candidate.holdsIn(situation.containment()) && candidate.matches(finding, situation)) {
        matching.add(candidate);
      }
    }
    Rule strictest = null;
    for (RuleMatch match : matching) {
      if ((strictest == null || match.rule().decision().compareTo(strictest.decision()) > 0)
          && !isReplaced(match, matching)) {
        strictest = match.rule();
      }
    }
    return Optional.ofNullable(strictest);
  }

  /** Whether this rule, be it the deciding one or not, matches the finding. */
  static boolean matches(Rule rule, Finding finding, Situation situation) {
    return RuleMatch.of(rule, true, finding.name())
        .filter(match -> match.matches(finding, situation))
        .isPresent();
  }

  private static boolean isReplaced(RuleMatch match, List<RuleMatch> matching) {
    if (match.ofPolicy() || match.rule().decision() == Decision.FORBID) {
      return false;
    }
    for (RuleMatch other : matching) {
      if (other.ofPolicy() && other.rule().id().equals(match.rule().id())) {
        return true;
      }
    }
    return false;
  }

  private static List<Rule> shipped() {
    try (InputStream in = Rulebook.class.getResourceAsStream("rules.yaml")) {
      String text =
          new String(
              Objects.requireNonNull(in, "rules.yaml").readAllBytes(), StandardCharsets.UTF_8);
      return new PolicyReader().rules(text, "rules.yaml");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
