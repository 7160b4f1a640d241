package dev.gatehand.store;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.journal.TaskState;
import dev.gatehand.task.TaskStore.AskState;
import dev.gatehand.task.TaskStore.AskView;
import dev.gatehand.task.TaskStore.TaskView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Rows of tasks and asks as the task package reads them. */
final class Views {
  static final String TASK =
      """
      select id, origin, kind, job, repository, number, title, by_login, state, why, epoch, at, changed
      from task
      """;
  static final String ASK = "select task, data, comment_id, state, by_login from ask ";

  private Views() {}

  static TaskView task(ResultSet row) throws SQLException {
    return new TaskView(
        new TaskId(row.getString("id")),
        TaskRequest.Origin.valueOf(row.getString("origin")),
        TaskRequest.Kind.valueOf(row.getString("kind")),
        row.getString("job"),
        new ThreadRef(RepoRef.of(row.getString("repository")), row.getInt("number")),
        row.getString("title"),
        row.getString("by_login"),
        TaskState.valueOf(row.getString("state")),
        row.getString("why"),
        row.getLong("epoch"),
        Instant.ofEpochMilli(row.getLong("at")),
        Instant.ofEpochMilli(row.getLong("changed")));
  }

  static AskView ask(ResultSet row) throws SQLException {
    return new AskView(
        new TaskId(row.getString("task")),
        Json.read(Event.Ask.class, row.getString("data")),
        row.getLong("comment_id"),
        AskState.valueOf(row.getString("state")),
        row.getString("by_login"));
  }
}
