package dev.gatehand.policy;

/** What a person may do in one repository, weakest first, so that roles can be compared. */
public enum Role {
  NONE,
  READ,
  WRITE,
  MAINTAIN,
  ADMIN;

  public boolean atLeast(Role other) {
    return compareTo(other) >= 0;
  }
}
