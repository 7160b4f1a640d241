package dev.gatehand.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.github.GitHubSettings.Credential;
import dev.gatehand.github.Proof.Grade;
import dev.gatehand.loopback.Access;
import dev.gatehand.loopback.GitHubLoopback;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code doctor} proves of GitHub: each permission of the manifest, there, missing and too
 * low, with an app and with a fine-grained token.
 */
class CheckupTest {
  @TempDir Path folder;
  private GitHubLoopback site;
  private RepoRef csv;
  private Checked checked;

  @BeforeEach
  void open() {
    site = GitHubLoopback.start(folder.resolve("site"));
    csv = site.privateRepository("acme/csv", Map.of("README.md", "# csv\n"));
    site.give(csv, "robot", Access.WRITE);
    checked = new Checked(site, csv);
  }

  @AfterEach
  void close() {
    site.close();
  }

  /** All that the code uses; {@link ManifestTest} holds the manifest and the guide against it. */
  static Stream<Permissions> permissions() {
    return Permissions.all().stream();
  }

  static Stream<Permissions> tried() {
    return permissions().filter(it -> it != Permissions.METADATA && it != Permissions.WORKFLOWS);
  }

  static Stream<Permissions> written() {
    return permissions().filter(it -> it.level().equals("write"));
  }

  @ParameterizedTest
  @MethodSource("permissions")
  void an_apps_permission_is_good_where_it_is_and_leads_to_a_click_where_it_is_not(Permissions one)
      throws Exception {
    Grade missing = one == Permissions.WORKFLOWS ? Grade.POOR : Grade.BAD;
    assertThat(checked.of(one, checked.app(Checked.all()), 2))
        .returns(Grade.GOOD, Proof::grade)
        .returns("", Proof::todo);
    if (one != Permissions.METADATA) { // GitHub gives it to every app
      assertThat(checked.of(one, checked.app(Checked.without(one)), 2))
          .returns(missing, Proof::grade)
          .extracting(Proof::todo)
          .asString()
          .contains("Permissions & events", "accept it at", "/settings/installations/");
    }
  }

  @ParameterizedTest
  @MethodSource("written")
  void an_app_that_may_only_read_may_not_write(Permissions one) throws Exception {
    assertThat(checked.of(one, checked.app(Checked.reading(one)), 2).grade())
        .isNotEqualTo(Grade.GOOD);
  }

  @ParameterizedTest
  @MethodSource("tried")
  void a_tokens_permission_is_good_where_it_is_and_leads_to_a_click_where_it_is_not(Permissions one)
      throws Exception {
    assertThat(checked.of(one, checked.token(Checked.all()), 2)).returns(Grade.GOOD, Proof::grade);
    assertThat(checked.of(one, checked.token(Checked.without(one)), 2))
        .returns(Grade.BAD, Proof::grade)
        .returns("Set it at " + site.address() + "/settings/personal-access-tokens", Proof::todo);
    if (one.level().equals("write")) {
      assertThat(checked.of(one, checked.token(Checked.reading(one)), 2).grade())
          .isEqualTo(Grade.BAD);
    }
  }

  @Test
  void a_token_proves_that_it_sees_roles_and_says_that_workflows_cannot_be_tried()
      throws Exception {
    assertThat(checked.of(Permissions.METADATA, checked.token(Checked.all()), 2).grade())
        .isEqualTo(Grade.GOOD);
    assertThat(checked.of(Permissions.WORKFLOWS, checked.token(Checked.all()), 2))
        .returns(Grade.POOR, Proof::grade)
        .extracting(Proof::todo)
        .asString()
        .contains("Workflows: Read and write");
    site.give(csv, "robot", Access.READ);
    assertThat(checked.of(Permissions.METADATA, checked.token(Checked.all()), 2).grade())
        .isEqualTo(Grade.BAD);
    assertThat(checked.told(checked.token(Checked.all()), 2))
        .contains("the account may not push", "/settings/access");
  }

  @Test
  void a_log_of_a_public_repository_is_not_everybodys() throws Exception {
    csv = site.repository("acme/open", Map.of("README.md", "# open\n"));
    site.give(csv, "robot", Access.WRITE);
    checked = new Checked(site, csv);
    assertThat(
            checked
                .of(Permissions.CHECKS, checked.token(Checked.without(Permissions.CHECKS)), 2)
                .grade())
        .as("everybody sees what its CI says")
        .isEqualTo(Grade.GOOD);
    assertThat(
            checked
                .of(Permissions.ACTIONS, checked.token(Checked.without(Permissions.ACTIONS)), 2)
                .grade())
        .isEqualTo(Grade.BAD);
  }

  @Test
  void what_the_policy_does_not_use_is_not_asked_for() throws Exception {
    for (Credential credential :
        List.of(checked.token(Checked.without(Permissions.CHECKS)), checked.app(Map.of()))) {
      assertThat(checked.told(credential, 0)).doesNotContain("checks", "statuses", "actions");
    }
    assertThat(site.requests())
        .noneMatch(it -> it.path().contains("/check-runs") || it.path().contains("/actions/"));
  }

  @Test
  void nothing_is_changed_by_it() throws Exception {
    checked.told(checked.token(Checked.all()), 2);
    assertThat(site.as("robot").threads(csv)).isEmpty();
    assertThat(site.requests())
        .filteredOn(it -> it.method().equals("POST"))
        .hasSize(3)
        .allMatch(it -> it.status() == 422);
  }

  @Test
  void a_classic_token_is_known_by_its_scopes() throws Exception {
    assertThat(checked.told(checked.classic("repo", "workflow"), 2))
        .contains("may read, comment, push and open");
    assertThat(checked.told(checked.classic("repo"), 2))
        .contains("but change no workflow files", "scope `workflow`");
    assertThat(checked.told(checked.classic("gist"), 2))
        .contains("lacks the scope `repo`", "/settings/tokens");
    assertThat(checked.told(checked.classic("public_repo"), 2)).contains("lacks the scope `repo`");
  }
}
