package dev.gatehand.github;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.policy.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What somebody may do in a repository: by the permission API and nothing else, and only if the
 * answer is about this very id. A login can be given up and taken by somebody else between a
 * comment and this question.
 */
final class Roles {
  private final Api api;

  Roles(Api api) {
    this.api = api;
  }

  Role of(RepoRef repository, Account account) {
    Optional<Role> role = role(repository, account.login(), account.id());
    return role.or(
            () -> loginNow(repository, account).flatMap(it -> role(repository, it, account.id())))
        .orElse(Role.NONE);
  }

  private Optional<Role> role(RepoRef repository, String login, long id) {
    String path = "/collaborators/" + segment(login) + "/permission";
    return api.find(
            repository, path, "look up the role of " + login + " in " + repository, Call.Weight.ASK)
        .filter(found -> found.path("user").path("id").asLong(-1) == id)
        .map(Shapes::role);
  }

  /** The login of somebody who was renamed since. */
  private Optional<String> loginNow(RepoRef repository, Account account) {
    if (account.id() <= 0) {
      return Optional.empty();
    }
    Answer answer = api.elsewhere(repository, "/user/" + account.id(), Call.Weight.ASK);
    if (answer.status() == 404) {
      return Optional.empty();
    }
    if (!answer.isGood()) {
      throw Refused.of(answer, "look up the account " + account.id());
    }
    var user = answer.json();
    return user.path("id").asLong(-1) == account.id()
        ? Optional.of(Shapes.text(user, "login")).filter(login -> !login.equals(account.login()))
        : Optional.empty();
  }

  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
