package dev.gatehand.store;

import dev.gatehand.agent.Spending;
import dev.gatehand.escalation.Asks;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.AskId;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Lease;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.journal.TaskState;
import dev.gatehand.task.TaskStore;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Tasks and asks, as the journal left them. */
public final class SqlTaskStore implements TaskStore {
  private final Database database;
  private final SqlJournal journal;
  private final InstantSource clock;

  public SqlTaskStore(Database database, SqlJournal journal, InstantSource clock) {
    this.database = database;
    this.journal = journal;
    this.clock = clock;
  }

  @Override
  public boolean open(TaskId task, TaskRequest request) {
    return database.write(
        tx -> {
          if (!insert(tx, task, request)) {
            return false;
          }
          if (!occupyJob(tx, task, request) || !occupyThread(tx, task, request.thread())) {
            tx.update("delete from active_job where task = ?", task.value());
            tx.update("delete from task where id = ?", task.value());
            return false;
          }
          var opened = List.<Event>of(new Event.Opened(request));
          journal.write(tx, new Lease(task, 0), Fence.Standing.NEW, opened);
          return true;
        });
  }

  @Override
  public Spending spending(ThreadRef thread) {
    return database.read(tx -> Ledger.on(tx, thread, clock.instant()));
  }

  /** A job's task has no thread before it has something to say. */
  private static boolean occupyThread(Tx tx, TaskId task, ThreadRef thread) throws SQLException {
    return thread.number() == 0 || ThreadLine.enter(tx, task, thread);
  }

  private static boolean occupyJob(Tx tx, TaskId task, TaskRequest request) throws SQLException {
    return request.job().isEmpty()
        || tx.update(
                """
                insert into active_job (repository, job, task) values (?, ?, ?)
                on conflict (repository, job) do nothing
                """,
                request.repository().ref().toString(),
                request.job(),
                task.value())
            == 1;
  }

  private boolean insert(Tx tx, TaskId task, TaskRequest request) throws SQLException {
    Instant at = clock.instant();
    return tx.update(
            """
            insert into task
              (id, source, origin, kind, job, repository, number, title, by_login,
               state, resumes, why, node, epoch, seq, at, changed)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', 0, 0, ?, ?)
            on conflict (source) do nothing
            """,
            task.value(),
            TaskSource.of(request),
            request.origin(),
            request.kind(),
            request.job(),
            request.thread().repository().toString(),
            request.thread().number(),
            request.title(),
            request.by().login(),
            TaskState.QUEUED,
            TaskState.PREPARING,
            at,
            at)
        == 1;
  }

  @Override
  public Optional<Lease> take(TaskId task, String node) {
    return database.write(
        tx ->
            tx.one(
                """
                update task set epoch = epoch + 1, node = ?
                where id = ? and state not in ('DONE', 'FAILED', 'STOPPED')
                  and not exists (select 1 from thread_line where thread_line.task = task.id)
                returning epoch
                """,
                row -> new Lease(task, row.getLong(1)),
                node,
                task.value()));
  }

  @Override
  public boolean dealtWith(CommentRef comment) {
    return database.write(
        tx ->
            tx.update(
                    """
                    insert into seen_comment (repository, number, comment_id, at)
                    values (?, ?, ?, ?)
                    on conflict (repository, number, comment_id) do nothing
                    """,
                    comment.thread().repository().toString(),
                    comment.thread().number(),
                    comment.id(),
                    clock.instant())
                == 1);
  }

  @Override
  public boolean isDealtWith(CommentRef comment) {
    return database.read(
        tx ->
            tx.exists(
                """
                select 1 from seen_comment where repository = ? and number = ? and comment_id = ?
                """,
                comment.thread().repository().toString(),
                comment.thread().number(),
                comment.id()));
  }

  @Override
  public Optional<TaskView> find(TaskId task) {
    return tasks("where id = ?", task.value()).stream().findFirst();
  }

  @Override
  public Optional<TaskView> openedBy(TaskRequest request) {
    return tasks("where source = ?", TaskSource.of(request)).stream().findFirst();
  }

