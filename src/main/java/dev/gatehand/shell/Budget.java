package dev.gatehand.shell;

/**
 * What one reading may cost, shared by the readers of a text and of everything nested in it. An
 * attacker who makes the reader go over the same text again and again pays with an unclear verdict.
 */
final class Budget {

  /** Characters looked at, repeats included: sixteen times over the longest text. */
  private static final int MAX_STEPS = 16 * ShellReader.MAX_LENGTH;

  private int steps;
  private int depth;

  void step(int count, int at) {
    steps += count;
    if (steps > MAX_STEPS) {
      throw new Unreadable("it takes too many steps to read", at);
    }
  }

  void enter(int at) {
    depth++;
    if (depth > ShellReader.MAX_DEPTH) {
      throw new Unreadable("it is nested more than " + ShellReader.MAX_DEPTH + " levels deep", at);
    }
  }

  void leave() {
    depth--;
  }
}
