package dev.gatehand.shell;

import java.util.List;

/**
 * What is known of an option of a command.
 *
 * @param name as it is written first: {@code -f}
 * @param role what its value is; TEXT where it has none
 */
record OptionSpec(String name, Arity arity, Role role, List<SpecAction> actions) {
  OptionSpec {
    actions = List.copyOf(actions);
  }

  /** Whether it takes a value. */
  enum Arity {
    NONE,
    /** Attached or the next word. */
    REQUIRED,
    /** Attached only: {@code --color=auto}. */
    OPTIONAL
  }

  /** Whether with it the command changes nothing. */
  boolean isOnlyLooking() {
    return actions.stream().anyMatch(SpecAction.Harmless.class::isInstance);
  }

  boolean isHarmless() {
    return role.isHarmless() && actions.stream().allMatch(SpecAction::isHarmless);
  }
}
