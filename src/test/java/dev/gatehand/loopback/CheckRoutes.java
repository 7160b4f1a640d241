package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.loopback.Repo.CheckRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What a CI says of commits. */
final class CheckRoutes {
  private static final String REPO = "/repos/{owner}/{repo}";
  static final String LOGS = "/kept-logs/";
  private final Shapes shapes;

  CheckRoutes(Shapes shapes) {
    this.shapes = shapes;
  }

  void into(Router router) {
    router
        .get(REPO + "/commits/{ref}/check-runs", Need.read("checks"), this::ofCommit)
        .get(REPO + "/check-runs/{check_run_id}", Need.read("checks"), this::one)
        .get(REPO + "/check-runs/{check_run_id}/annotations", Need.read("checks"), this::notes)
        .get(REPO + "/actions/jobs/{job_id}/logs", Need.read("actions"), this::log)
        .get(REPO + "/commits/{ref}/status", Need.read("statuses"), this::status);
  }

  private Answer ofCommit(Call call) {
    String sha = CodeRoutes.resolve(call, call.path().get("ref")).value();
    String name = call.query().get("check_name");
    Repo repo = call.repo();
    return Answer.counted(
        call,
        "check_runs",
        repo.checks.stream()
            .filter(it -> it.sha().equals(sha) && (name == null || it.name().equals(name)))
            .map(it -> shown(shapes, repo, it))
            .toList());
  }

  private Answer one(Call call) {
    long id = call.number("check_run_id");
    return Answer.ok(
        call.repo().checks.stream()
            .filter(it -> it.id() == id)
            .findFirst()
            .map(it -> shown(shapes, call.repo(), it))
            .orElseThrow(Refused::notFound));
  }

  /** Of a job that failed, as GitHub's own CI notes it. */
  private Answer notes(Call call) {
    long id = call.number("check_run_id");
    return Answer.page(
        call,
        call.repo().checks.stream()
            .filter(it -> it.id() == id && "failure".equals(it.conclusion()) && it.log() != null)
            .map(
                it ->
                    Json.object(
                        "path",
                        ".github",
                        "blob_href",
                        shapes.html(call.repo()) + "/blob/" + it.sha() + "/.github",
                        "start_line",
                        1,
                        "end_line",
                        1,
                        "start_column",
                        null,
                        "end_column",
                        null,
                        "annotation_level",
                        "failure",
                        "title",
                        null,
                        "message",
                        "Process completed with exit code 1.",
                        "raw_details",
                        null))
            .toList());
  }

  /** Kept elsewhere: whoever asks is sent on, and needs no token there. */
  private Answer log(Call call) {
    // Not even of a public repository does everybody read them.
    if (call.token() == null || !call.token().grants("actions", Token.Level.READ)) {
      throw Refused.notYours();
    }
    long id = call.number("job_id");
    boolean kept =
        call.repo().checks.stream()
            .anyMatch(it -> it.id() == id && it.log() != null && it.conclusion() != null);
    if (!kept) {
      throw Refused.notFound();
    }
    String address = shapes.root() + LOGS + call.repo().ref + "/" + id;
    return new Answer(302, null, java.util.Map.of("Location", address));
  }

  /** Another place than the API: whoever brings a token there gave it away. */
  static void log(Site site, HttpExchange exchange, Violations violations) throws IOException {
    if (exchange.getRequestHeaders().containsKey("Authorization")) {
      violations.add("a token was taken to where logs are kept");
    }
    String path = exchange.getRequestURI().getRawPath().substring(LOGS.length());
    int slash = path.lastIndexOf('/');
    long id = Long.parseLong(path.substring(slash + 1));
    byte[] text;
    synchronized (site) {
      text =
          site.repo(RepoRef.of(path.substring(0, slash))).checks.stream()
              .filter(it -> it.id() == id)
              .findFirst()
              .orElseThrow()
              .log()
              .getBytes(StandardCharsets.UTF_8);
    }
    exchange.sendResponseHeaders(200, text.length == 0 ? -1 : text.length);
    exchange.getResponseBody().write(text);
  }

  private Answer status(Call call) {
    String sha = CodeRoutes.resolve(call, call.path().get("ref")).value();
    String url = shapes.api(call.repo()) + "/commits/" + sha;
    return Answer.ok(
        Json.object(
            "state",
            "pending",
            "statuses",
            call.repo().statuses.stream()
                .filter(it -> it.sha().equals(sha))
                .map(
                    it ->
                        Json.object(
                            "id",
                            it.id(),
                            "context",
                            it.context(),
                            "state",
                            it.state(),
                            "description",
                            "It says " + it.state(),
                            "created_at",
                            it.at(),
                            "updated_at",
                            it.at()))
                .toList(),
            "sha",
            sha,
            "total_count",
            0,
            "repository",
            shapes.repo(call.repo()),
            "commit_url",
            url,
            "url",
            url + "/status"));
  }

  static ObjectNode shown(Shapes shapes, Repo repo, CheckRun run) {
    String url = shapes.api(repo) + "/check-runs/" + run.id();
    boolean done = run.status().equals("completed");
    List<? extends JsonNode> pulls =
        repo.tickets.values().stream()
            .filter(it -> it.isPull() && it.open && it.pull.headSha.equals(run.sha()))
            .map(
                it ->
                    Json.object(
                        "id",
                        it.id,
                        "number",
                        it.number,
                        "url",
                        shapes.api(repo) + "/pulls/" + it.number,
                        "head",
                        Json.object("ref", it.pull.headBranch, "sha", it.pull.headSha),
                        "base",
                        Json.object("ref", it.pull.baseBranch, "sha", it.pull.baseSha)))
            .toList();
    return Json.object(
        "id",
        run.id(),
        "head_sha",
        run.sha(),
        "node_id",
        "CR_" + run.id(),
        "external_id",
        "",
        "url",
        url,
        "html_url",
        shapes.html(repo) + "/runs/" + run.id(),
        "details_url",
        "https://ci.example.com/" + run.id(),
        "status",
        run.status(),
        "conclusion",
        run.conclusion(),
        "started_at",
        run.at(),
        "completed_at",
        done ? run.at() : null,
        "output",
        Json.object(
            "title",
            done ? run.name() : null,
            "summary",
            done ? run.summary() : null,
            "text",
            null,
            "annotations_count",
            0,
            "annotations_url",
            url + "/annotations"),
        "name",
        run.name(),
        "check_suite",
        Json.object("id", run.id()),
        "app",
        run.log() == null ? null : Json.object("id", 15368, "slug", "github-actions"),
        "pull_requests",
        pulls);
  }
}
