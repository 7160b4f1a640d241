package dev.gatehand.gate;

import java.util.List;

/**
 * What the Judge may see of a task: what was asked for and what was done. By its types there is no
 * place in it for the agent's prose or for what a tool printed, so neither can talk the Judge
 * round.
 *
 * @param repository owner and name, for people
 * @param branch the branch that the work starts from
 * @param request the words of those who may command, oldest first: the only consent there is
 * @param deeds actions that were judged before, oldest first
 * @param flagged how many tool results looked as if they gave the agent instructions
 */
public record CaseFile(
    String repository, String branch, List<Said> request, List<Deed> deeds, int flagged) {
  static final CaseFile EMPTY = new CaseFile("", "", List.of(), List.of(), 0);

  public CaseFile {
    request = List.copyOf(request);
    deeds = List.copyOf(deeds);
  }

  /**
   * What a person said who may command.
   *
   * @param by login, or who else it was
   * @param command what they asked for, in our words
   * @param words theirs, unedited; may be empty
   */
  public record Said(String by, String command, String words) {}

  /**
   * An action and what became of it.
   *
   * @param outcome in our words, without anything that it printed
   */
  public record Deed(Action action, String outcome) {}

  /** Whether something tried to steer the agent: the Judge is then asked more and trusts less. */
  public boolean suspicious() {
    return flagged > 0;
  }
}
