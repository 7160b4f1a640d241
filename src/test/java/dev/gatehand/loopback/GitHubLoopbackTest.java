package dev.gatehand.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.loopback.Client.Reply;
import dev.gatehand.loopback.Faults.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in is what other tests believe, so it is tested as a product. */
class GitHubLoopbackTest {
  private GitHubLoopback github;
  private RepoRef csv;
  private Client bot;
  private Client reader;
  private Client nobody;
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");

  @BeforeEach
  void start(@TempDir Path folder) {
    github = GitHubLoopback.start(folder, () -> now);
    csv = github.repository("acme/csv", Map.of("README.md", "# csv\n"));
    github.give(csv, "gatehand", Access.WRITE);
    github.give(csv, "alice", Access.MAINTAIN);
    bot = new Client(github, "Bearer " + github.token("gatehand"));
    reader = new Client(github, "token " + github.token("mallory"));
    nobody = new Client(github, "");
  }

  @AfterEach
  void stop() {
    github.close();
  }

  @Test
  void knows_who_asks() throws IOException, InterruptedException {
    assertThat(bot.get("/user").body().path("login").asText()).isEqualTo("gatehand");
    assertThat(nobody.get("/user").status()).isEqualTo(401);
    assertThat(new Client(github, "Bearer ghp_forged").get("/user").status()).isEqualTo(401);
  }

