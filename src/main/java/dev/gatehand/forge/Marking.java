package dev.gatehand.forge;

import java.time.Instant;

/**
 * Somebody put a label on a thread or assigned it, or took that back.
 *
 * @param id of this very event: the same label put on again is another one
 */
public record Marking(long id, Account by, Instant at, What what) {
  /** What was done. */
  public sealed interface What {
    record Labeled(String label) implements What {}

    record Unlabeled(String label) implements What {}

    record Assigned(Account whom) implements What {}

    record Unassigned(Account whom) implements What {}
  }
}
