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
import java.util.Comparator;
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

  Rulebook(Policy policy) {
    for (EffectName name : EffectName.values()) {
      byEffect.put(
          name,
          Stream.concat(
                  policy.rules().stream().map(rule -> RuleMatch.of(rule, true, name)),
                  SHIPPED.stream().map(rule -> RuleMatch.of(rule, false, name)))
              .flatMap(Optional::stream)
              .toList());
    }
  }

  /** The rule that decides about a finding, or empty: no rule names it. */
  Optional<Rule> deciding(Finding finding, Situation situation) {
    List<RuleMatch> candidates = Objects.requireNonNull(byEffect.get(finding.name()));
    List<RuleMatch> matching = new ArrayList<>();
    for (RuleMatch candidate : candidates) {
      if (candidate.holdsIn(situation.containment()) && candidate.matches(finding, situation)) {
        matching.add(candidate);
      }
    }
    return matching.stream()
        .filter(match -> !isReplaced(match, matching))
        .map(RuleMatch::rule)
        .max(Comparator.comparing(Rule::decision));
  }

  /** Whether this rule, be it the deciding one or not, matches the finding. */
  static boolean matches(Rule rule, Finding finding, Situation situation) {
    return RuleMatch.of(rule, true, finding.name())
        .filter(match -> match.matches(finding, situation))
        .isPresent();
  }

  private static boolean isReplaced(RuleMatch match, List<RuleMatch> matching) {
    return !match.ofPolicy()
        && match.rule().decision() != Decision.FORBID
        && matching.stream()
            .anyMatch(other -> other.ofPolicy() && other.rule().id().equals(match.rule().id()));
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
