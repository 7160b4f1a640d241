package dev.gatehand.embedded;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.HostedRefusal;
import dev.gatehand.forge.HostedRefusal.Why;
import dev.gatehand.forge.HostedRepositories;
import dev.gatehand.forge.HostedRows;
import dev.gatehand.forge.HostedRows.Row;
import dev.gatehand.forge.PullRequest;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.forge.ThreadView;
import dev.gatehand.policy.Role;

/** Finds what a request names, and refuses in words where it is not there or not theirs. */
final class Lookup {
  private final EmbeddedForge forge;
  private final HostedRows rows;
  private final HostedRepositories repositories;

  Lookup(EmbeddedForge forge, HostedRows rows, HostedRepositories repositories) {
    this.forge = forge;
    this.rows = rows;
    this.repositories = repositories;
  }

  void repository(RepoRef repository) {
    if (!repositories.exists(repository)) {
      throw new HostedRefusal(Why.NOT_THERE, "There is no repository " + repository + " here.");
    }
  }

  Row thread(ThreadRef thread) {
    repository(thread.repository());
    return rows.thread(thread)
        .orElseThrow(() -> new HostedRefusal(Why.NOT_THERE, "There is no thread " + thread + "."));
  }

  Row pullRequest(ThreadRef thread) {
    Row row = thread(thread);
    if (row.line().kind() != ThreadView.Kind.PULL_REQUEST) {
      throw new HostedRefusal(Why.NOT_THERE, thread + " is an issue, not a pull request.");
    }
    return row;
  }

  Row inState(ThreadRef thread, PullRequest.State state) {
    Row row = thread(thread);
    if (row.line().state() != state) {
      throw new HostedRefusal(
          Why.NOT_NOW, thread + " is " + Words.name(row.line().state()) + " already.");
    }
    return row;
  }

  void needOwnOrWrite(Row row, Account who, String what) {
    if (!row.line().author().is(who)) {
      needWrite(row.line().ref(), who, what);
    }
  }

  /** Whoever reads may label: on a forge there are people who may do that and nothing more. */
  void needTriage(ThreadRef thread, Account who) {
    if (!rows.roleOf(thread.repository(), who).atLeast(Role.READ)) {
      throw new HostedRefusal(
          Why.NOT_ALLOWED,
          who.login() + " needs access to " + thread.repository() + " to do that.");
    }
  }

  void needWrite(ThreadRef thread, Account who, String what) {
    Role role = rows.roleOf(thread.repository(), who);
    if (!role.atLeast(Role.WRITE)) {
      throw new HostedRefusal(
          Why.NOT_ALLOWED,
          who.login() + " needs write access to " + what + "; they have " + Words.name(role) + ".");
    }
  }

  /** Whoever is named must be known, and must not be Gatehand. */
  Account person(String as) {
    Account account =
        rows.account(as)
            .orElseThrow(
                () ->
                    new HostedRefusal(
                        Why.NOT_ALLOWED, "Nobody here is called `" + Words.brief(as) + "`."));
    if (account.is(forge.self())) {
      throw new HostedRefusal(Why.NOT_ALLOWED, "Gatehand speaks for itself: choose somebody else.");
    }
    return account;
  }
}
