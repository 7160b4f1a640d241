package dev.gatehand.store;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.HostedForge.Reacted;
import dev.gatehand.forge.HostedRows.Audience;
import dev.gatehand.forge.Marks;
import dev.gatehand.forge.Reaction;
import dev.gatehand.forge.ThreadRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What people say in the embedded forge, and who was told of it. */
final class HostedTalk {
  private final Database database;

  HostedTalk(Database database) {
    this.database = database;
  }

  CommentRef comment(ThreadRef thread, Account author, String body, Instant at, Audience audience) {
    return database.write(
        tx -> {
          long threadId = HostedIds.thread(tx, thread);
          long comment =
              tx.insert(
                  """
                  insert into hosted_comment (thread, author, body, at, edited, heard)
                  values (?, ?, ?, ?, 0, ?) returning id
                  """,
                  threadId,
                  author.id(),
                  body,
                  at,
                  audience == Audience.GATEHAND ? 0 : 1);
          tx.update("update hosted_thread set changed = ? where id = ?", at, threadId);
          return new CommentRef(thread, comment);
        });
  }

  Optional<Comment> comment(CommentRef comment) {
    return database.read(
        tx ->
            tx.one(
                HostedViews.COMMENT + HostedIds.OF_THREAD + "and c.id = ?",
                HostedViews::comment,
                comment.thread().repository().toString(),
                comment.thread().number(),
                comment.id()));
  }

  List<Comment> comments(ThreadRef thread) {
    return database.read(
        tx ->
            tx.list(
                HostedViews.COMMENT + HostedIds.OF_THREAD + "order by c.id",
                HostedViews::comment,
                thread.repository().toString(),
                thread.number()));
  }

  void edit(CommentRef comment, String body) {
    database.execute(
        tx ->
            tx.update(
                "update hosted_comment set body = ?, edited = 1 where id = ? and thread = ?",
                body,
                comment.id(),
                HostedIds.thread(tx, comment.thread())));
  }

  Marks marks(ThreadRef thread) {
    return database.read(
        tx -> {
          long id = HostedIds.thread(tx, thread);
          return new Marks(
              tx.list("select label from hosted_label where thread = ?", r -> r.getString(1), id),
              tx.list(
                  "select reviewer from hosted_reviewer where thread = ?",
                  r -> r.getString(1),
                  id));
        });
  }

  void mark(ThreadRef thread, Marks marks) {
    database.execute(
        tx -> {
          long id = HostedIds.thread(tx, thread);
          for (String label : marks.labels()) {
            tx.update(
                "insert into hosted_label (thread, label) values (?, ?) on conflict do nothing",
                id,
                label);
          }
          for (String reviewer : marks.reviewers()) {
            tx.update(
                "insert into hosted_reviewer (thread, reviewer) values (?, ?)"
                    + " on conflict do nothing",
                id,
                reviewer);
          }
        });
  }

  void react(CommentRef comment, Account by, Reaction reaction) {
    database.execute(
        tx ->
            tx.update(
                """
                insert into hosted_reaction (comment, account, reaction) values (?, ?, ?)
                on conflict do nothing
                """,
                comment.id(),
                by.id(),
                reaction));
  }

  Map<Long, List<Reacted>> reactions(ThreadRef thread) {
    record Found(long comment, Reacted reacted) {}
    List<Found> found =
        database.read(
            tx ->
                tx.list(
                    """
                    select x.comment, x.reaction,
                      a.id as account_id, a.login, a.kind as account_kind
                    from hosted_reaction x
                    join hosted_comment c on c.id = x.comment
                    join hosted_thread t on t.id = c.thread
                    join hosted_repository r on r.id = t.repository
                    join hosted_account a on a.id = x.account
                    where r.slug = ? and t.number = ? order by x.comment, x.reaction
                    """,
                    row ->
                        new Found(
                            row.getLong("comment"),
                            new Reacted(
                                Reaction.valueOf(row.getString("reaction")),
                                HostedViews.account(row))),
                    thread.repository().toString(),
                    thread.number()));
    return found.stream()
        .collect(
            Collectors.groupingBy(
                Found::comment, Collectors.mapping(Found::reacted, Collectors.toList())));
  }

  List<CommentRef> unheard() {
    return database.read(
        tx ->
            tx.list(
                HostedViews.COMMENT + "where c.heard = 0 order by c.id", HostedViews::commentRef));
  }

  void heard(CommentRef comment) {
    database.execute(
        tx -> tx.update("update hosted_comment set heard = 1 where id = ?", comment.id()));
  }
}