  @Test
  void answers_over_and_over_with_the_same_until_something_changes()
      throws IOException, InterruptedException {
    Reply first = bot.get("/repos/acme/csv");
    String left = first.header("x-ratelimit-remaining");
    Reply again = bot.get("/repos/acme/csv", "If-None-Match", first.header("etag"));
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.header("x-ratelimit-remaining")).isEqualTo(left);
    github.as("alice").opens(csv, "A bug", "");
    assertThat(bot.get("/repos/acme/csv", "If-None-Match", first.header("etag")).status())
        .isEqualTo(200);
  }

  @Test
  void a_list_comes_in_pages_that_lead_to_each_other() throws IOException, InterruptedException {
    int issue = github.as("alice").opens(csv, "A bug", "");
    for (int i = 0; i < 7; i++) {
      github.as("alice").comments(csv, issue, "comment " + i);
    }
    String path = "/repos/acme/csv/issues/" + issue + "/comments?per_page=3";
    Reply first = bot.get(path);
    assertThat(bodies(first)).containsExactly("comment 0", "comment 1", "comment 2");
    assertThat(first.header("link"))
        .contains("page=2&per_page=3>; rel=\"next\"", "page=3&per_page=3>; rel=\"last\"");
    Reply last = bot.get(path + "&page=3");
    assertThat(bodies(last)).containsExactly("comment 6");
    assertThat(last.header("link")).contains("rel=\"prev\"").doesNotContain("rel=\"next\"");
    assertThat(bodies(bot.get(path + "&page=4"))).isEmpty();
  }

  @Test
  void a_page_since_a_moment_shows_what_changed_since() throws IOException, InterruptedException {
    int issue = github.as("alice").opens(csv, "A bug", "");
    long old = github.as("alice").comments(csv, issue, "old");
    github.as("alice").comments(csv, issue, "older");
    now = now.plusSeconds(60);
    github.as("alice").edits(csv, old, "new");
    String since = "/repos/acme/csv/issues/comments?since=" + now;
    assertThat(bodies(bot.get(since))).containsExactly("new");
    JsonNode edited = bot.get("/repos/acme/csv/issues/comments/" + old).body();
    assertThat(edited.path("updated_at")).isNotEqualTo(edited.path("created_at"));
  }

  @Test
  void a_reaction_is_created_once() throws IOException, InterruptedException {
    int issue = github.as("alice").opens(csv, "A bug", "");
    long comment = github.as("alice").comments(csv, issue, "/agent fix");
    String path = "/repos/acme/csv/issues/comments/" + comment + "/reactions";
    assertThat(bot.send("POST", path, "content", "eyes").status()).isEqualTo(201);
    assertThat(bot.send("POST", path, "content", "eyes").status()).isEqualTo(200);
    assertThat(bot.send("POST", path, "content", "cow").status()).isEqualTo(422);
    assertThat(bot.get(path).body()).hasSize(1);
  }

  @Test
  void a_second_pull_request_from_a_branch_is_refused_in_githubs_words()
      throws IOException, InterruptedException {
    github.as("gatehand").pushes(csv, "gatehand/1-x", Map.of("a.txt", "a"));
    Object[] request = {"title", "Mend", "head", "gatehand/1-x", "base", "main"};
    Reply first = bot.send("POST", "/repos/acme/csv/pulls", request);
    assertThat(first.status()).isEqualTo(201);
    Reply second = bot.send("POST", "/repos/acme/csv/pulls", request);
    assertThat(second.status()).isEqualTo(422);
    assertThat(second.body().path("errors").path(0).path("message").asText())
        .isEqualTo("A pull request already exists for acme:gatehand/1-x.");
    Reply found = bot.get("/repos/acme/csv/pulls?state=all&head=acme:gatehand/1-x");
    assertThat(found.body()).hasSize(1);
    assertThat(bot.get("/repos/acme/csv/pulls?head=acme:other").body()).isEmpty();
  }

  @Test
  void roles_are_what_the_permission_api_says() throws IOException, InterruptedException {
    github.as("mallory");
    String path = "/repos/acme/csv/collaborators/";
    JsonNode alice = bot.get(path + "alice/permission").body();
    assertThat(alice.path("permission").asText()).isEqualTo("write");
    assertThat(alice.path("role_name").asText()).isEqualTo("maintain");
    assertThat(bot.get(path + "mallory/permission").body().path("permission").asText())
        .isEqualTo("read");
    assertThat(bot.get(path + "nobody/permission").status()).isEqualTo(404);
    assertThat(reader.get(path + "alice/permission").status()).isEqualTo(403);
  }

  @Test
  void what_one_may_not_see_is_not_there() throws IOException, InterruptedException {
    RepoRef secret = github.privateRepository("acme/secret", Map.of("a", "b"));
    github.give(secret, "gatehand", Access.READ);
    assertThat(bot.get("/repos/acme/secret").status()).isEqualTo(200);
    assertThat(reader.get("/repos/acme/secret").status()).isEqualTo(404);
    assertThat(nobody.get("/repos/acme/secret").status()).isEqualTo(404);
  }

  @Test
  void a_reader_talks_but_does_not_change_what_others_said()
      throws IOException, InterruptedException {
    int issue = github.as("alice").opens(csv, "A bug", "");
    long comment = github.as("alice").comments(csv, issue, "mine");
    String talk = "/repos/acme/csv/issues/" + issue + "/comments";
    assertThat(reader.send("POST", talk, "body", "hello").status()).isEqualTo(201);
    assertThat(nobody.send("POST", talk, "body", "hello").status()).isEqualTo(401);
    String path = "/repos/acme/csv/issues/comments/" + comment;
    assertThat(reader.send("PATCH", path, "body", "forged").status()).isEqualTo(403);
    assertThat(github.as("alice").reads(csv, issue)).containsExactly("mine", "hello");
  }

  @Test
  void what_github_does_not_know_is_a_violation() throws IOException, InterruptedException {
    int issue = github.as("alice").opens(csv, "A bug", "");
    bot.get("/repos/acme/csv/issues?stat=open");
    bot.send("POST", "/repos/acme/csv/issues/" + issue + "/comments", "body", "x", "colour", "red");
    bot.get("/repos/acme/csv/cows");
    assertThat(github.violations())
        .hasSize(3)
        .anyMatch(it -> it.contains("stat"))
        .anyMatch(it -> it.contains("colour"))
        .anyMatch(it -> it.contains("cows"));
  }

  @Test
  void a_used_up_budget_is_refused_until_it_is_given_back()
      throws IOException, InterruptedException {
    github.limits().primary(2);
    assertThat(bot.get("/repos/acme/csv").status()).isEqualTo(200);
    assertThat(bot.get("/repos/acme/csv").status()).isEqualTo(200);
    Reply refused = bot.get("/repos/acme/csv");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.header("x-ratelimit-remaining")).isEqualTo("0");
    assertThat(github.violations()).isEmpty();
    bot.get("/repos/acme/csv");
    assertThat(github.violations()).as("it went on asking").hasSize(1);
    now = Instant.ofEpochSecond(Long.parseLong(refused.header("x-ratelimit-reset")));
    assertThat(bot.get("/repos/acme/csv").status()).isEqualTo(200);
  }

  @Test
  void a_secondary_limit_says_how_long_to_wait() throws IOException, InterruptedException {
    github.limits().refuseNext(1, 429, Duration.ofSeconds(7));
    Reply refused = bot.get("/repos/acme/csv");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("retry-after")).isEqualTo("7");
    assertThat(bot.get("/repos/acme/csv").status()).isEqualTo(200);
  }

  @Test
  void two_writes_within_a_second_are_noted_when_that_is_expected()
      throws IOException, InterruptedException {
    github.limits().expectPacedWrites();
    bot.send("POST", "/repos/acme/csv/issues", "title", "one");
    now = now.plusSeconds(1);
    bot.send("POST", "/repos/acme/csv/issues", "title", "two");
    assertThat(github.violations()).isEmpty();
    bot.send("POST", "/repos/acme/csv/issues", "title", "three");
    assertThat(github.violations()).hasSize(1);
  }

  @Test
  void a_lost_reply_is_lost_after_it_was_done() throws IOException, InterruptedException {
    int issue = github.as("alice").opens(csv, "A bug", "");
    String path = "/repos/acme/csv/issues/" + issue + "/comments";
    github.faults().next(1, Fault.DONE_THEN_SILENCE, Faults.WRITES);
    assertThatThrownBy(() -> bot.send("POST", path, "body", "done"))
        .isInstanceOf(IOException.class);
    github.faults().next(1, Fault.DONE_THEN_500, Faults.WRITES);
    assertThat(bot.send("POST", path, "body", "done too").status()).isEqualTo(500);
    github.faults().next(1, Fault.REFUSE, Faults.WRITES);
    assertThat(bot.send("POST", path, "body", "not done").status()).isEqualTo(502);
    github.faults().next(1, Fault.TWICE, Faults.WRITES);
    assertThat(bot.send("POST", path, "body", "twice").status()).isEqualTo(201);
    assertThat(github.as("alice").reads(csv, issue))
        .containsExactly("done", "done too", "twice", "twice");
    github.faults().outage();
    assertThatThrownBy(() -> bot.get("/user")).isInstanceOf(IOException.class);
    github.faults().end();
    assertThat(bot.get("/user").status()).isEqualTo(200);
  }

  private static List<String> bodies(Reply reply) {
    return StreamSupport.stream(reply.body().spliterator(), false)
        .map(it -> it.path("body").asText())
        .toList();
  }
}
