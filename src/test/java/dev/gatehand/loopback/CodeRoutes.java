package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehand.forge.CommitLine;
import dev.gatehand.gate.GitId;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Repositories, who may do what in them, and what is in them. */
final class CodeRoutes {
  private static final String REPO = "/repos/{owner}/{repo}";
  private static final int MANY = 10_000;
  private static final int LARGEST = 1_000_000;
  private final Shapes shapes;

  CodeRoutes(Shapes shapes) {
    this.shapes = shapes;
  }

  void into(Router router) {
    router
        .get(
            REPO,
            Need.read("metadata"),
            call -> Answer.ok(RepoShapes.full(shapes, call.repo(), call.access())))
        // A person needs push access to see what others may do.
        .get(
            REPO + "/collaborators/{username}/permission",
            new Need(List.of("metadata"), Token.Level.READ, Access.WRITE),
            this::permission)
        .get(
            REPO + "/collaborators",
            new Need(List.of("metadata"), Token.Level.READ, Access.WRITE),
            this::collaborators)
        .get(REPO + "/branches", Need.read("contents"), this::branches)
        .get(REPO + "/branches/{branch}", Need.read("contents"), this::branch)
        .get(REPO + "/git/matching-refs/{ref}", Need.read("contents"), this::matching)
        .get(REPO + "/git/ref/{ref}", Need.read("contents"), this::ref)
        .post(REPO + "/git/refs", Need.write(Access.WRITE, "contents"), CodeRoutes::newRef)
        .get(REPO + "/commits/{ref}", Need.read("contents"), this::commit)
        .get(REPO + "/contents/{path}", Need.read("contents"), this::contents);
  }

  private Answer permission(Call call) {
    User user = call.site().user(call.path().get("username")).orElseThrow(Refused::notFound);
    Access access = call.repo().accessOf(user);
    return Answer.ok(
        Json.object(
            "permission", access.permission(),
            "user", shapes.user(user),
            "role_name", access.roleName()));
  }

  private Answer collaborators(Call call) {
    Repo repo = call.repo();
    return Answer.page(
        call,
        repo.access.entrySet().stream()
            .map(it -> collaborator(call.site().user(it.getKey()).orElseThrow(), it.getValue()))
            .toList());
  }

  private JsonNode collaborator(User user, Access access) {
    ObjectNode node = (ObjectNode) shapes.user(user);
    node.put("role_name", access.roleName());
    return node;
  }

  private Answer branches(Call call) {
    Repo repo = call.repo();
    return Answer.page(
        call,
        call.site().folder(repo).branches().entrySet().stream()
            .map(
                it ->
                    Json.object(
                        "name", it.getKey(),
                        "commit",
                            Json.object(
                                "sha",
                                it.getValue(),
                                "url",
                                shapes.api(repo) + "/commits/" + it.getValue()),
                        "protected", repo.protectedBranches.contains(it.getKey())))
            .toList());
  }

  private Answer matching(Call call) {
    Repo repo = call.repo();
    return Answer.page(
        call,
        call.site().folder(repo).branches().entrySet().stream()
            .filter(it -> ("heads/" + it.getKey()).startsWith(call.path().get("ref")))
            .map(it -> shown(repo, "heads/" + it.getKey(), it.getValue()))
            .toList());
  }

  private Answer branch(Call call) {
    Repo repo = call.repo();
    String name = call.path().get("branch");
    String sha = call.site().tip(repo, name).orElseThrow(() -> Refused.of(404, "Branch not found"));
    String api = shapes.api(repo) + "/branches/" + name;
    return Answer.ok(
        Json.object(
            "name", name,
            "commit", Json.object("sha", sha, "url", shapes.api(repo) + "/commits/" + sha),
            "_links", Json.object("self", api, "html", shapes.html(repo) + "/tree/" + name),
            "protected", repo.protectedBranches.contains(name),
            "protection", Json.object("enabled", repo.protectedBranches.contains(name)),
            "protection_url", api + "/protection"));
  }

  private Answer ref(Call call) {
    Repo repo = call.repo();
    String ref = call.path().get("ref");
    if (!ref.startsWith("heads/")) {
      throw Refused.notFound();
    }
    String sha =
        call.site().tip(repo, ref.substring("heads/".length())).orElseThrow(Refused::notFound);
    return Answer.ok(shown(repo, ref, sha));
  }

