package dev.gatehand.store;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import java.sql.SQLException;
import java.util.Optional;

/** The numbers under which the tables of the embedded forge know a repository or a thread. */
final class HostedIds {
  static final String OF_THREAD = "where r.slug = ? and t.number = ? ";

  private HostedIds() {}

  static long repository(Tx tx, RepoRef repository) throws SQLException {
    tx.update(
        "insert into hosted_repository (slug, last_number) values (?, 0) on conflict do nothing",
        repository.toString());
    return find(tx, repository).orElseThrow();
  }

  static Optional<Long> find(Tx tx, RepoRef repository) throws SQLException {
    return tx.one(
        "select id from hosted_repository where slug = ?",
        row -> row.getLong(1),
        repository.toString());
  }

  static long thread(Tx tx, ThreadRef thread) throws SQLException {
    return tx.one(
            """
            select t.id from hosted_thread t join hosted_repository r on r.id = t.repository
            """
                + OF_THREAD,
            row -> row.getLong(1),
            thread.repository().toString(),
            thread.number())
        .orElseThrow();
  }
}
