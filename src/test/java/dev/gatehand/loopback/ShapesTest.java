package dev.gatehand.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.gate.GitId;
import dev.gatehand.loopback.Client.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every answer has what GitHub's description says that it has; the stand-in checks it itself. */
class ShapesTest {
  private GitHubLoopback github;
  private RepoRef csv;
  private Client bot;
  private int issue;
  private int pull;
  private long comment;
  private long line;
  private long review;
  private long check;
  private GitId head;

  @BeforeEach
  void start(@TempDir Path folder) {
    github = GitHubLoopback.start(folder);
    csv = github.repository("acme/csv", Map.of("README.md", "# csv\n", "src/a.txt", "a"));
    github.give(csv, "gatehand", Access.ADMIN);
    github.give(csv, "bob", Access.MAINTAIN);
    bot = new Client(github, "Bearer " + github.token("gatehand"));
    Person alice = github.as("alice");
    issue = alice.opens(csv, "A bug", null);
    comment = alice.comments(csv, issue, "/agent fix");
    alice.labels(csv, issue, "bug");
    head = github.as("gatehand").pushes(csv, "topic", Map.of("src/a.txt", "b"));
    pull = github.as("gatehand").pulls(csv, csv, "topic", "Mend", null);
    review = github.as("bob").reviews(csv, pull, "COMMENTED", "See", Map.of("src/a.txt", "why?"));
    line = github.as("bob").comments(csv, pull).getFirst().id();
    check = github.as("ci").ci().checks(csv, head, "build", "failure", "1 test failed");
  }

  @AfterEach
  void stop() {
    github.close();
  }

  @Test
  void all_that_can_be_read_has_the_published_shape() throws IOException, InterruptedException {
    String repo = "/repos/acme/csv";
    List<String> paths =
        List.of(
            "/user",
            "/users/alice",
            "/user/" + github.idOf("alice"),
            "/rate_limit",
            "/meta",
            repo,
            repo + "/collaborators",
            repo + "/collaborators/bob/permission",
            repo + "/hooks",
            repo + "/issues",
            repo + "/issues/" + issue,
            repo + "/issues/" + issue + "/comments",
            repo + "/issues/" + issue + "/labels",
            repo + "/issues/comments",
            repo + "/issues/comments/" + comment,
            repo + "/issues/comments/" + comment + "/reactions",
            repo + "/labels",
            repo + "/labels/bug",
            repo + "/pulls",
            repo + "/pulls/" + pull,
            repo + "/pulls/" + pull + "/files",
            repo + "/pulls/" + pull + "/commits",
            repo + "/pulls/" + pull + "/reviews",
            repo + "/pulls/" + pull + "/reviews/" + review,
            repo + "/pulls/" + pull + "/reviews/" + review + "/comments",
            repo + "/pulls/" + pull + "/comments",
            repo + "/pulls/" + pull + "/requested_reviewers",
            repo + "/pulls/comments",
            repo + "/pulls/comments/" + line,
            repo + "/branches",
            repo + "/branches/topic",
            repo + "/git/ref/heads/topic",
            repo + "/git/matching-refs/heads/to",
            repo + "/commits/topic",
            repo + "/commits/" + head.value() + "/check-runs",
            repo + "/commits/" + head.value() + "/status",
            repo + "/check-runs/" + check,
            repo + "/contents/src/a.txt?ref=topic",
            repo + "/contents/src");
    for (String path : paths) {
      assertThat(bot.get(path).status()).as(path).isEqualTo(200);
    }
    assertThat(github.violations()).isEmpty();
  }

  @Test
  void all_that_can_be_written_answers_in_the_published_shape()
      throws IOException, InterruptedException {
    String repo = "/repos/acme/csv";
    String talk = repo + "/issues/" + issue + "/comments";
    expect(201, bot.send("POST", repo + "/issues", "title", "t", "labels", List.of("bug")));
    expect(200, bot.send("PATCH", repo + "/issues/" + issue, "state", "closed"));
    JsonNode own = expect(201, bot.send("POST", talk, "body", "On it"));
    String path = repo + "/issues/comments/" + own.path("id").asLong();
    expect(200, bot.send("PATCH", path, "body", "Done"));
    expect(201, bot.send("POST", path + "/reactions", "content", "eyes"));
    assertThat(bot.send("DELETE", path).status()).isEqualTo(204);
    assertThat(bot.get(path).status()).isEqualTo(404);
    String labels = repo + "/issues/" + issue + "/labels";
    expect(200, bot.send("POST", labels, "labels", List.of("help wanted")));
    expect(200, bot.send("DELETE", labels + "/help%20wanted"));
    String one = repo + "/pulls/" + pull;
    expect(200, bot.send("PATCH", one, "title", "Mend well"));
    expect(201, bot.send("POST", one + "/requested_reviewers", "reviewers", List.of("bob")));
    expect(201, bot.send("POST", one + "/comments/" + line + "/replies", "body", "because"));
    expect(200, bot.send("POST", one + "/reviews", "event", "COMMENT", "body", "fine"));
    Reply approval = bot.send("POST", one + "/reviews", "event", "APPROVE");
    assertThat(approval.status()).as("its own").isEqualTo(422);
    assertThat(github.violations()).isEmpty();
  }

  @Test
  void a_manifest_becomes_an_app_once() throws IOException, InterruptedException {
    String code = github.acceptManifest(Files.readString(Path.of("deploy/app-manifest.json")));
    Client nobody = new Client(github, "");
    JsonNode app = expect(201, nobody.send("POST", "/app-manifests/" + code + "/conversions"));
    assertThat(app.path("pem").asText()).startsWith("-----BEGIN");
    assertThat(app.path("webhook_secret").asText()).isNotEmpty();
    assertThat(nobody.send("POST", "/app-manifests/" + code + "/conversions").status())
        .isEqualTo(404);
    assertThat(github.violations()).isEmpty();
  }

  private static JsonNode expect(int status, Reply reply) {
    assertThat(reply.status()).as(reply.body().toString()).isEqualTo(status);
    return reply.body();
  }
}
