package dev.gatehand;

import dev.gatehand.cli.Finding;
import dev.gatehand.github.AppSecrets;
import dev.gatehand.github.Checkup;
import dev.gatehand.github.GitHubSettings;
import dev.gatehand.github.Proof;
import dev.gatehand.journal.StoreUnavailable;
import dev.gatehand.store.SqlArrivals;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries GitHub as the settings name it. */
final class GitHubLook {
  private GitHubLook() {}

  static List<Finding> look(Map<String, String> environment, Path data) {
    Settings settings =
        new SmallRyeConfigBuilder()
            .withSources(new EnvConfigSource(environment, 300))
            .withMapping(Settings.class)
            .withValidateUnknown(false)
            .build()
            .getConfigMapping(Settings.class);
    if (settings.forge().equals("embedded")) {
      return List.of(Finding.good("forge: the embedded one, in the data directory"));
    }
    boolean untouched =
        environment.keySet().stream().noneMatch(name -> name.startsWith("GATEHAND_GITHUB_"));
    try {
      GitHubSettings github = new OnGitHub(settings.github(), AppSecrets.beside(data)).settings();
      try (Checkup checkup =
          new Checkup(github, FromSettings.policy(settings), InstantSource.system())) {
        List<Finding> found = new ArrayList<>();
        checkup.proofs().stream().map(GitHubLook::finding).forEach(found::add);
        if (github.hearing().how() != GitHubSettings.Hearing.How.POLLING) {
          found.add(arrival(settings.database(), data));
        }
        return List.copyOf(found);
      }
    } catch (WrongSetting e) {
      String told = String.valueOf(e.getMessage());
      return List.of(
          untouched
              ? Finding.poor("GitHub: none is set up; the demo needs none", told)
              : Finding.bad("GitHub: a setting is wrong", told));
    }
  }

  /** What this side knows: GitHub's own log says only what it sent. */
  private static Finding arrival(Settings.Database database, Path data) {
    try {
      return database
          .url()
          .map(url -> lastDelivery(database, url))
          .orElseGet(() -> SqlArrivals.lastDelivery(data))
          .map(at -> Finding.good("GitHub: the last webhook arrived here at " + at))
          .orElseGet(
              () ->
                  Finding.poor(
                      "GitHub: no webhook has arrived here yet",
                      "Start the service, then click Redeliver beside the ping on GitHub's page of"
                          + " the webhook."));
    } catch (StoreUnavailable e) {
      return Finding.poor(
          "GitHub: whether a webhook arrived here could not be looked up: " + e.getMessage(), "");
    }
  }

  private static Optional<Instant> lastDelivery(Settings.Database database, String url) {
    return SqlArrivals.lastDelivery(
        url, database.user().orElse(""), database.password().orElse(""));
  }

  private static Finding finding(Proof proof) {
    return switch (proof.grade()) {
      case GOOD -> Finding.good(proof.what());
      case POOR -> Finding.poor(proof.what(), proof.todo());
      case BAD -> Finding.bad(proof.what(), proof.todo());
    };
  }
}
