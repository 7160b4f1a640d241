package dev.gatehand.store;

import dev.gatehand.journal.Lease;
import dev.gatehand.journal.LeaseLost;
import dev.gatehand.journal.TaskState;
import java.sql.SQLException;

/**
 * Lets only the owner of a task write for it. The statement locks the task's row until the
 * transaction ends, so that nobody takes the task over between the look at the epoch and the
 * commit: a plain look would let a paused node's last write land after the take-over.
 */
final class Fence {
  private Fence() {}

  /**
   * @throws LeaseLost when the epoch of the lease is not the task's
   */
  static Standing pass(Tx tx, Lease lease) throws SQLException {
    return tx.one(
            """
            update task set epoch = epoch where id = ? and epoch = ?
            returning seq, state, resumes, why
            """,
            row ->
                new Standing(
                    row.getLong(1),
                    TaskState.valueOf(row.getString(2)),
                    TaskState.valueOf(row.getString(3)),
                    row.getString(4)),
            lease.task().value(),
            lease.epoch())
        .orElseThrow(() -> new LeaseLost(lease));
  }

  /**
   * Where a task stands.
   *
   * @param seq of its newest event
   * @param resumes the state it is in again when it is taken up
   */
  record Standing(long seq, TaskState state, TaskState resumes, String why) {
    static final Standing NEW = new Standing(0, TaskState.QUEUED, TaskState.PREPARING, "");

    Standing in(TaskState next) {
      return new Standing(seq, next, resumes, "");
    }

    Standing from(TaskState next) {
      return new Standing(seq, next, next, "");
    }

    Standing because(TaskState next, String reason) {
      return new Standing(seq, next, resumes, reason);
    }

    Standing at(long newest) {
      return new Standing(newest, state, resumes, why);
    }
  }
}
