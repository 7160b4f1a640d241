package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehand.loopback.Token.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What an app asks with its own signature, and what its installations reach. */
final class AppRoutes {
  private static final Duration LIFE_OF_A_TOKEN = Duration.ofHours(1);
  private final Shapes shapes;

  AppRoutes(Shapes shapes) {
    this.shapes = shapes;
  }

  void into(Router router) {
    router
        .get("/app", Need.NOTHING, call -> Answer.ok(shapes.app(app(call))))
        .get("/app/installations", Need.NOTHING, this::installations)
        .get("/app/installations/{installation_id}", Need.NOTHING, this::installation)
        .post("/app/installations/{installation_id}/access_tokens", Need.NOTHING, this::newToken)
        .get("/repos/{owner}/{repo}/installation", Need.NOTHING, this::ofRepository)
        .get("/installation/repositories", Need.NOTHING, this::repositories);
  }

  static App app(Call call) {
    if (call.app() == null) {
      throw Refused.of(
          401, "'Issuer' claim ('iss') must be an Integer: a JSON web token is needed");
    }
    return call.app();
  }

  private Answer installations(Call call) {
    App app = app(call);
    return Answer.page(
        call,
        call.site().installations.values().stream()
            .filter(it -> it.app().id() == app.id())
            .map(this::shown)
            .toList());
  }

  private Answer installation(Call call) {
    return Answer.ok(shown(one(call)));
  }

  private static App.Installation one(Call call) {
    App app = app(call);
    return Optional.ofNullable(call.site().installations.get(call.number("installation_id")))
        .filter(it -> it.app().id() == app.id())
        .orElseThrow(Refused::notFound);
  }

  private Answer ofRepository(Call call) {
    App app = app(call);
    Repo repo = call.repo();
    return Answer.ok(
        shown(
            call.site().installations.values().stream()
                .filter(it -> it.app().id() == app.id() && it.repositories().contains(repo))
                .findFirst()
                .orElseThrow(Refused::notFound)));
  }

  private ObjectNode shown(App.Installation installation) {
    String url = call(installation);
    return Json.object(
        "id",
        installation.id(),
        "account",
        shapes.user(installation.account()),
        "repository_selection",
        "selected",
        "access_tokens_url",
        url + "/access_tokens",
        "repositories_url",
        url.replaceAll("/app/.*", "/installation/repositories"),
        "html_url",
        "https://example.org/installations/" + installation.id(),
        "app_id",
        installation.app().id(),
        "app_slug",
        installation.app().slug(),
        "target_id",
        installation.account().id(),
        "target_type",
        "User",
        "permissions",
        installation.app().permissions(),
        "events",
        installation.app().events(),
        "created_at",
        "2026-01-01T00:00:00Z",
        "updated_at",
        "2026-01-01T00:00:00Z",
        "single_file_name",
        null,
        "suspended_by",
        null,
        "suspended_at",
        null);
  }

  private String call(App.Installation installation) {
    return shapes.root() + "/api/v3/app/installations/" + installation.id();
  }

  /** At most what the app was given, for at most the repositories where it is installed. */
  private Answer newToken(Call call) {
    App.Installation installation = one(call);
    Set<Repo> repositories = asked(call, installation);
    Map<String, String> permissions = permissions(call, installation.app());
    Site site = call.site();
    Token token =
        new Token(
            "ghs_" + Text.digest("token " + site.nextId()).substring(0, 36),
            installation.app().user(),
            installation,
            repositories,
            permissions,
            site.now().plus(LIFE_OF_A_TOKEN));
    site.tokens.put(token.value(), token);
    ObjectNode answer =
        Json.object(
            "token",
            token.value(),
            "expires_at",
            token.expires(),
            "permissions",
            permissions,
            "repository_selection",
            repositories.isEmpty() ? "all" : "selected");
    if (!repositories.isEmpty()) {
      answer.set("repositories", Json.array(repositories.stream().map(shapes::repo).toList()));
    }
    return Answer.created(answer);
  }

  private static Set<Repo> asked(Call call, App.Installation installation) {
    Set<Repo> found = new LinkedHashSet<>();
    for (JsonNode name : call.body().path("repositories")) {
      found.add(
          installation.repositories().stream()
              .filter(it -> it.ref.name().equalsIgnoreCase(name.asText()))
              .findFirst()
              .orElseThrow(AppRoutes::notInstalled));
    }
    for (JsonNode id : call.body().path("repository_ids")) {
      found.add(
          installation.repositories().stream()
              .filter(it -> it.id == id.asLong())
              .findFirst()
              .orElseThrow(AppRoutes::notInstalled));
    }
    return found;
  }

  private static Refused notInstalled() {
    return Refused.of(
        422,
        "There is at least one repository that does not exist or is not accessible to the parent"
            + " installation.");
  }

  private static Map<String, String> permissions(Call call, App app) {
    JsonNode asked = call.body().path("permissions");
    if (asked.isMissingNode() || asked.isEmpty()) {
      return app.permissions();
    }
    Map<String, String> given = new HashMap<>();
    asked
        .properties()
        .forEach(
            it -> {
              Level most = Level.of(app.permissions().getOrDefault(it.getKey(), "none"));
              if (Level.of(it.getValue().asText()).compareTo(most) > 0) {
                throw Refused.of(
                    422, "The permissions requested are not granted to this installation.");
              }
              given.put(it.getKey(), it.getValue().asText());
            });
    given.putIfAbsent("metadata", "read");
    return given;
  }

  private Answer repositories(Call call) {
    Token token = call.token();
    if (token == null || !token.ofInstallation()) {
      throw Refused.of(
          403,
          "You must authenticate with an installation access token in order to list"
              + " repositories for an installation.");
    }
    return Answer.counted(
        call,
        "repositories",
        token.installation().repositories().stream()
            .filter(token::reaches)
            .map(it -> RepoShapes.full(shapes, it, Access.WRITE))
            .toList());
  }
}
