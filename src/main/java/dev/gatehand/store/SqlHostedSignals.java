package dev.gatehand.store;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.CommitCheck;
import dev.gatehand.forge.HostedSignals;
import dev.gatehand.forge.Marking;
import dev.gatehand.forge.Marking.What;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.GitId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** What happens in the embedded forge besides words. */
final class SqlHostedSignals implements HostedSignals {
  private static final String ACCOUNT = "a.id as account_id, a.login, a.kind as account_kind from ";

  private final Database database;

  SqlHostedSignals(Database database) {
    this.database = database;
  }

  @Override
  public void mark(ThreadRef thread, Account by, What what, Instant at) {
    database.execute(
        tx -> {
          long id = HostedIds.thread(tx, thread);
          switch (what) {
            case What.Labeled(String label) -> {
              tx.update(
                  "insert into hosted_label (thread, label) values (?, ?) on conflict do nothing",
                  id,
                  label);
              note(tx, id, by, "LABELED", label, 0, at);
            }
            case What.Unlabeled(String label) -> {
              tx.update("delete from hosted_label where thread = ? and label = ?", id, label);
              note(tx, id, by, "UNLABELED", label, 0, at);
            }
            case What.Assigned(Account whom) ->
                note(tx, id, by, "ASSIGNED", whom.login(), whom.id(), at);
            case What.Unassigned(Account whom) ->
                note(tx, id, by, "UNASSIGNED", whom.login(), whom.id(), at);
          }
        });
  }

  private static void note(
      Tx tx, long thread, Account by, String kind, String what, long whom, Instant at)
      throws SQLException {
    tx.update(
        """
        insert into hosted_marking (thread, account, kind, what, whom, at, heard)
        values (?, ?, ?, ?, ?, ?, 0)
        """,
        thread,
        by.id(),
        kind,
        what,
        whom,
        at);
  }

  @Override
  public List<Marking> markings(ThreadRef thread) {
    return database.read(
        tx ->
            tx.list(
                "select m.id, m.kind, m.what, m.whom, m.at, w.kind as whom_kind, "
                    + ACCOUNT
                    + """
                    hosted_marking m
                    join hosted_account a on a.id = m.account
                    left join hosted_account w on w.id = m.whom
                    where m.thread = ? order by m.id
                    """,
                SqlHostedSignals::marking,
                HostedIds.thread(tx, thread)));
  }

  private static Marking marking(ResultSet row) throws SQLException {
    String what = row.getString("what");
    return new Marking(
        row.getLong("id"),
        HostedViews.account(row),
        Instant.ofEpochMilli(row.getLong("at")),
        switch (row.getString("kind")) {
          case "LABELED" -> new What.Labeled(what);
          case "UNLABELED" -> new What.Unlabeled(what);
          case "ASSIGNED" -> new What.Assigned(whom(row, what));
          default -> new What.Unassigned(whom(row, what));
        });
  }

  private static Account whom(ResultSet row, String login) throws SQLException {
    return new Account(
        row.getLong("whom"), login, Account.Kind.valueOf(row.getString("whom_kind")));
  }

  @Override
  public List<ThreadRef> unheard() {
    return database.read(
        tx ->
            tx.list(
                """
                select distinct r.slug, t.number from hosted_marking m
                join hosted_thread t on t.id = m.thread
                join hosted_repository r on r.id = t.repository
                where m.heard = 0
                """,
                row -> new ThreadRef(RepoRef.of(row.getString(1)), row.getInt(2))));
  }

  @Override
  public void heard(ThreadRef thread) {
    database.execute(
        tx ->
            tx.update(
                "update hosted_marking set heard = 1 where thread = ? and heard = 0",
                HostedIds.thread(tx, thread)));
  }

  @Override
  public void check(
      RepoRef repository, GitId commit, CommitCheck check, String output, Instant at) {
    database.execute(
        tx ->
            tx.update(
                """
                insert into hosted_check (repository, head, name, state, summary, output, at)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (repository, head, name) do update set
                  state = excluded.state, summary = excluded.summary, output = excluded.output,
                  at = excluded.at
                """,
                HostedIds.repository(tx, repository),
                commit.value(),
                check.name(),
                check.state(),
                check.summary(),
                output,
                at));
  }

  @Override
  public List<CommitCheck> checks(RepoRef repository, GitId commit) {
    return database.read(
        tx ->
            tx.list(
                """
                select c.head, c.name, c.state, c.summary from hosted_check c
                join hosted_repository r on r.id = c.repository
                where r.slug = ? and c.head = ? order by c.name
                """,
                row ->
                    new CommitCheck(
                        row.getString(1),
                        row.getString(2),
                        CommitCheck.State.valueOf(row.getString(3)),
                        row.getString(4)),
                repository.toString(),
                commit.value()));
  }

  @Override
  public String output(RepoRef repository, CommitCheck check) {
    return database
        .read(
            tx ->
                tx.one(
                    """
                    select c.output from hosted_check c
                    join hosted_repository r on r.id = c.repository
                    where r.slug = ? and c.head = ? and c.name = ?
                    """,
                    row -> row.getString(1),
                    repository.toString(),
                    check.id(),
                    check.name()))
        .orElse("");
  }
}