  private JsonNode shown(Repo repo, String ref, String sha) {
    return Json.object(
        "ref", "refs/" + ref,
        "node_id", "REF_" + ref.hashCode(),
        "url", shapes.api(repo) + "/git/refs/" + ref,
        "object",
            Json.object(
                "sha", sha, "type", "commit", "url", shapes.api(repo) + "/git/commits/" + sha));
  }

  private Answer commit(Call call) {
    GitId id = resolve(call, call.path().get("ref"));
    CommitLine line =
        call.site().folder(call.repo()).commit(id.value()).orElseThrow(() -> noCommit(id.value()));
    return Answer.ok(commit(shapes, call.repo(), line));
  }

  /** Branches come by push here; what is incomplete is refused as there. */
  private static Answer newRef(Call call) {
    throw Refused.of(
        422,
        call.body().has("ref") && call.body().has("sha")
            ? "Reference update failed"
            : "Invalid request. \"ref\", \"sha\" weren't supplied.");
  }

  /** A branch, a commit's id, or HEAD for the default branch. */
  static GitId resolve(Call call, String ref) {
    String branch = ref.equals("HEAD") ? call.repo().defaultBranch : ref;
    Optional<String> tip = call.site().tip(call.repo(), branch);
    if (tip.isPresent()) {
      return new GitId(tip.get());
    }
    if (!ref.matches("[0-9a-f]{40}")) {
      throw noCommit(ref);
    }
    return new GitId(ref);
  }

  private static Refused noCommit(String ref) {
    return Refused.of(422, "No commit found for SHA: " + ref);
  }

  static JsonNode commit(Shapes shapes, Repo repo, CommitLine line) {
    JsonNode who = Json.object("name", line.author(), "email", line.email(), "date", line.at());
    String message = line.body().isEmpty() ? line.subject() : line.subject() + "\n\n" + line.body();
    String sha = line.id().value();
    return Json.object(
        "sha",
        sha,
        "node_id",
        "C_" + sha,
        "url",
        shapes.api(repo) + "/commits/" + sha,
        "html_url",
        shapes.html(repo) + "/commit/" + sha,
        "comments_url",
        shapes.api(repo) + "/commits/" + sha + "/comments",
        "commit",
        Json.object(
            "author", who,
            "committer", who,
            "message", message,
            "comment_count", 0,
            "url", shapes.api(repo) + "/git/commits/" + sha),
        "author",
        null,
        "committer",
        null,
        "parents",
        List.of());
  }

  private Answer contents(Call call) {
    Repo repo = call.repo();
    String path = call.path().get("path");
    GitId at = resolve(call, call.query().getOrDefault("ref", repo.defaultBranch));
    Optional<byte[]> file = call.site().git.bytes(repo.ref, at, path, LARGEST);
    if (file.isPresent()) {
      return Answer.ok(file(repo, path, at, file.get()));
    }
    List<JsonNode> entries =
        call.site().git.files(repo.ref, at, MANY).stream()
            .filter(it -> path.isEmpty() || it.startsWith(path + "/"))
            .map(it -> file(repo, it, at, new byte[0]))
            .toList();
    if (entries.isEmpty()) {
      throw Refused.notFound();
    }
    return Answer.ok(Json.array(entries));
  }

  private JsonNode file(Repo repo, String path, GitId at, byte[] bytes) {
    String url = shapes.api(repo) + "/contents/" + path + "?ref=" + at.value();
    return Json.object(
        "type",
        "file",
        "encoding",
        "base64",
        "size",
        bytes.length,
        "name",
        path.substring(path.lastIndexOf('/') + 1),
        "path",
        path,
        "content",
        Base64.getMimeEncoder(60, new byte[] {'\n'}).encodeToString(bytes) + "\n",
        "sha",
        Text.digest(bytes).substring(0, 40),
        "url",
        url,
        "git_url",
        shapes.api(repo) + "/git/blobs/" + Text.digest(bytes).substring(0, 40),
        "html_url",
        shapes.html(repo) + "/blob/" + at.value() + "/" + path,
        "download_url",
        shapes.html(repo) + "/raw/" + at.value() + "/" + path);
  }
}
