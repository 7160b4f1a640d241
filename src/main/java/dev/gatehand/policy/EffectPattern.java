package dev.gatehand.policy;

import java.util.Map;

/**
 * One alternative of a rule.
 *
 * @param effect the name of an effect, e.g. {@code publish} or {@code file.delete}
 * @param where further conditions by attribute, e.g. {@code class: credential}; all must hold
 */
public record EffectPattern(String effect, Map<String, String> where) {
  public EffectPattern {
    where = Map.copyOf(where);
  }
}
