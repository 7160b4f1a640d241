package dev.gatehand.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Goes on where the story ended: dave merges its pull request, so that the check passes on the
 * default branch, and starts the maintenance jobs twice.
 */
final class JobsPlayer {
  private static final String REPOSITORY = "demo/csvline";
  private static final String THREADS = "/api/repos/" + REPOSITORY + "/threads";
  private static final String ADMIN = "dave";
  private static final List<String> JOBS = List.of("tidy", "headers");

  private final StoryClient client;
  private final Consumer<String> say;

  JobsPlayer(StoryClient client, Consumer<String> say) {
    this.client = client;
    this.say = say;
  }

  JobsReport play(int pullRequest) throws InterruptedException {
    say.accept(ADMIN + " merges #" + pullRequest);
    client.put(THREADS + "/" + pullRequest + "/state", Map.of("as", ADMIN, "state", "merged"));
    JobsReport report = new JobsReport();
    for (int round = 0; round < 2; round++) {
      List<JobsReport.Run> runs = new ArrayList<>();
      for (String job : JOBS) {
        runs.add(run(job));
      }
      report.round(runs);
    }
    return report;
  }

  private JobsReport.Run run(String job) throws InterruptedException {
    say.accept(ADMIN + " runs the maintenance job " + job);
    String id =
        client
            .post("/api/maintenance/run", Map.of("as", ADMIN, "repository", REPOSITORY, "job", job))
            .path("task")
            .asText();
    AtomicBoolean passed = new AtomicBoolean();
    client.follow(
        id,
        event -> {
          StoryLine.of(event).ifPresent(say);
          if (event.path("type").asText().equals("Checked")) {
            passed.set(allPassed(event));
          }
        });
    JsonNode task = client.get("/api/tasks/" + id);
    return JobsReport.Run.of(job, task, head(job), passed.get());
  }

  /** Where the job's open pull request is. */
  private String head(String job) {
    for (JsonNode line : client.get(THREADS)) {
      if (line.path("kind").asText().equals("pull_request")
          && line.path("state").asText().equals("open")) {
        JsonNode pull = client.get(THREADS + "/" + line.path("number").asInt()).path("pullRequest");
        if (pull.path("headBranch").asText().equals("gatehand/job-" + job)) {
          return pull.path("head").asText();
        }
      }
    }
    return "";
  }

  private static boolean allPassed(JsonNode checked) {
    boolean any = false;
    for (JsonNode run : checked.path("runs")) {
      if (run.path("exit").asInt() != 0) {
        return false;
      }
      any = true;
    }
    return any;
  }
}
