package dev.gatehand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.cli.Finding;
import dev.gatehand.cli.Finding.Health;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.loopback.Access;
import dev.gatehand.loopback.AppRegistration;
import dev.gatehand.loopback.GitHubLoopback;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code doctor} says of GitHub. */
class GitHubLookTest {
  private static final String SECRET = "a secret that is long enough";
  @TempDir Path folder;
  private GitHubLoopback site;
  private RepoRef csv;

  @BeforeEach
  void open() {
    site = GitHubLoopback.start(folder.resolve("site"));
    csv = site.repository("acme/csv", Map.of("README.md", "# csv\n"));
    site.give(csv, "robot", Access.WRITE);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void a_token_that_can_do_everything_is_fit() {
    List<Finding> found = look(token(site.token("robot")));
    assertThat(found).extracting(Finding::health).doesNotContain(Health.BAD);
    assertThat(told(found)).contains("works as @robot", "may read, comment, push");
  }

  @Test
  void what_a_token_lacks_is_named_with_what_to_click() {
    List<Finding> found = look(token(site.token("robot", Map.of("issues", "write"))));
    assertThat(told(found))
        .contains("ok    GitHub: acme/csv: issues write")
        .contains("BAD   GitHub: acme/csv: pull_requests write")
        .contains("/settings/personal-access-tokens");
  }

  @Test
  void a_token_that_is_no_good_is_not_shown() {
    String told = told(look(token("ghp_0123456789")));
    assertThat(told).contains("BAD ", "401").doesNotContain("ghp_0123456789");
  }

  @Test
  void an_app_is_looked_at_permission_by_permission() {
    AppRegistration app = site.app("gatehand", Map.of("contents", "write", "issues", "read"));
    app.install(csv);
    Map<String, String> settings = app(app);
    String told = told(look(settings));
    assertThat(told)
        .contains("ok    GitHub: at acme: contents write")
        .contains("BAD   GitHub: at acme: issues write")
        .contains("BAD   GitHub: at acme: pull_requests write")
        .contains("poor  GitHub: at acme: workflows write")
        .contains("BAD   GitHub: the app has no webhook");
  }

  @Test
  void an_app_that_is_installed_nowhere_is_told_where_to_click() {
    AppRegistration app = site.app("gatehand", Map.of("issues", "write"));
    assertThat(told(look(app(app)))).contains("not installed anywhere", "click Install");
  }

  @Test
  void settings_that_lack_something_are_wrong_and_none_at_all_are_not() {
    assertThat(GitHubLook.look(Map.of(), folder))
        .extracting(Finding::health)
        .containsExactly(Health.POOR);
    Map<String, String> without = new HashMap<>(token("ghp_x"));
    without.remove("GATEHAND_GITHUB_REPOSITORIES");
    assertThat(told(look(without))).contains("BAD ", "gatehand.github.repositories");
  }

  private Map<String, String> token(String token) {
    return Map.of(
        "GATEHAND_GITHUB_ENDPOINT",
        site.endpoint().toString(),
        "GATEHAND_GITHUB_TOKEN",
        token,
        "GATEHAND_GITHUB_HEAR",
        "polling",
        "GATEHAND_GITHUB_REPOSITORIES",
        csv.toString());
  }

  private Map<String, String> app(AppRegistration app) {
    return Map.of(
        "GATEHAND_GITHUB_ENDPOINT", site.endpoint().toString(),
        "GATEHAND_GITHUB_APP_ID", String.valueOf(app.id()),
        "GATEHAND_GITHUB_PRIVATE_KEY_FILE", app.privateKeyIn(folder.resolve("key.pem")).toString(),
        "GATEHAND_GITHUB_WEBHOOK_SECRET", SECRET);
  }

  private List<Finding> look(Map<String, String> environment) {
    return GitHubLook.look(environment, folder);
  }

  private static String told(List<Finding> found) {
    return String.join("\n", found.stream().map(Finding::toString).toList());
  }
}
