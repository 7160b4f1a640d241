package dev.gatehand.policy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One alternative of a rule.
 *
 * @param effect the name of an effect in the catalogue of {@code shell}, e.g. {@code file.delete},
 *     or a family of them, e.g. {@code publish.*}
 * @param where further conditions by attribute, e.g. {@code class: [credential, home]}; each must
 *     hold with one of its words
 */
public record EffectPattern(String effect, Map<String, List<String>> where) {
  public EffectPattern {
    where = Map.copyOf(where);
  }

  /** Whether it speaks of effects of this name. */
  public boolean names(String id) {
    return EffectWords.matches(effect, id);
  }

  @Override
  public String toString() {
    return where.isEmpty() ? effect : effect + new TreeMap<>(where);
  }
}
