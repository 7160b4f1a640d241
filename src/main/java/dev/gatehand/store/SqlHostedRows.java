package dev.gatehand.store;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.HostedForge.Person;
import dev.gatehand.forge.HostedForge.Reacted;
import dev.gatehand.forge.HostedRows;
import dev.gatehand.forge.HostedSignals;
import dev.gatehand.forge.Marks;
import dev.gatehand.forge.NewPullRequest;
import dev.gatehand.forge.PullRequest;
import dev.gatehand.forge.Reaction;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.forge.ThreadView;
import dev.gatehand.policy.Role;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the embedded forge keeps: people, roles, threads, comments, reactions. */
public final class SqlHostedRows implements HostedRows {
  private static final String OPEN_TWIN =
      """
      select 1 from hosted_thread where repository = ? and head_branch = ? and base_branch = ?
        and kind = 'PULL_REQUEST' and state = 'OPEN'
      """;

  private final Database database;
  private final HostedPeople people;
  private final HostedTalk talk;
  private final HostedSignals signals;

  public SqlHostedRows(Database database) {
    this.database = database;
    this.people = new HostedPeople(database);
    this.talk = new HostedTalk(database);
    this.signals = new SqlHostedSignals(database);
  }

  @Override
  public long repository(RepoRef repository) {
    Optional<Long> known = database.read(tx -> HostedIds.find(tx, repository));
    return known.isPresent()
        ? known.get()
        : database.write(tx -> HostedIds.repository(tx, repository));
  }

  @Override
  public Account account(String login, Account.Kind kind) {
    return people.account(login, kind);
  }

  @Override
  public Optional<Account> account(String login) {
    return people.account(login);
  }

  @Override
  public void give(RepoRef repository, Account account, Role role) {
    people.give(repository, account, role);
  }

  @Override
  public Role roleOf(RepoRef repository, Account account) {
    return people.roleOf(repository, account);
  }

  @Override
  public List<Person> people(RepoRef repository) {
    return people.people(repository);
  }

  @Override
  public ThreadRef openIssue(
      RepoRef repository, Account author, String title, String body, Instant at) {
    return database.write(
        tx ->
            new ThreadRef(
                repository,
                open(tx, repository, author, ThreadView.Kind.ISSUE, title, body, Pull.NONE, at)));
  }

  @Override
  public Optional<ThreadRef> openPullRequest(
      NewPullRequest request, Account author, Ends ends, Instant at) {
    RepoRef repository = request.repository();
    return database.write(
        tx -> {
          long id = lock(tx, repository);
          if (tx.exists(OPEN_TWIN, id, request.headBranch(), request.baseBranch())) {
            return Optional.empty();
          }
          var pull = new Pull(request.headBranch(), request.baseBranch(), request.draft(), ends);
          int number =
              open(
                  tx,
                  repository,
                  author,
                  ThreadView.Kind.PULL_REQUEST,
                  request.title(),
                  request.body(),
                  pull,
                  at);
          return Optional.of(new ThreadRef(repository, number));
        });
  }

  @Override
  public Optional<Row> thread(ThreadRef thread) {
    return database.read(
        tx ->
            tx.one(
                HostedViews.THREAD + HostedIds.OF_THREAD,
                HostedViews::thread,
                thread.repository().toString(),
                thread.number()));
  }

  @Override
  public List<Row> threads(RepoRef repository) {
    return database.read(
        tx ->
            tx.list(
                HostedViews.THREAD + "where r.slug = ? order by t.number desc",
                HostedViews::thread,
                repository.toString()));
  }

  @Override
  public void rewrite(ThreadRef thread, String title, String body, Instant at) {
    database.execute(
        tx ->
            tx.update(
                "update hosted_thread set title = ?, body = ?, changed = ? where id = ?",
                title,
                body,
                at,
                HostedIds.thread(tx, thread)));
  }

  @Override
  public boolean settle(ThreadRef thread, PullRequest.State state, Ends ends, Instant at) {
    return database.write(
        tx -> {
          long repository = lock(tx, thread.repository());
          Row row =
              tx.one(
                      HostedViews.THREAD + HostedIds.OF_THREAD,
                      HostedViews::thread,
                      thread.repository().toString(),
                      thread.number())
                  .orElseThrow();
          boolean reopens =
              state == PullRequest.State.OPEN && row.line().kind() == ThreadView.Kind.PULL_REQUEST;
          if (reopens
              && tx.exists(
                  OPEN_TWIN, repository, row.pull().headBranch(), row.pull().baseBranch())) {
            return false;
          }
          tx.update(
              "update hosted_thread set state = ?, base = ?, head = ?, changed = ? where id = ?",
              state,
              ends.base(),
              ends.head(),
              at,
              HostedIds.thread(tx, thread));
          return true;
        });
  }

  @Override
  public CommentRef comment(
      ThreadRef thread, Account author, String body, Instant at, Audience audience) {
    return talk.comment(thread, author, body, at, audience);
  }

  @Override
  public Optional<Comment> comment(CommentRef comment) {
    return talk.comment(comment);
  }

  @Override
  public List<Comment> comments(ThreadRef thread) {
    return talk.comments(thread);
  }

  @Override
  public void edit(CommentRef comment, String body) {
    talk.edit(comment, body);
  }

  @Override
  public Marks marks(ThreadRef thread) {
    return talk.marks(thread);
  }

  @Override
  public void mark(ThreadRef thread, Marks marks) {
    talk.mark(thread, marks);
  }

  @Override
  public void react(CommentRef comment, Account by, Reaction reaction) {
    talk.react(comment, by, reaction);
  }

  @Override
  public Map<Long, List<Reacted>> reactions(ThreadRef thread) {
    return talk.reactions(thread);
  }

  @Override
  public HostedSignals signals() {
    return signals;
  }

  @Override
  public List<CommentRef> unheard() {
    return talk.unheard();
  }

  @Override
  public void heard(CommentRef comment) {
    talk.heard(comment);
  }

  private static int open(
      Tx tx,
      RepoRef repository,
      Account author,
      ThreadView.Kind kind,
      String title,
      String body,
      Pull pull,
      Instant at)
      throws SQLException {
    long id = HostedIds.repository(tx, repository);
    int number =
        tx.one(
                """
                update hosted_repository set last_number = last_number + 1 where id = ?
                returning last_number
                """,
                row -> row.getInt(1),
                id)
            .orElseThrow();
    tx.update(
        """
        insert into hosted_thread (repository, number, kind, title, body, author, state, draft,
          head_branch, base_branch, base, head, at, changed)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        id,
        number,
        kind,
        title,
        body,
        author.id(),
        PullRequest.State.OPEN,
        pull.draft() ? 1 : 0,
        pull.headBranch(),
        pull.baseBranch(),
        pull.ends().base(),
        pull.ends().head(),
        at,
        at);
    return number;
  }

  /** Of two that open a pull request at once, one waits here. */
  private static long lock(Tx tx, RepoRef repository) throws SQLException {
    long id = HostedIds.repository(tx, repository);
    tx.update("update hosted_repository set last_number = last_number where id = ?", id);
    return id;
  }
}
