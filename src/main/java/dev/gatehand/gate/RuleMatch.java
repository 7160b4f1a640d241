package dev.gatehand.gate;

import dev.gatehand.policy.EffectPattern;
import dev.gatehand.policy.Rule;
import dev.gatehand.shell.EffectName;
import dev.gatehand.shell.Finding;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One rule, made ready for effects of one name. */
record RuleMatch(Rule rule, boolean ofPolicy, List<List<Condition>> alternatives) {

  /** What an attribute has to be. */
  record Condition(String key, List<Glob> globs) {}

  /** Empty when the rule does not speak of such effects. */
  static Optional<RuleMatch> of(Rule rule, boolean ofPolicy, EffectName name) {
    List<List<Condition>> alternatives =
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

  boolean matches(Finding finding, Situation situation) {
    for (List<Condition> conditions : alternatives) {
      boolean all = true;
      for (int i = 0; all && i < conditions.size(); i++) {
        Condition condition = conditions.get(i);
        String value =
            condition.key().equals("certainty")
                ? finding.origin().certainty().name().toLowerCase(Locale.ROOT)
                : finding.attribute(condition.key());
        all = value != null && holds(condition.key(), value, condition.globs(), situation);
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

  private static List<Condition> conditions(EffectPattern pattern) {
    return pattern.where().entrySet().stream()
        .map(
            entry ->
                new Condition(entry.getKey(), entry.getValue().stream().map(Glob::new).toList()))
        // What is read off is asked before a path is tried against many patterns.
        .sorted(Comparator.comparing(condition -> condition.key().equals("path")))
        .toList();
  }
}
