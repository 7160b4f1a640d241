package dev.gatehand.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.github.GitHubSettings.Credential;
import dev.gatehand.github.GitHubSettings.Hearing;
import dev.gatehand.loopback.Access;
import dev.gatehand.loopback.AppRegistration;
import dev.gatehand.loopback.GitHubLoopback;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code doctor} proves of webhooks, of the clocks and of the budget. */
class CheckupOfHearingTest {
  private static final String SECRET = "a secret that is long enough";
  private static final URI NOBODY = URI.create("http://127.0.0.1:9/webhooks/github");

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

  @Test
  void an_apps_webhook_is_right_when_it_tells_of_what_the_policy_uses() throws Exception {
    AppRegistration told = site.app("told", Checked.all());
    told.install(csv);
    told.hook(NOBODY, SECRET, "issue_comment", "pull_request_review", "issues", "pull_request");
    assertThat(checked.told(Checked.credential(told), 0, Hearing.How.WEBHOOKS))
        .contains("but it does not tell of pull_request_review_comment", "/settings/apps/told");
    AppRegistration deaf = site.app("deaf", Checked.all());
    deaf.install(csv);
    deaf.hook(
        NOBODY, SECRET, "issue_comment", "pull_request_review", "pull_request_review_comment");
    assertThat(checked.told(Checked.credential(deaf), 2, Hearing.How.WEBHOOKS))
        .contains("but it does not tell of check_run, check_suite, status")
        .contains("does not tell of issues, pull_request, so Gatehand learns late");
    assertThat(checked.told(Checked.credential(deaf), 2, Hearing.How.BOTH))
        .contains("does not tell of issues, pull_request, check_run, check_suite, status, so")
        .doesNotContain("but it does not tell");
  }

  @Test
  void an_apps_last_delivery_is_looked_at() throws Exception {
    AppRegistration app = site.app("gatehand", Checked.all());
    app.install(csv);
    app.hook(NOBODY, SECRET);
    assertThat(checked.told(Checked.credential(app), 2, Hearing.How.WEBHOOKS))
        .contains("it has delivered nothing yet");
    site.as("acme").opens(csv, "A bug", "");
    site.webhooks().settle();
    assertThat(checked.told(Checked.credential(app), 2, Hearing.How.WEBHOOKS))
        .contains("its last delivery (issues, ", "was answered with 0", "/settings/apps/gatehand");
  }

  @Test
  void a_repositorys_webhook_is_looked_at_by_who_may_and_else_by_the_person() throws Exception {
    assertThat(checked.told(checked.token(Checked.all()), 2, Hearing.How.WEBHOOKS))
        .contains("this token may not look at webhooks", "/settings/hooks");
    site.give(csv, "robot", Access.ADMIN);
    Credential admin = checked.classic("repo");
    assertThat(checked.told(admin, 2, Hearing.How.WEBHOOKS))
        .contains("no webhook leads to Gatehand", "check_run, check_suite, status");
    site.hook(csv, NOBODY, SECRET);
    assertThat(checked.told(admin, 2, Hearing.How.WEBHOOKS))
        .contains("ok GitHub: acme/csv: its webhook");
  }

  @Test
  void clocks_that_differ_are_told_also_where_github_refuses_the_key_for_it() throws Exception {
    Credential token = checked.token(Checked.all());
    Instant now = Instant.now();
    assertThat(checked.at(token, now.plusSeconds(30)))
        .contains("poor GitHub: its clock and this one");
    assertThat(checked.at(token, now.plusSeconds(90)))
        .contains("bad GitHub: its clock and this one are ")
        .contains("Set this clock");
    assertThat(checked.at(checked.app(Checked.all()), now.plusSeconds(3_600)))
        .contains("Set this clock")
        .contains("401")
        .doesNotContain("answers");
  }

  @Test
  void a_budget_that_runs_out_is_told_and_none_is_good() throws Exception {
    assertThat(checked.told(checked.token(Checked.all()), 2))
        .contains("ok GitHub: ", " of 5000 requests are left");
    site.limits().primary(60);
    assertThat(checked.told(checked.token(Checked.all()), 0))
        .contains("poor GitHub: ", " of 60 requests are left");
    site.limits().none();
    assertThat(checked.told(checked.token(Checked.all()), 2))
        .contains("ok GitHub: it sets no limit to requests")
        .doesNotContain("bad ");
  }
}
