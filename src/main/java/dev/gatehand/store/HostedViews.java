package dev.gatehand.store;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.HostedForge.ThreadLine;
import dev.gatehand.forge.HostedRows.Ends;
import dev.gatehand.forge.HostedRows.Pull;
import dev.gatehand.forge.HostedRows.Row;
import dev.gatehand.forge.PullRequest;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.forge.ThreadView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** Rows of the embedded forge as the forge package reads them. */
final class HostedViews {
  static final String ACCOUNT = "select id as account_id, login, kind as account_kind ";

  static final String THREAD =
      """
      select t.number, t.kind, t.title, t.body, t.state, t.draft, t.head_branch, t.base_branch,
        t.base, t.head, t.at, t.changed, r.slug,
        a.id as account_id, a.login, a.kind as account_kind,
        (select count(*) from hosted_comment c where c.thread = t.id) as comments
      from hosted_thread t
      join hosted_repository r on r.id = t.repository
      join hosted_account a on a.id = t.author
      """;

  static final String COMMENT =
      """
      select c.id, c.body, c.at, c.edited, t.number, r.slug,
        a.id as account_id, a.login, a.kind as account_kind
      from hosted_comment c
      join hosted_thread t on t.id = c.thread
      join hosted_repository r on r.id = t.repository
      join hosted_account a on a.id = c.author
      """;

  private HostedViews() {}

  static Account account(ResultSet row) throws SQLException {
    return new Account(
        row.getLong("account_id"),
        row.getString("login"),
        Account.Kind.valueOf(row.getString("account_kind")));
  }

  static Row thread(ResultSet row) throws SQLException {
    var line =
        new ThreadLine(
            ref(row),
            ThreadView.Kind.valueOf(row.getString("kind")),
            row.getString("title"),
            account(row),
            PullRequest.State.valueOf(row.getString("state")),
            row.getInt("comments"),
            Instant.ofEpochMilli(row.getLong("at")),
            Instant.ofEpochMilli(row.getLong("changed")));
    var pull =
        new Pull(
            row.getString("head_branch"),
            row.getString("base_branch"),
            row.getInt("draft") == 1,
            new Ends(row.getString("base"), row.getString("head")));
    return new Row(line, row.getString("body"), pull);
  }

  static Comment comment(ResultSet row) throws SQLException {
    return new Comment(
        commentRef(row),
        account(row),
        row.getString("body"),
        Instant.ofEpochMilli(row.getLong("at")),
        row.getInt("edited") == 1);
  }

  static CommentRef commentRef(ResultSet row) throws SQLException {
    return new CommentRef(ref(row), row.getLong("id"));
  }

  private static ThreadRef ref(ResultSet row) throws SQLException {
    return new ThreadRef(RepoRef.of(row.getString("slug")), row.getInt("number"));
  }
}
