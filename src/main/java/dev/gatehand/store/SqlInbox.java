package dev.gatehand.store;

import dev.gatehand.forge.CommentRef;
import dev.gatehand.gate.AskId;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Inbox;
import dev.gatehand.task.TaskStore.AskState;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/** What people said to tasks. */
public final class SqlInbox implements Inbox {
  private final Database database;
  private final InstantSource clock;

  public SqlInbox(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public boolean put(TaskId task, Message message) {
    return switch (message) {
      case Message.Approved approved -> answer(task, approved.ask(), message);
      case Message.Denied denied -> answer(task, denied.ask(), message);
      case Message.Steered _, Message.Stopped _ ->
          database.write(tx -> insert(tx, task, "", message));
    };
  }

  /** The ask's row is locked first: of two answers that arrive together, one is the first. */
  private boolean answer(TaskId task, AskId ask, Message message) {
    return database.write(
        tx -> {
          int open =
              tx.update(
                  "update ask set state = state where id = ? and task = ? and state = ?",
                  ask.value(),
                  task.value(),
                  AskState.OPEN);
          if (knows(tx, task, message.comment())) {
            return true;
          }
          boolean answered =
              tx.exists("select 1 from inbox where ask = ? and taken_by = 0", ask.value());
          return open == 1 && !answered && insert(tx, task, ask.value(), message);
        });
  }

  private boolean insert(Tx tx, TaskId task, String ask, Message message) throws SQLException {
    tx.update(
        """
        insert into inbox (task, comment_id, kind, ask, data, at, taken_by)
        values (?, ?, ?, ?, ?, ?, 0)
        on conflict (task, comment_id) where comment_id <> 0 do nothing
        """,
        task.value(),
        message.comment().id(),
        message.getClass().getSimpleName(),
        ask,
        Json.write(message),
        clock.instant());
    return true;
  }

  @Override
  public boolean knows(TaskId task, CommentRef comment) {
    return database.read(tx -> knows(tx, task, comment));
  }

  private static boolean knows(Tx tx, TaskId task, CommentRef comment) throws SQLException {
    return tx.exists(
        "select 1 from inbox where task = ? and comment_id = ?", task.value(), comment.id());
  }

  @Override
  public List<Stored> unread(TaskId task) {
    return database.read(
        tx ->
            tx.list(
                "select id, kind, data from inbox where task = ? and taken_by = 0 order by id",
                row -> new Stored(row.getLong(1), message(row.getString(2), row.getString(3))),
                task.value()));
  }

  private static Message message(String kind, String data) {
    var type =
        switch (kind) {
          case "Approved" -> Message.Approved.class;
          case "Denied" -> Message.Denied.class;
          case "Steered" -> Message.Steered.class;
          case "Stopped" -> Message.Stopped.class;
          default ->
              throw new IllegalStateException(
                  "The inbox has a message that this release does not know (%s)".formatted(kind));
        };
    return Json.read(type, data);
  }
}
