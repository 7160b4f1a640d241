package dev.gatehand.gate;

/** What holds a command that nobody can read. */
public enum Containment {
  /** Nothing that was proven. */
  NONE,
  /** A sandbox that passed its whole probe at start, with a network allow-list. */
  SANDBOX_WITH_NETWORK,
  /** A sandbox that passed its whole probe at start: no network, no secrets, a disposable copy. */
  SANDBOX
}
