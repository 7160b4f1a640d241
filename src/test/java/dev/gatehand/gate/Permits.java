package dev.gatehand.gate;

/** Permits for tests of what consumes them; how the gate gives them is tested with the gate. */
public final class Permits {
  private Permits() {}

  public static Permit of(Action action) {
    return new Permit(
        action, new Fingerprint("0".repeat(64)), new Reason("test", "", "permitted by the test"));
  }
}
