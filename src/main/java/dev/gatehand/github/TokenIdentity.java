package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.forge.Account;
import dev.gatehand.forge.RepoRef;
import java.util.List;
import java.util.Optional;

/**
 * Gatehand as the owner of a token: a machine user's, or a person's own. A person's words count as
 * theirs; which of the account's comments are Gatehand's, the outbox knows.
 */
final class TokenIdentity implements Identity {
  static final String BUDGET = "token";
  private final Wire wire;
  private final Secret token;
  private final List<RepoRef> repositories;
  private volatile Optional<Account> self = Optional.empty();

  TokenIdentity(Wire wire, Secret token, List<RepoRef> repositories) {
    this.wire = wire;
    this.token = token;
    this.repositories = List.copyOf(repositories);
  }

  @Override
  public Optional<Account> known() {
    return self;
  }

  @Override
  public Account self() {
    Optional<Account> known = self;
    if (known.isPresent()) {
      return known.get();
    }
    Answer answer = wire.send(Call.get("/user", pass(), Call.Weight.ASK));
    if (!answer.isGood()) {
      throw Refused.of(answer, "read whose token gatehand.github.token is");
    }
    JsonNode user = answer.json();
    Account account = Shapes.account(user);
    self = Optional.of(account);
    return account;
  }

  Call.Pass pass() {
    return new Call.Pass("Bearer " + token.value(), BUDGET);
  }

  @Override
  public Call.Pass pass(RepoRef repository) {
    return pass();
  }

  @Override
  public Secret token(RepoRef repository) {
    return token;
  }

  @Override
  public List<RepoRef> repositories() {
    return repositories;
  }

  @Override
  public void expired(RepoRef repository) {
    // There is no other one: whoever runs Gatehand has to give it.
  }

  @Override
  public String described() {
    return "the token of gatehand.github.token";
  }
}
