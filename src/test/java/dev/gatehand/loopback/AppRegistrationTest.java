package dev.gatehand.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.loopback.Client.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Apps, their signatures, and what their tokens open. */
class AppRegistrationTest {
  private GitHubLoopback github;
  private RepoRef csv;
  private RepoRef other;
  private AppRegistration app;
  private long installation;
  private Instant now = Instant.parse("2026-11-22T12:00:00Z");

  @BeforeEach
  void start(@TempDir Path folder) {
    github = GitHubLoopback.start(folder, () -> now);
    csv = github.repository("acme/csv", Map.of("README.md", "# csv\n"));
    other = github.privateRepository("acme/other", Map.of("README.md", "# other\n"));
    app = github.app("bot", Map.of("issues", "write"));
    installation = app.install(csv, other);
  }

  @AfterEach
  void stop() {
    github.close();
  }

  @Test
  void an_app_is_believed_by_its_signature_alone() throws IOException, InterruptedException {
    assertThat(signed(-10, 300).get("/app").body().path("slug").asText()).isEqualTo("bot");
    AppRegistration stranger = github.app("stranger", Map.of());
    String forged =
        Jwt.of(app, seconds(-10), seconds(300)).replaceAll("[^.]*$", "")
            + Jwt.of(stranger, seconds(-10), seconds(300)).replaceAll(".*\\.", "");
    assertThat(new Client(github, "Bearer " + forged).get("/app").status()).isEqualTo(401);
    assertThat(signed(-900, -300).get("/app").status()).as("over").isEqualTo(401);
    assertThat(signed(300, 600).get("/app").status()).as("from the future").isEqualTo(401);
    assertThat(signed(-10, 7200).get("/app").status()).as("for too long").isEqualTo(401);
  }

  @Test
  void a_token_opens_what_was_asked_for_and_no_more() throws IOException, InterruptedException {
    Reply given =
        post(Map.of("repositories", List.of("csv"), "permissions", Map.of("issues", "read")));
    assertThat(given.status()).isEqualTo(201);
    Client token = new Client(github, "Bearer " + given.body().path("token").asText());
    int issue = github.as("alice").opens(csv, "A bug", "");
    assertThat(token.get("/repos/acme/csv/issues/" + issue).status()).isEqualTo(200);
    Reply refused =
        token.send("POST", "/repos/acme/csv/issues/" + issue + "/comments", "body", "x");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body().path("message").asText())
        .isEqualTo("Resource not accessible by integration");
    assertThat(token.get("/repos/acme/other").status()).isEqualTo(404);
    assertThat(token.get("/installation/repositories").body().path("total_count").asInt())
        .isEqualTo(1);
  }

  @Test
  void more_than_the_app_was_given_is_refused() throws IOException, InterruptedException {
    assertThat(post(Map.of("permissions", Map.of("contents", "write"))).status()).isEqualTo(422);
    assertThat(post(Map.of("repositories", List.of("nothing"))).status()).isEqualTo(422);
  }

  @Test
  void a_token_lasts_an_hour() throws IOException, InterruptedException {
    JsonNode given = post(Map.of()).body();
    Client token = new Client(github, "Bearer " + given.path("token").asText());
    assertThat(token.get("/repos/acme/other").status()).isEqualTo(200);
    now = Instant.parse(given.path("expires_at").asText());
    assertThat(token.get("/repos/acme/other").status()).isEqualTo(401);
  }

  @Test
  void what_it_writes_says_through_which_app() throws IOException, InterruptedException {
    Client token = new Client(github, "Bearer " + post(Map.of()).body().path("token").asText());
    JsonNode issue = token.send("POST", "/repos/acme/csv/issues", "title", "By the bot").body();
    assertThat(issue.path("user").path("login").asText()).isEqualTo("bot[bot]");
    assertThat(issue.path("user").path("type").asText()).isEqualTo("Bot");
    assertThat(issue.path("performed_via_github_app").path("slug").asText()).isEqualTo("bot");
  }

  private Reply post(Map<String, Object> body) throws IOException, InterruptedException {
    Object[] pairs =
        body.entrySet().stream()
            .flatMap(it -> java.util.stream.Stream.of(it.getKey(), it.getValue()))
            .toArray();
    String path = "/app/installations/" + installation + "/access_tokens";
    return signed(-10, 300).send("POST", path, pairs);
  }

  private Client signed(long issued, long expires) {
    return new Client(github, "Bearer " + Jwt.of(app, seconds(issued), seconds(expires)));
  }

  private long seconds(long from) {
    return now.getEpochSecond() + from;
  }
}
