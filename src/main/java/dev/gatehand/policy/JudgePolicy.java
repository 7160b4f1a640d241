package dev.gatehand.policy;

import java.util.List;

/**
 * The second opinion.
 *
 * @param enabled whether a model is asked where the gate's own analysis cannot tell; else a person
 *     is
 * @param environment sentences of the operator about what is normal and what is precious here
 */
public record JudgePolicy(boolean enabled, List<String> environment) {
  public JudgePolicy {
    environment = List.copyOf(environment);
  }
}
