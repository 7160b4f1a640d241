package dev.gatehand.gate;

import dev.gatehand.policy.EffectPattern;
import dev.gatehand.policy.Rule;
import dev.gatehand.shell.EffectName;
import dev.gatehand.shell.Finding;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** One rule, made ready for effects of one name. */
record RuleMatch(Rule rule, boolean ofPolicy, List<Map<String, List<Glob>>> alternatives) {

  /** Empty when the rule does not speak of such effects. */
  static Optional<RuleMatch> of(Rule rule, boolean ofPolicy, EffectName name) {
    List<Map<String, List<Glob>>> alternatives =
        rule.on().stream()
            .filter(pattern -> pattern.names(name.id()))
            .map(RuleMatch::conditions)
            .toList();
    return alternatives.isEmpty()
        ? Optional.empty()
        : Optional.of(new RuleMatch(rule, ofPolicy, alternatives));
  }

  boolean holdsIn(Containment containment) {
    return switch (rule.holds()) {
      case ALWAYS -> true;
      case WITHOUT_SANDBOX -> containment != Containment.SANDBOX;
    };
  }

  /**
   * @param attributes those of the finding, made once for all rules
   */
  boolean matches(Finding finding, Map<String, String> attributes, Situation situation) {
    for (Map<String, List<Glob>> conditions : alternatives) {
      if (conditions.isEmpty()) {
        return true;
      }
      boolean all = true;
      for (var condition : conditions.entrySet()) {
        String value =
            condition.getKey().equals("certainty")
                ? finding.origin().certainty().name().toLowerCase(Locale.ROOT)
                : attributes.get(condition.getKey());
        all = value != null && holds(condition.getKey(), value, condition.getValue(), situation);
        if (!all) {
          break;
        }
      }
      if (all) {
        return true;
      }
    }
    return false;
  }

  /** A path is tried as it is and, inside the workspace, as the repository names it. */
  private static boolean holds(
      String attribute, String value, List<Glob> globs, Situation situation) {
    String folded = value.toLowerCase(Locale.ROOT);
    String relative = attribute.equals("path") ? relative(value, folded, situation) : "";
    for (Glob glob : globs) {
      if (glob.matchesFolded(folded) || (!relative.isEmpty() && glob.matchesFolded(relative))) {
        return true;
      }
    }
    return false;
  }

  private static String relative(String path, String folded, Situation situation) {
    int root = situation.workspace().length();
    return path.length() > root + 1
            && path.startsWith(situation.workspace())
            && path.charAt(root) == '/'
        ? folded.substring(root + 1)
        : "";
  }

  private static Map<String, List<Glob>> conditions(EffectPattern pattern) {
    return pattern.where().entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey, entry -> entry.getValue().stream().map(Glob::new).toList()));
  }
}
