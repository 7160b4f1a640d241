package dev.gatehand.task;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.policy.Role;
import java.util.HashMap;
import java.util.Map;

/**
 * What those who spoke on a thread may do in its repository, looked up when a task is opened. It
 * helps the agent to weigh their words; nothing is allowed because of it.
 */
final class Speakers {
  /** A crowd must not use up what the forge lets us ask. */
  private static final int LOOKED_UP = 20;

  private final Forge forge;
  private final RepoRef repository;
  private final Map<Long, String> roles = new HashMap<>();

  Speakers(Forge forge, RepoRef repository) {
    this.forge = forge;
    this.repository = repository;
  }

  /** The name of a {@link Role}; empty for a program, and when too many others were looked up. */
  String role(Account account) {
    if (account.kind() == Account.Kind.BOT) {
      return "";
    }
    String known = roles.get(account.id());
    if (known != null || roles.size() >= LOOKED_UP) {
      return known == null ? "" : known;
    }
    String role = forge.roleOf(repository, account).name();
    roles.put(account.id(), role);
    return role;
  }
}
