package dev.gatehand.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much the agent may do alone, most careful first. */
public enum Mode {
  /** Reads only; the plan is posted. */
  PLAN,
  /** Every write and every command is asked. */
  ASK,
  /** Edits in the workspace pass, commands are asked. */
  ACCEPT_EDITS,
  /** The gate decides. */
  AUTO;

  /** As a policy names it. */
  public String word() {
    return switch (this) {
      case PLAN -> "plan";
      case ASK -> "ask";
      case ACCEPT_EDITS -> "acceptEdits";
      case AUTO -> "auto";
    };
  }

  /** Of two, the more careful one. */
  public Mode stricter(Mode other) {
    return compareTo(other) <= 0 ? this : other;
  }

  /** The mode that a person names, in whatever capitals and dashes. */
  public static Optional<Mode> named(String word) {
    String plain = word.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    return Arrays.stream(values())
        .filter(mode -> mode.name().toLowerCase(Locale.ROOT).replace("_", "").equals(plain))
        .findFirst();
  }
}
