package dev.gatehand.policy;

/**
 * One thing that is wrong with a policy file.
 *
 * @param line counted from 1
 * @param what what is wrong and what to write instead
 */
public record Complaint(String file, int line, String what) {
  @Override
  public String toString() {
    return file + ":" + line + ": " + what;
  }
}
