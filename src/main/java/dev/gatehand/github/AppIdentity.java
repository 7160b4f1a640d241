package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehand.forge.Account;
import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.forge.RepoRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gatehand as a GitHub App. Each token is for one repository and for what Gatehand does there and
 * no more, and lasts an hour: one that leaks from one repository opens no other.
 */
final class AppIdentity implements Identity {
  private static final Duration BEFORE_ITS_END = Duration.ofMinutes(5);

  private final Wire wire;
  private final AppJwt jwt;
  private final InstantSource clock;
  private final Map<RepoRef, Token> tokens = new ConcurrentHashMap<>();
  private volatile Optional<Account> self = Optional.empty();

  private record Token(Secret secret, long installation, Instant ends) {}

  /** An installation: where the app may work, and what its owner allowed it. */
  record Installation(long id, String account, Map<String, String> permissions) {}

  AppIdentity(Wire wire, AppJwt jwt, InstantSource clock) {
    this.wire = wire;
    this.jwt = jwt;
    this.clock = clock;
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
    String login = slug() + "[bot]";
    // Only an installation may look up people; which one does not matter.
    Installation any =
        installations().stream()
            .findFirst()
            .orElseThrow(
                () ->
                    new ForgeUnavailable(
                        "the app `%s` is not installed anywhere: open %s/apps/%s and click Install"
                            .formatted(slug(), wire.endpoint().web(), slug())));
    Token token = token(any, Optional.empty());
    String address = "/users/" + login.replace("[", "%5B").replace("]", "%5D");
    Answer answer = wire.send(Call.get(address, pass(token), Call.Weight.ASK));
    if (!answer.isGood()) {
      throw Refused.of(answer, "read the account of the app, " + login);
    }
    Account account = Shapes.account(answer.json());
    self = Optional.of(account);
    return account;
  }

  JsonNode app() {
    Answer answer = wire.send(Call.get("/app", appPass(), Call.Weight.ASK));
    if (!answer.isGood()) {
      throw Refused.of(answer, "read the app of gatehand.github.app-id");
    }
    return answer.json();
  }

  private String slug() {
    return app().path("slug").asText();
  }

  List<Installation> installations() {
    List<Installation> all = new ArrayList<>();
    Pages.each(wire, "/app/installations?per_page=100", appPass(), Call.Weight.WORK)
        .forEach(node -> all.add(installation(node)));
    return List.copyOf(all);
  }

  /** Where the app is installed for a repository, with what was allowed there. */
  Installation installation(RepoRef repository) {
    Answer answer =
        wire.send(Call.get("/repos/" + repository + "/installation", appPass(), Call.Weight.ASK));
    if (answer.status() == 404) {
      throw new ForgeUnavailable(
          "the app is not installed on %s: open %s/apps/%s and click Configure"
              .formatted(repository, wire.endpoint().web(), slug()));
    }
    if (!answer.isGood()) {
      throw Refused.of(answer, "find the app's installation on " + repository);
    }
    return installation(answer.json());
  }

  @Override
  public Call.Pass pass(RepoRef repository) {
    return pass(current(repository));
  }

  @Override
  public Secret token(RepoRef repository) {
    return current(repository).secret();
  }

  @Override
  public void expired(RepoRef repository) {
    tokens.remove(repository);
  }

  @Override
  public List<RepoRef> repositories() {
    List<RepoRef> all = new ArrayList<>();
    for (Installation installation : installations()) {
      Call.Pass pass = pass(token(installation, Optional.empty()));
      Pages.each(wire, "/installation/repositories?per_page=100", pass, Call.Weight.BACKGROUND)
          .forEach(node -> Shapes.repo(node).ifPresent(all::add));
    }
    return List.copyOf(all);
  }

  @Override
  public String described() {
    return "the app `" + slug() + "`";
  }

  private Token current(RepoRef repository) {
    Token known = tokens.get(repository);
    if (known != null && clock.instant().isBefore(known.ends().minus(BEFORE_ITS_END))) {
      return known;
    }
    Token fresh = token(installation(repository), Optional.of(repository));
    tokens.put(repository, fresh);
    return fresh;
  }

  /** Without a repository: one that may only see which repositories there are. */
  private Token token(Installation installation, Optional<RepoRef> repository) {
    ObjectNode wish = Answer.JSON.createObjectNode();
    ObjectNode permissions = wish.putObject("permissions");
    if (repository.isPresent()) {
      wish.putArray("repositories").add(repository.get().name());
      Permissions.within(installation.permissions()).forEach(permissions::put);
    } else {
      permissions.put("metadata", "read");
    }
    Call call =
        Call.send(
            "POST",
            "/app/installations/" + installation.id() + "/access_tokens",
            wish,
            appPass(),
            Call.Weight.ASK);
    Answer answer = wire.send(call);
    if (!answer.isGood()) {
      throw Refused.of(
          answer,
          "get a token for "
              + repository.map(RepoRef::toString).orElse("installation " + installation.id()));
    }
    JsonNode token = answer.json();
    return new Token(
        new Secret(token.path("token").asText()),
        installation.id(),
        Shapes.instant(token, "expires_at"));
  }

  private static Call.Pass pass(Token token) {
    return new Call.Pass(
        "Bearer " + token.secret().value(), "installation-" + token.installation());
  }

  Call.Pass appPass() {
    return new Call.Pass("Bearer " + jwt.at(clock.instant()), "app");
  }

  private static Installation installation(JsonNode node) {
    Map<String, String> permissions = new ConcurrentHashMap<>();
    node.path("permissions")
        .properties()
        .forEach(entry -> permissions.put(entry.getKey(), entry.getValue().asText()));
    return new Installation(
        node.path("id").asLong(), node.path("account").path("login").asText(), permissions);
  }
}
