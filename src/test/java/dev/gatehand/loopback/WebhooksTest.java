package dev.gatehand.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehand.forge.RepoRef;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What hooks hear, and how it can go astray. */
class WebhooksTest {
  private static final String SECRET = "It's a Secret to Everybody";
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private GitHubLoopback github;
  private HttpServer listener;
  private URI address;
  private RepoRef csv;

  /** A delivery as it arrived. */
  private record Heard(String event, String guid, String signature, String body) {
    JsonNode json() {
      return Json.read(body.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }
  }

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    listener.createContext("/", this::hear);
    listener.start();
    address = URI.create("http://127.0.0.1:" + listener.getAddress().getPort() + "/hook");
    github = GitHubLoopback.start(folder);
    csv = github.repository("acme/csv", Map.of("README.md", "# csv\n"));
  }

  @AfterEach
  void stop() {
    github.close();
    listener.stop(0);
  }

  @Test
  void signs_as_the_published_example_does() {
    // From GitHub's own page on validating deliveries.
    assertThat(Webhooks.signature(SECRET, "Hello, World!".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
  }

  @Test
  void tells_of_what_people_do_in_its_order() {
    github.hook(csv, address, SECRET);
    int issue = github.as("alice").opens(csv, "A bug", "It hurts");
    long comment = github.as("alice").comments(csv, issue, "/agent fix");
    github.as("mallory").edits(csv, comment, "/agent approve");
    github.as("alice").labels(csv, issue, "bug");
    github.as("alice").closes(csv, issue);
    github.webhooks().settle();
    assertThat(heard)
        .extracting(it -> it.event() + " " + it.json().path("action").asText())
        .containsExactly(
            "issues opened",
            "issue_comment created",
            "issue_comment edited",
            "issues labeled",
            "issues closed");
    Heard edited = heard.get(2);
    assertThat(edited.signature())
        .isEqualTo(Webhooks.signature(SECRET, edited.body().getBytes(StandardCharsets.UTF_8)));
    assertThat(edited.json().path("changes").path("body").path("from").asText())
        .isEqualTo("/agent fix");
    assertThat(edited.json().path("sender").path("login").asText()).isEqualTo("mallory");
    assertThat(edited.json().path("comment").path("user").path("login").asText())
        .isEqualTo("alice");
  }

  @Test
  void tells_of_pull_requests_reviews_and_pushes() {
    github.hook(csv, address, SECRET);
    github.as("alice").pushes(csv, "topic", Map.of("a.txt", "a"));
    int pull = github.as("alice").pulls(csv, csv, "topic", "Mend", "");
    github.as("bob").reviews(csv, pull, "COMMENTED", "See below", Map.of("a.txt", "/agent fix"));
    github.as("alice").pushes(csv, "topic", Map.of("a.txt", "b"));
    github.as("bob").merges(csv, pull);
    github.webhooks().settle();
    assertThat(heard)
        .extracting(it -> it.event() + " " + it.json().path("action").asText())
        .containsExactly(
            "push ",
            "pull_request opened",
            "pull_request_review submitted",
            "pull_request_review_comment created",
            "push ",
            "pull_request synchronize",
            "pull_request closed",
            "push ");
  }

  @Test
  void an_app_hears_where_it_is_installed_and_of_what_it_asked_for() {
    AppRegistration app = github.app("bot", Map.of("issues", "write"));
    RepoRef other = github.repository("acme/other", Map.of("a", "b"));
    long installation = app.install(csv);
    app.hook(address, SECRET, "issue_comment");
    int issue = github.as("alice").opens(csv, "A bug", "");
    github.as("alice").comments(csv, issue, "here");
    int elsewhere = github.as("alice").opens(other, "A bug", "");
    github.as("alice").comments(other, elsewhere, "there");
    github.webhooks().settle();
    assertThat(heard).hasSize(1);
    assertThat(heard.getFirst().json().path("installation").path("id").asLong())
        .isEqualTo(installation);
  }

  @Test
  void deliveries_can_be_held_lost_doubled_and_sent_again() {
    github.hook(csv, address, SECRET, "issue_comment");
    int issue = github.as("alice").opens(csv, "A bug", "");
    github.webhooks().lose(it -> it.text().contains("lost"));
    github.as("alice").comments(csv, issue, "lost");
    github.webhooks().hold();
    github.as("alice").comments(csv, issue, "one");
    github.as("alice").comments(csv, issue, "two");
    assertThat(heard).isEmpty();
    github.webhooks().reverseWaiting();
    github.webhooks().release();
    github.webhooks().settle();
    github.webhooks().copies(2);
    github.as("alice").comments(csv, issue, "three");
    github.webhooks().settle();
    github.webhooks().redeliver(github.webhooks().deliveries().getFirst());
    github.webhooks().settle();
    assertThat(heard)
        .extracting(it -> it.json().path("comment").path("body").asText())
        .containsExactly("two", "one", "three", "three", "lost");
    assertThat(heard.get(2).guid()).isEqualTo(heard.get(3).guid());
    assertThat(github.webhooks().deliveries().getFirst().statuses()).containsExactly(202);
  }

  private void hear(HttpExchange exchange) throws IOException {
    try (exchange) {
      heard.add(
          new Heard(
              exchange.getRequestHeaders().getFirst("X-GitHub-Event"),
              exchange.getRequestHeaders().getFirst("X-GitHub-Delivery"),
              exchange.getRequestHeaders().getFirst("X-Hub-Signature-256"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      exchange.sendResponseHeaders(202, -1);
    }
  }
}
