package dev.gatehand.github;

import dev.gatehand.forge.ForgeUnavailable;

/** The words for a call that GitHub did not do. */
final class Refused {
  private Refused() {}

  /**
   * @param what what was tried, to go on after "could not"
   */
  static ForgeUnavailable of(Answer answer, String what) {
    return new ForgeUnavailable(
        "GitHub: could not %s (%s). %s".formatted(what, answer.complaint(), next(answer.status())));
  }

  private static String next(int status) {
    return switch (status) {
      case 401 ->
          "The token or key is not valid any more: give a new one and start again;"
              + " `./gatehand doctor` proves it.";
      case 403 -> "A permission is missing: `./gatehand doctor` says which, and what to click.";
      case 404 ->
          "It is not there, or Gatehand may not see it: `./gatehand doctor` says which"
              + " repositories it sees.";
      case 410 -> "It is gone: nothing is done.";
      case 422 -> "GitHub does not accept it like this.";
      default -> "It is tried again.";
    };
  }
}
