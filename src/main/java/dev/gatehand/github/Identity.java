package dev.gatehand.github;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.RepoRef;
import java.util.List;
import java.util.Optional;

/** As whom Gatehand speaks to GitHub, and with which token about which repository. */
sealed interface Identity permits TokenIdentity, AppIdentity {
  /** The account under which Gatehand's own words appear. */
  Account self();

  /** The same, if it was looked up before. */
  Optional<Account> known();

  /** With what calls about a repository are made. */
  Call.Pass pass(RepoRef repository);

  /** A token for git in this one repository. */
  Secret token(RepoRef repository);

  /** Repositories that are Gatehand's business. */
  List<RepoRef> repositories();

  /** GitHub did not accept the token: the next one is asked for anew, if there is a next one. */
  void expired(RepoRef repository);

  /** What it is, for people. */
  String described();
}
