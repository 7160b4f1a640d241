package dev.gatehand.journal;

/** Another node owns the task now: stop at once, write nothing more. */
public final class LeaseLost extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LeaseLost(Lease lease) {
    super("another node took over " + lease.task() + " (our epoch " + lease.epoch() + ")");
  }
}
