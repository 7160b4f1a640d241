package dev.gatehand.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What two rounds of the demo's maintenance jobs came to. */
final class JobsReport {
  private final List<List<Run>> rounds = new ArrayList<>();

  /**
   * One run of a job.
   *
   * @param pullRequest that it opened or updated, or 0
   * @param head of the job's branch after it, or empty: there is none
   * @param passed whether checks ran and all of them passed
   */
  record Run(String job, String state, String why, int pullRequest, String head, boolean passed) {
    static Run of(String job, JsonNode task, String head, boolean passed) {
      return new Run(
          job,
          task.path("state").asText(),
          task.path("why").asText(),
          task.path("pullRequest").path("number").asInt(),
          head,
          passed);
    }

    Map<String, Object> json() {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("job", job);
      json.put("state", state);
      json.put("why", why);
      if (pullRequest != 0) {
        json.put("pullRequest", pullRequest);
        json.put("passed", passed);
      }
      return json;
    }

    String line() {
      return pullRequest == 0
          ? "  %s: %s".formatted(job, why)
          : "  %s: pull request #%d, its check %s"
              .formatted(job, pullRequest, passed ? "passes" : "fails");
    }
  }

  void round(List<Run> runs) {
    rounds.add(List.copyOf(runs));
  }

  List<List<Map<String, Object>>> rounds() {
    return rounds.stream().map(round -> round.stream().map(Run::json).toList()).toList();
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < rounds.size(); i++) {
      lines.add(i == 0 ? "Maintenance, first round:" : "The same again:");
      rounds.get(i).forEach(run -> lines.add(run.line()));
    }
    return lines;
  }

  /** What is not as the demo promises: the first finds something, the second nothing, once. */
  Optional<String> complaint() {
    List<Run> first = rounds.getFirst();
    List<Run> again = rounds.getLast();
    Run found = first.getFirst();
    if (rounds.stream().flatMap(List::stream).anyMatch(run -> !run.state().equals("done"))) {
      return Optional.of("a maintenance job did not end well");
    }
    if (found.pullRequest() == 0 || !found.passed()) {
      return Optional.of("the job " + found.job() + " has no pull request whose check passes");
    }
    if (first.stream().skip(1).anyMatch(run -> run.pullRequest() != 0)) {
      return Optional.of("a job that finds nothing opened a pull request");
    }
    if (again.stream().anyMatch(run -> run.pullRequest() != 0)
        || !again.getFirst().head().equals(found.head())) {
      return Optional.of("the second round changed something");
    }
    return Optional.empty();
  }
}
