package dev.gatehand.nodes;

import dev.gatehand.TestHouse;
import dev.gatehand.loopback.GitHubLoopback;
import dev.gatehand.loopback.Webhooks;
import dev.gatehand.store.Ballast;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Webhooks at a steady rate, over HTTP and signed, at the packaged service: each tells of another
 * comment with a command in it, so each is one that must not be lost. Whoever sends them and the
 * GitHub that the service asks about them share the machine with it.
 */
final class Flood {
  private static final String SECRET = "a secret that is long enough";

  /** What GitHub takes for an answer, at its best. */
  private static final Duration ANSWERS_AFTER = Duration.ofMillis(50);

  /** As GitHub does: many connections. */
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final AtomicInteger refused = new AtomicInteger();
  private final URI address;

  private Flood(URI address) {
    this.address = address;
  }

  static void measure(Path place, PackagedService.Launch launch) throws Exception {
    Path data = TestHouse.dataIn(place);
    var load = new Deliveries(1_000, Duration.ofSeconds(10));
    try (var github = GitHubLoopback.start(place.resolve("github"))) {
      var repository = github.repository("demo/widgets", Map.of("README.md", "# widgets\n"));
      github.faults().lateBy(ANSWERS_AFTER);
      Map<String, String> settings =
          Map.of(
              "GATEHAND_FORGE",
              "github",
              "GATEHAND_DATA_DIR",
              data.toString(),
              "GATEHAND_GITHUB_ENDPOINT",
              github.endpoint().toString(),
              "GATEHAND_GITHUB_TOKEN",
              github.token("gatehand"),
              "GATEHAND_GITHUB_REPOSITORIES",
              repository.toString(),
              "GATEHAND_GITHUB_HEAR",
              "webhooks",
              "GATEHAND_GITHUB_WEBHOOK_SECRET",
              SECRET,
              "GATEHAND_MODEL_PROVIDER",
              "scripted");
      try (var service = PackagedService.start(launch, settings)) {
        service.awaitHealth();
        var flood = new Flood(service.at("/webhooks/github"));
        Spread accepted = load.run(flood::send);
        long kept = Ballast.deliveries(data.resolve("gatehand.db"));
        System.out.printf(
            Locale.ROOT,
            "1,000 webhooks/s for 10 s over HTTP after 5,000, each durable before its answer: %s%n",
            accepted);
        System.out.printf(
            "  offered %d, refused %d, lost %d%n",
            load.offered(), flood.refused.get(), load.offered() - kept);
      }
    }
  }

  private static String payload(long comment) {
    return """
      {"action":"created","issue":{"number":1},"repository":{"full_name":"demo/widgets",\
      "name":"widgets","owner":{"login":"demo"}},"sender":{"id":7,"login":"alice"},\
      "comment":{"id":%d,"author_association":"MEMBER","user":{"id":7,"login":"alice",\
      "type":"User"},"body":"/agent status"}}
      """
        .formatted(comment);
  }

  private void send(int number) {
    byte[] body = payload(1_000_000L + number).getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("X-GitHub-Event", "issue_comment")
            .header("X-GitHub-Delivery", "delivery-" + number)
            .header("X-Hub-Signature-256", Webhooks.signature(SECRET, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() != 202) {
        refused.incrementAndGet();
      }
    } catch (IOException e) {
      refused.incrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