  @Override
  public Optional<TaskView> activeOn(ThreadRef thread) {
    return tasks(
            "where id = (select task from active_thread where repository = ? and number = ?)",
            thread.repository().toString(),
            thread.number())
        .stream()
        .findFirst();
  }

  @Override
  public List<TaskId> waitingOn(ThreadRef thread) {
    return database.read(
        tx ->
            tx.list(
                "select task from thread_line where repository = ? and number = ? order by id",
                row -> new TaskId(row.getString(1)),
                thread.repository().toString(),
                thread.number()));
  }

  @Override
  public Optional<TaskView> activeJob(RepoRef repository, String job) {
    return tasks(
            "where id = (select task from active_job where repository = ? and job = ?)",
            repository.toString(),
            job)
        .stream()
        .findFirst();
  }

  @Override
  public List<TaskView> ofJob(RepoRef repository, String job, int maximum) {
    return tasks(
        "where repository = ? and job = ? order by at desc, id desc limit ?",
        repository.toString(),
        job,
        maximum);
  }

  @Override
  public List<TaskView> latestOn(ThreadRef thread, int maximum) {
    return tasks(
        "where repository = ? and number = ? order by at desc, id desc limit ?",
        thread.repository().toString(),
        thread.number(),
        maximum);
  }

  @Override
  public List<TaskView> latest(int maximum) {
    return tasks("order by at desc, id desc limit ?", maximum);
  }

  @Override
  public List<TaskView> latest(RepoRef repository, int maximum) {
    return tasks(
        "where repository = ? order by at desc, id desc limit ?", repository.toString(), maximum);
  }

  @Override
  public List<TaskId> unfinished() {
    return ids(
        """
        where state in ('QUEUED', 'PREPARING', 'RUNNING', 'PUBLISHING')
          and not exists (select 1 from thread_line where thread_line.task = task.id)
          and not exists (
            select 1 from scheduled_tasks where task_name = 'task' and task_instance = task.id)
        order by at, id
        """);
  }

  @Override
  public List<TaskId> parkedWithMail() {
    return ids(
        """
        where state = 'PARKED'
          and exists (select 1 from inbox where inbox.task = task.id and taken_by = 0)
        order by changed, id
        """);
  }

  @Override
  public Optional<AskView> ask(AskId ask) {
    return asks("where id = ?", ask.value()).stream().findFirst();
  }

  @Override
  public List<AskView> openAsks(TaskId task) {
    return asks("where task = ? and state = 'OPEN' order by at, id", task.value());
  }

  @Override
  public List<AskView> toRemindOf(Instant now) {
    return asks(
        """
        where state = 'OPEN' and comment_id <> 0 and deadline > ?
          and deadline - (deadline - at) / 4 <= ?
          and not exists (select 1 from outbox where dispatch = ? || ask.id and done = 1)
        order by deadline, id
        """,
        now,
        now,
        Asks.REMINDER);
  }

  @Override
  public Map<AskState, Long> countAsks() {
    record Count(AskState state, long asks) {}
    return database
        .read(
            tx ->
                tx.list(
                    "select state, count(*) from ask group by state",
                    row -> new Count(AskState.valueOf(row.getString(1)), row.getLong(2))))
        .stream()
        .collect(Collectors.toMap(Count::state, Count::asks));
  }

  @Override
  public List<AskView> overdue(Instant now) {
    return asks("where state = 'OPEN' and deadline < ? order by deadline, id", now);
  }

  private List<TaskView> tasks(String where, Object... arguments) {
    return database.read(tx -> tx.list(Views.TASK + where, Views::task, arguments));
  }

  private List<AskView> asks(String where, Object... arguments) {
    return database.read(tx -> tx.list(Views.ASK + where, Views::ask, arguments));
  }

  private List<TaskId> ids(String where) {
    return database.read(
        tx -> tx.list("select id from task " + where, row -> new TaskId(row.getString(1))));
  }
}
