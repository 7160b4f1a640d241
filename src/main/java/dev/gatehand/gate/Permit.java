package dev.gatehand.gate;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Proof that this very action was allowed. Only {@link Gate} makes one (the constructor is package
 * private, and HouseRulesTest holds that nothing else here calls it), and it is used up by the
 * first that acts on it.
 */
public final class Permit implements Verdict {
  private final Action action;
  private final Fingerprint fingerprint;
  private final Reason reason;
  private final AtomicBoolean used = new AtomicBoolean();

  Permit(Action action, Fingerprint fingerprint, Reason reason) {
    this.action = action;
    this.fingerprint = fingerprint;
    this.reason = reason;
  }

  public Action action() {
    return action;
  }

  public Fingerprint fingerprint() {
    return fingerprint;
  }

  public Reason reason() {
    return reason;
  }

  /**
   * Uses the permit up and hands out what it allows.
   *
   * @throws IllegalStateException when it was used before: that is a bug, never a race to be lived
   *     with
   */
  public <A extends Action> A consume(Class<A> kind) {
    A allowed = kind.cast(action);
    if (!used.compareAndSet(false, true)) {
      throw new IllegalStateException("permit used twice: " + fingerprint);
    }
    return allowed;
  }
}
