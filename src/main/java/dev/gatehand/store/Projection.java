package dev.gatehand.store;

import dev.gatehand.gate.AskId;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskState;
import dev.gatehand.store.Fence.Standing;
import dev.gatehand.task.TaskStore.AskState;
import java.sql.SQLException;
import java.time.Instant;

/** What follows from an event: the state of its task, its asks, and what was read of its inbox. */
final class Projection {
  private Projection() {}

  static Standing state(Standing before, Event event) {
    return switch (event) {
      case Event.Opened _ -> before.in(TaskState.QUEUED);
      case Event.TakenUp _ -> before.in(before.resumes());
      case Event.Prepared _, Event.Replied _ -> before.from(TaskState.RUNNING);
      case Event.Finished _ -> before.from(TaskState.PUBLISHING);
      case Event.Checked checked -> checked.returned() ? before.from(TaskState.RUNNING) : before;
      case Event.Parked parked -> before.because(TaskState.PARKED, parked.why());
      case Event.Ended ended -> before.because(ended.state(), ended.summary());
      case Event.JobTaken _,
          Event.Noted _,
          Event.Shortened _,
          Event.IssueOpened _,
          Event.Consulted _,
          Event.Probed _,
          Event.Judged _,
          Event.Started _,
          Event.Performed _,
          Event.Asked _,
          Event.AskPosted _,
          Event.Answered _,
          Event.Dismissed _,
          Event.AskClosed _,
          Event.Steered _,
          Event.Committed _,
          Event.Restored _,
          Event.Rebased _,
          Event.Composed _,
          Event.Published _ ->
          before;
    };
  }

  static void apply(Tx tx, TaskId task, long seq, Instant at, Event event) throws SQLException {
    switch (event) {
      case Event.Replied said -> Ledger.add(tx, task, at, said.reply().usage());
      case Event.Consulted asked -> Ledger.add(tx, task, at, asked.usage());
      case Event.Probed looked -> Ledger.add(tx, task, at, looked.usage());
      case Event.Shortened shortened -> Ledger.add(tx, task, at, shortened.usage());
      case Event.Asked asked -> ask(tx, task, at, asked.ask());
      case Event.AskPosted posted ->
          tx.update(
              "update ask set comment_id = ? where id = ? and task = ?",
              posted.commentId(),
              posted.ask().value(),
              task.value());
      case Event.Answered answered -> {
        settle(tx, task, answered.ask(), answered.approved() ? AskState.APPROVED : AskState.DENIED);
        tx.update(
            "update ask set by_login = ? where id = ?",
            answered.by().login(),
            answered.ask().value());
        take(tx, task, seq, answered.inboxId());
      }
      case Event.AskClosed closed -> {
        close(tx, task, closed.ask(), closed.closing());
        take(tx, task, seq, closed.inboxId());
      }
      case Event.Started started when !started.ask().isEmpty() ->
          use(tx, task, new AskId(started.ask()));
      case Event.Dismissed dismissed -> take(tx, task, seq, dismissed.inboxId());
      case Event.Steered steered -> take(tx, task, seq, steered.inboxId());
      case Event.IssueOpened issue -> JobRows.issue(tx, task, issue.number());
      case Event.Composed composed -> JobRows.composed(tx, task, at, composed);
      case Event.Published published -> {
        JobRows.published(tx, task, published);
        SqlPushedHeads.published(tx, task, at, published);
      }
      case Event.Ended _ -> end(tx, task, seq);
      case Event.Opened _,
          Event.TakenUp _,
          Event.JobTaken _,
          Event.Noted _,
          Event.Prepared _,
          Event.Judged _,
          Event.Started _,
          Event.Performed _,
          Event.Committed _,
          Event.Finished _,
          Event.Checked _,
          Event.Restored _,
          Event.Rebased _,
          Event.Parked _ -> {}
    }
  }

  private static void ask(Tx tx, TaskId task, Instant at, Event.Ask ask) throws SQLException {
    tx.update(
        """
        insert into ask (id, task, state, comment_id, by_login, deadline, at, data)
        values (?, ?, ?, 0, '', ?, ?, ?)
        """,
        ask.id().value(),
        task.value(),
        AskState.OPEN,
        ask.deadline(),
        at,
        Json.write(ask));
  }

  /** Only an open ask has an answer: of two that race, the second does not count. */
  private static void settle(Tx tx, TaskId task, AskId ask, AskState state) throws SQLException {
    int changed =
        tx.update(
            "update ask set state = ? where id = ? and task = ? and state = ?",
            state,
            ask.value(),
            task.value(),
            AskState.OPEN);
    if (changed == 0) {
      throw new IllegalStateException("ask %s of %s is not open".formatted(ask, task));
    }
  }

  private static void close(Tx tx, TaskId task, AskId ask, Event.Closing closing)
      throws SQLException {
    var state =
        switch (closing) {
          case EXPIRED -> AskState.EXPIRED;
          case VOID -> AskState.VOID;
        };
    tx.update(
        "update ask set state = ? where id = ? and task = ?", state, ask.value(), task.value());
  }

  /** The grant is used up by the very commit that says that its step begins. */
  private static void use(Tx tx, TaskId task, AskId ask) throws SQLException {
    int changed =
        tx.update(
            "update ask set state = ? where id = ? and task = ? and state in (?, ?)",
            AskState.USED,
            ask.value(),
            task.value(),
            AskState.APPROVED,
            AskState.USED);
    if (changed == 0) {
      throw new IllegalStateException("ask %s of %s is not approved".formatted(ask, task));
    }
  }

  private static void take(Tx tx, TaskId task, long seq, long inboxId) throws SQLException {
    tx.update(
        "update inbox set taken_by = ? where id = ? and task = ? and taken_by = 0",
        seq,
        inboxId,
        task.value());
  }

  private static void end(Tx tx, TaskId task, long seq) throws SQLException {
    tx.update("delete from active_job where task = ?", task.value());
    tx.update("update inbox set taken_by = ? where task = ? and taken_by = 0", seq, task.value());
    tx.update(
        "update ask set state = ? where task = ? and state = ?",
        AskState.VOID,
        task.value(),
        AskState.OPEN);
  }
}
