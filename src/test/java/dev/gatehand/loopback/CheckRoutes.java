package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehand.loopback.Repo.CheckRun;
import java.util.List;

/** What a CI says of commits. */
final class CheckRoutes {
  private static final String REPO = "/repos/{owner}/{repo}";
  private final Shapes shapes;

  CheckRoutes(Shapes shapes) {
    this.shapes = shapes;
  }

  void into(Router router) {
    router
        .get(REPO + "/commits/{ref}/check-runs", Need.read("checks"), this::ofCommit)
        .get(REPO + "/check-runs/{check_run_id}", Need.read("checks"), this::one)
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

  /** Nobody uses the older statuses here: there are none, and that reads as pending. */
  private Answer status(Call call) {
    String sha = CodeRoutes.resolve(call, call.path().get("ref")).value();
    String url = shapes.api(call.repo()) + "/commits/" + sha;
    return Answer.ok(
        Json.object(
            "state",
            "pending",
            "statuses",
            List.of(),
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
        null,
        "pull_requests",
        pulls);
  }
}
