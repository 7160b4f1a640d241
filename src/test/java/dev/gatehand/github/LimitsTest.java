package dev.gatehand.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.github.GitHubSettings.Credential;
import dev.gatehand.loopback.Access;
import dev.gatehand.loopback.GitHubLoopback;
import dev.gatehand.store.Database;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** GitHub says when it has had enough, and is then left alone. */
class LimitsTest {
  @TempDir Path folder;
  private GitHubLoopback site;
  private RepoRef csv;
  private ThreadRef issue;
  private Database database;

  @BeforeEach
  void open() {
    site = GitHubLoopback.start(folder.resolve("site"));
    csv = site.repository("acme/csv", Map.of("README.md", "# csv\n"));
    site.give(csv, "robot", Access.WRITE);
    issue = new ThreadRef(csv, site.as("alice").opens(csv, "A bug", ""));
    database = Database.in(folder);
  }

  @AfterEach
  void close() {
    database.close();
    site.close();
  }

  @Test
  void a_secondary_limit_is_obeyed_also_after_a_restart() {
    String token = site.token("robot");
    try (GitHub github = connect(token)) {
      site.limits().refuseNext(1, 403, Duration.ofMinutes(2));
      assertThatThrownBy(() -> github.forge().comment(issue, "On it"))
          .isInstanceOfSatisfying(
              ForgeUnavailable.class,
              e -> {
                assertThat(e).hasMessageContaining("wants fewer requests");
                assertThat(e).hasMessageNotContaining(token);
                assertThat(e.waitAtLeast()).isGreaterThan(Duration.ofSeconds(100));
              });
    }
    int before = site.requests().size();
    try (GitHub again = connect(token)) {
      assertThatThrownBy(() -> again.forge().thread(issue)).isInstanceOf(ForgeUnavailable.class);
    }
    assertThat(site.requests()).hasSize(before);
  }

  @Test
  void what_people_wait_for_goes_on_when_little_is_left() {
    site.limits().primary(200);
    String token = site.token("robot");
    try (GitHub github = connect(token)) {
      var ref = github.forge().comment(issue, "On it");
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 150; i++) {
                  site.as("alice").comments(csv, issue.number(), "changed " + i);
                  github.forge().thread(issue);
                }
              })
          .isInstanceOf(ForgeUnavailable.class)
          .hasMessageContaining("kept for what people wait for");
      assertThat(github.forge().comment(ref)).isPresent();
    }
    assertThat(site.violations()).isEmpty();
  }

  @Test
  void an_unchanged_answer_costs_nothing() {
    try (GitHub github = connect(site.token("robot"))) {
      github.forge().repository(csv);
      github.forge().repository(csv);
      assertThat(github.unchanged()).isEqualTo(1);
    }
  }

  @Test
  void a_lost_answer_is_asked_for_again_and_a_lost_change_is_not() {
    try (GitHub github = connect(site.token("robot"))) {
      github.forge().self();
      site.faults()
          .next(1, dev.gatehand.loopback.Faults.Fault.SILENCE, dev.gatehand.loopback.Faults.ANY);
      assertThat(github.forge().repository(csv).defaultBranch()).isEqualTo("main");
      site.faults()
          .next(
              1,
              dev.gatehand.loopback.Faults.Fault.DONE_THEN_SILENCE,
              dev.gatehand.loopback.Faults.WRITES);
      assertThatThrownBy(() -> github.forge().comment(issue, "once"))
          .isInstanceOf(ForgeUnavailable.class)
          .hasMessageContaining("looked up at the next try");
    }
    assertThat(site.as("alice").reads(csv, issue.number())).containsExactly("once");
  }

  private GitHub connect(String token) {
    return Connected.to(site, database, new Credential.Token(new Secret(token)));
  }
}
