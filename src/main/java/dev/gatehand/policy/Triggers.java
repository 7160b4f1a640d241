package dev.gatehand.policy;

/**
 * What starts a task besides a command. Whoever labels or assigns needs the right to command.
 *
 * @param label the label that starts one, or empty: none does
 * @param assignee whether assigning Gatehand's own account starts one
 */
public record Triggers(String label, boolean assignee) {
  public static final Triggers NONE = new Triggers("", false);

  /** Whether there is anything to look for. */
  public boolean any() {
    return assignee || !label.isEmpty();
  }
}
