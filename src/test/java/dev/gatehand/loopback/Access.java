package dev.gatehand.loopback;

import java.util.Locale;

/** What somebody may do in a repository, weakest first, with GitHub's five names. */
public enum Access {
  NONE,
  READ,
  TRIAGE,
  WRITE,
  MAINTAIN,
  ADMIN;

  boolean atLeast(Access other) {
    return compareTo(other) >= 0;
  }

  /** The fine name: {@code role_name}. */
  String roleName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The coarse one: {@code permission} knows neither triage nor maintain. */
  String permission() {
    return switch (this) {
      case NONE -> "none";
      case READ, TRIAGE -> "read";
      case WRITE, MAINTAIN -> "write";
      case ADMIN -> "admin";
    };
  }
}
