package dev.gatehand.forge;

/**
 * What a CI says of one commit. Its words come from whatever the CI ran: they are hostile.
 *
 * @param id the adapter's own, to ask for more by
 * @param name unique among the checks of a commit
 * @param summary what the CI itself says of the outcome, or empty
 */
public record CommitCheck(String id, String name, State state, String summary) {
  /** How far it is. One that was skipped or given up says nothing, and counts as passed. */
  public enum State {
    RUNNING,
    PASSED,
    FAILED
  }
}
