package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.forge.Account;
import dev.gatehand.forge.CommitCheck;
import dev.gatehand.forge.CommitCheck.State;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.gate.GitId;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What CIs say of a commit: check runs, and the older statuses. All of it is written by whatever
 * the CI ran, which may be a stranger's code.
 */
final class CommitChecks {
  private static final Set<String> FAILING = Set.of("failure", "timed_out");
  private static final String ACTIONS = "github-actions";
  private static final String RUN = "run/";
  private static final String JOB = "job/";
  private static final String STATUS = "status/";
  private final Api api;

  CommitChecks(Api api) {
    this.api = api;
  }

  /**
   * The newest of each name. A status that is pending is left out: some stay so until a person does
   * something, and nobody may wait for those.
   */
  List<CommitCheck> of(RepoRef repository, GitId commit, Account self) {
    Map<String, CommitCheck> checks = new TreeMap<>();
    String path = "/commits/" + commit;
    List<JsonNode> runs =
        api.all(
            repository, path + "/check-runs?filter=latest&per_page=100", Call.Weight.BACKGROUND);
    runs.stream()
        .filter(run -> !isOurs(run, self))
        .sorted(Comparator.comparingLong(run -> run.path("id").asLong()))
        .map(CommitChecks::ofRun)
        .forEach(check -> checks.put(check.name(), check));
    JsonNode statuses =
        api.need(
            repository,
            path + "/status?per_page=100",
            "read the statuses of " + commit,
            Call.Weight.BACKGROUND);
    for (JsonNode status : statuses.path("statuses")) {
      ofStatus(status).ifPresent(check -> checks.putIfAbsent(check.name(), check));
    }
    return List.copyOf(checks.values());
  }

  private static boolean isOurs(JsonNode run, Account self) {
    String slug = Shapes.text(run.path("app"), "slug");
    return !slug.isEmpty() && self.login().equals(slug + "[bot]");
  }

  private static CommitCheck ofRun(JsonNode run) {
    State state = State.RUNNING;
    if (Shapes.text(run, "status").equals("completed")) {
      state = FAILING.contains(Shapes.text(run, "conclusion")) ? State.FAILED : State.PASSED;
    }
    JsonNode output = run.path("output");
    String summary = Shapes.text(output, "title") + "\n" + Shapes.text(output, "summary");
    String kind = Shapes.text(run.path("app"), "slug").equals(ACTIONS) ? JOB : RUN;
    return new CommitCheck(
        kind + run.path("id").asLong(), Shapes.text(run, "name"), state, summary.strip());
  }

  private static Optional<CommitCheck> ofStatus(JsonNode status) {
    Optional<State> state =
        switch (Shapes.text(status, "state")) {
          case "failure", "error" -> Optional.of(State.FAILED);
          case "success" -> Optional.of(State.PASSED);
          default -> Optional.empty();
        };
    return state.map(
        it ->
            new CommitCheck(
                STATUS + status.path("id").asLong(),
                Shapes.text(status, "context"),
                it,
                Shapes.text(status, "description")));
  }

  /** Its words, its notes on lines, and, of a job of GitHub's own CI, the end of its log. */
  String output(RepoRef repository, CommitCheck check, int most) {
    if (check.id().startsWith(STATUS)) {
      return "";
    }
    String id = check.id().substring(check.id().indexOf('/') + 1);
    StringBuilder output = new StringBuilder();
    api.find(repository, "/check-runs/" + id, "read check run " + id, Call.Weight.WORK)
        .map(run -> Shapes.text(run.path("output"), "text"))
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> output.append(text).append('\n'));
    for (JsonNode note : notes(repository, id)) {
      output
          .append(Shapes.text(note, "path"))
          .append(':')
          .append(note.path("start_line").asInt())
          .append(": ")
          .append(Shapes.text(note, "message"))
          .append('\n');
    }
    if (check.id().startsWith(JOB)) {
      output.append(log(repository, id, most));
    }
    return output.substring(Math.max(0, output.length() - most));
  }

  private List<JsonNode> notes(RepoRef repository, String id) {
    return api.all(repository, "/check-runs/" + id + "/annotations?per_page=50", Call.Weight.WORK);
  }

  /** A log that nobody may read, or that is gone, is none: the names of the checks are known. */
  private String log(RepoRef repository, String job, int most) {
    Answer answer = api.get(repository, "/actions/jobs/" + job + "/logs", Call.Weight.WORK);
    if (answer.status() != 302) {
      return answer.isGood() ? "" : "[the log could not be read: " + answer.complaint() + "]\n";
    }
    return answer
        .headers()
        .firstValue("location")
        .flatMap(CommitChecks::address)
        .map(address -> api.tail(address, most))
        .orElse("");
  }

  private static Optional<URI> address(String text) {
    try {
      return Optional.of(URI.create(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
