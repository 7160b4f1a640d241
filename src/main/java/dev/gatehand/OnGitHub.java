package dev.gatehand;

import dev.gatehand.cli.PolicyFiles;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.github.AppSecrets;
import dev.gatehand.github.Endpoint;
import dev.gatehand.github.GitHubSettings;
import dev.gatehand.github.GitHubSettings.Credential;
import dev.gatehand.github.GitHubSettings.Hearing;
import dev.gatehand.github.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the settings say of GitHub; whatever lacks or contradicts itself stops the start. */
final class OnGitHub {
  private static final int SHORTEST_SECRET = 16;
  private final Settings.GitHub given;
  private final AppSecrets made;

  /**
   * @param made what the setup page made, if it did: used where nothing else is set
   */
  OnGitHub(Settings.GitHub given, AppSecrets made) {
    this.given = given;
    this.made = made;
  }

  GitHubSettings settings() {
    Endpoint endpoint = endpoint(given);
    Credential credential = credential();
    List<RepoRef> repositories = repositories();
    Hearing hearing = hearing();
    boolean token = credential instanceof Credential.Token;
    if (token && hearing.polls() && repositories.isEmpty()) {
      throw new WrongSetting(
          "gatehand.github.repositories is not set (environment: GATEHAND_GITHUB_REPOSITORIES): with"
              + " a token, it names the repositories to look at, e.g. octo/app,octo/web. Or let"
              + " GitHub tell: gatehand.github.hear=webhooks.");
    }
    return new GitHubSettings(endpoint, credential, cloneUrl(), repositories, hearing);
  }

  static Endpoint endpoint(Settings.GitHub given) {
    try {
      return Endpoint.of(given.endpoint());
    } catch (IllegalArgumentException e) {
      throw new WrongSetting(String.valueOf(e.getMessage()));
    }
  }

  private Credential credential() {
    Optional<String> token = value("token", given.token(), given.tokenFile());
    if (token.isPresent() && given.appId().isPresent()) {
      throw new WrongSetting(
          "gatehand.github.token and gatehand.github.app-id are both set: Gatehand speaks as one of"
              + " them. Remove the other.");
    }
    try {
      if (token.isPresent()) {
        return new Credential.Token(new Secret(token.get()));
      }
    } catch (IllegalArgumentException e) {
      throw new WrongSetting("gatehand.github.token cannot be used: " + e.getMessage() + ".");
    }
    if (given.appId().isEmpty() && made.areThere()) {
      return app(read("app-id", made.id()), made.privateKey());
    }
    String app =
        given
            .appId()
            .orElseThrow(
                () ->
                    new WrongSetting(
                        "gatehand.forge=github needs a token (gatehand.github.token, environment:"
                            + " GATEHAND_GITHUB_TOKEN) or an app (gatehand.github.app-id and"
                            + " gatehand.github.private-key-file). To try Gatehand without GitHub:"
                            + " ./gatehand demo."));
    Path file =
        given
            .privateKeyFile()
            .orElseThrow(
                () ->
                    new WrongSetting(
                        "gatehand.github.private-key-file is not set (environment:"
                            + " GATEHAND_GITHUB_PRIVATE_KEY_FILE): the app needs the key that"
                            + " GitHub gave for it."));
    return app(app, file);
  }

  private static Credential app(String app, Path file) {
    try {
      return Credential.App.of(app.strip(), read("private-key-file", file));
    } catch (IllegalArgumentException e) {
      throw new WrongSetting(
          "the app of gatehand.github.app-id and gatehand.github.private-key-file ("
              + file
              + ") cannot be used: "
              + e.getMessage()
              + ".");
    }
  }

  private Hearing hearing() {
    Hearing.How how =
        switch (given.hear()) {
          case "webhooks" -> Hearing.How.WEBHOOKS;
          case "polling" -> Hearing.How.POLLING;
          case "both" -> Hearing.How.BOTH;
          default ->
              throw new WrongSetting(
                  "gatehand.github.hear is "
                      + given.hear()
                      + "; it can be webhooks, polling or both.");
        };
    Optional<String> secret =
        value("webhook-secret", given.webhookSecret(), given.webhookSecretFile())
            .or(this::madeSecret);
    if (how != Hearing.How.POLLING && secret.isEmpty()) {
      throw new WrongSetting(
          "gatehand.github.webhook-secret is not set (environment: GATEHAND_GITHUB_WEBHOOK_SECRET):"
              + " without it anybody could speak as GitHub. Give the one of the webhook, or write"
              + " gatehand.github.hear=polling.");
    }
    secret.ifPresent(OnGitHub::requireLong);
    return new Hearing(
        how,
        secret.map(it -> it.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        Duration.ofSeconds(within("poll-seconds", given.pollSeconds(), 5, 3_600)),
        Duration.ofHours(within("maximum-age-hours", given.maximumAgeHours(), 1, 24 * 30)));
  }

  private Optional<String> madeSecret() {
    return made.areThere() && Files.exists(made.webhookSecret())
        ? Optional.of(read("webhook-secret", made.webhookSecret()).strip())
        : Optional.empty();
  }

  private static void requireLong(String secret) {
    if (secret.length() < SHORTEST_SECRET) {
      throw new WrongSetting(
          "gatehand.github.webhook-secret is too short to keep anybody out: at least "
              + SHORTEST_SECRET
              + " characters, e.g. from: openssl rand -hex 32");
    }
  }

  private List<RepoRef> repositories() {
    try {
      return Arrays.stream(given.repositories().orElse("").split(","))
          .map(String::strip)
          .filter(slug -> !slug.isEmpty())
          .map(RepoRef::of)
          .toList();
    } catch (IllegalArgumentException e) {
      throw new WrongSetting("gatehand.github.repositories: " + e.getMessage() + ".");
    }
  }

  private Optional<String> cloneUrl() {
    given
        .cloneUrl()
        .filter(url -> !url.matches("https?://[^{}@\\s]*\\{owner}[^{}@\\s]*\\{repo}[^{}@\\s]*"))
        .ifPresent(
            url -> {
              throw new WrongSetting(
                  "gatehand.github.clone-url is "
                      + url
                      + "; write a template, e.g. https://HOST/{owner}/{repo}.git.");
            });
    return given.cloneUrl();
  }

  private static Optional<String> value(String name, Optional<String> inline, Optional<Path> file) {
    if (inline.isPresent() && file.isPresent()) {
      throw new WrongSetting(
          "gatehand.github.%s and gatehand.github.%s-file are both set: one is enough."
              .formatted(name, name));
    }
    return inline
        .or(() -> file.map(it -> read(name + "-file", it)))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static String read(String name, Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new WrongSetting(
          "gatehand.github."
              + name
              + " cannot be read: "
              + PolicyFiles.why(e)
              + ". Look at the path and its permissions.");
    }
  }

  private static int within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new WrongSetting(
          "gatehand.github.%s is %d; it can be %d to %d.".formatted(name, value, least, most));
    }
    return value;
  }
}
