package dev.gatehand.store;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.HostedForge.Person;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.policy.Role;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Who is known to the embedded forge, and what they may do where. */
final class HostedPeople {
  private final Database database;

  HostedPeople(Database database) {
    this.database = database;
  }

  Account account(String login, Account.Kind kind) {
    Optional<Account> known = account(login);
    if (known.isPresent()) {
      return known.get();
    }
    return database.write(
        tx -> {
          tx.update(
              "insert into hosted_account (login, kind) values (?, ?) on conflict do nothing",
              login,
              kind);
          return account(tx, login).orElseThrow();
        });
  }

  Optional<Account> account(String login) {
    return database.read(tx -> account(tx, login));
  }

  void give(RepoRef repository, Account account, Role role) {
    database.execute(
        tx ->
            tx.update(
                """
                insert into hosted_role (repository, account, role) values (?, ?, ?)
                on conflict (repository, account) do update set role = excluded.role
                """,
                HostedIds.repository(tx, repository),
                account.id(),
                role));
  }

  Role roleOf(RepoRef repository, Account account) {
    return database.read(
        tx ->
            tx.one(
                    """
                    select o.role from hosted_role o
                    join hosted_repository r on r.id = o.repository
                    where r.slug = ? and o.account = ?
                    """,
                    row -> Role.valueOf(row.getString(1)),
                    repository.toString(),
                    account.id())
                .orElse(Role.NONE));
  }

  List<Person> people(RepoRef repository) {
    List<Person> people =
        database.read(
            tx ->
                tx.list(
                    """
                    select a.id as account_id, a.login, a.kind as account_kind, o.role
                    from hosted_role o
                    join hosted_repository r on r.id = o.repository
                    join hosted_account a on a.id = o.account
                    where r.slug = ? order by a.login
                    """,
                    row ->
                        new Person(HostedViews.account(row), Role.valueOf(row.getString("role"))),
                    repository.toString()));
    return people.stream().sorted(Comparator.comparing(Person::role).reversed()).toList();
  }

  private static Optional<Account> account(Tx tx, String login) throws SQLException {
    return tx.one(
        HostedViews.ACCOUNT + "from hosted_account where login = ?", HostedViews::account, login);
  }
}
