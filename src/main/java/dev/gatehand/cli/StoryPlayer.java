package dev.gatehand.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Plays the demo's story as its people would, over the same addresses as the pages: alice asks for
 * a fix, her own approval does not count, bob's does. It believes nothing but what the service
 * says.
 */
public final class StoryPlayer {
  private static final String THREADS = "/api/repos/demo/csvline/threads";
  private static final String REQUESTER = "alice";
  private static final String MAINTAINER = "bob";

  private final StoryClient client;
  private final PrintStream out;
  private final boolean json;
  private final boolean maintenance;
  private final StoryReport report = new StoryReport();

  /**
   * @param json print one JSON object instead of lines
   * @param maintenance go on with the maintenance jobs, when the story's work is merged
   */
  public StoryPlayer(URI address, PrintStream out, boolean json, boolean maintenance) {
    this.maintenance = maintenance;
    this.client = new StoryClient(address);
    this.out = out;
    this.json = json;
  }

  /** Returns 0 only when the story ended in an open pull request whose checks passed. */
  public int play() throws InterruptedException {
    Instant begun = Instant.now();
    try {
      comment(REQUESTER, "/agent fix");
      String task = task(begun);
      client.follow(task, this::told);
      end(task);
      if (maintenance && report.ok()) {
        report.maintenance(new JobsPlayer(client, this::say).play(report.pullRequest()));
      }
    } catch (StoryClient.StoryBroken e) {
      report.error(String.valueOf(e.getMessage()));
    }
    report.seconds(Duration.between(begun, Instant.now()));
    if (json) {
      out.println(report.json());
    } else {
      report.lines().forEach(out::println);
    }
    return report.ok() ? 0 : 1;
  }

  private String task(Instant begun) throws InterruptedException {
    while (true) {
      for (JsonNode task : client.get("/api/tasks")) {
        if (task.path("number").asInt() == 1) {
          return task.path("id").asText();
        }
      }
      StoryClient.pause(begun);
    }
  }

  private void told(JsonNode event) {
    StoryLine.of(event).ifPresent(this::say);
    report.take(event);
    if (event.path("type").asText().equals("AskPosted")) {
      answer(event.path("ask").asText());
    }
  }

  private void answer(String id) {
    String target = report.targetOf(id);
    String yes = "/agent approve " + id + " " + target;
    comment(REQUESTER, yes);
    reply();
    comment(MAINTAINER, yes);
  }

  /** What Gatehand said to the comment before. */
  private void reply() {
    Optional<JsonNode> last = Optional.empty();
    for (JsonNode comment : client.get(THREADS + "/1").path("comments")) {
      last = Optional.of(comment);
    }
    last.filter(comment -> comment.path("ours").asBoolean())
        .ifPresent(comment -> say("  gatehand: " + firstLine(comment.path("body").asText())));
  }

  private void end(String task) {
    JsonNode whole = client.get("/api/tasks/" + task);
    report.task(whole);
    int number = whole.path("pullRequest").path("number").asInt();
    if (number == 0) {
      report.error("the task ended without a pull request: " + whole.path("why").asText());
      return;
    }
    report.pullRequest(client.get(THREADS + "/" + number));
  }

  private void comment(String as, String body) {
    say(as + ": " + body);
    client.post(THREADS + "/1/comments", Map.of("as", as, "body", body));
  }

  private void say(String line) {
    if (!json) {
      out.println(line);
    }
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }
}
