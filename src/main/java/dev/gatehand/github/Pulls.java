package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.forge.Marks;
import dev.gatehand.forge.NewPullRequest;
import dev.gatehand.forge.PullRequest;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Pull requests. Nothing here reviews one: Gatehand never approves. */
final class Pulls {
  private final Api api;

  Pulls(Api api) {
    this.api = api;
  }

  PullRequest find(ThreadRef ref) {
    JsonNode pull =
        api.find(
                ref.repository(),
                "/pulls/" + ref.number(),
                "read pull request " + ref,
                Call.Weight.WORK)
            .orElseThrow(() -> new ForgeUnavailable(ref + " is no pull request, or not there"));
    return Shapes.pullRequest(ref.repository(), pull);
  }

  List<PullRequest> from(RepoRef repository, String branch) {
    String head = URLEncoder.encode(repository.owner() + ":" + branch, StandardCharsets.UTF_8);
    String path = "/pulls?state=all&sort=created&direction=desc&per_page=100&head=" + head;
    return api.all(repository, path, Call.Weight.ASK).stream()
        .map(pull -> Shapes.pullRequest(repository, pull))
        .filter(pull -> pull.headBranch().equals(branch))
        .filter(pull -> pull.headRepository().equals(repository))
        .toList();
  }

  ThreadRef open(NewPullRequest request) {
    JsonNode body =
        Api.object()
            .put("title", request.title())
            .put("head", request.headBranch())
            .put("base", request.baseBranch())
            .put("body", request.body())
            .put("draft", request.draft());
    String named =
        "a pull request of %s from `%s` to `%s`"
            .formatted(request.repository(), request.headBranch(), request.baseBranch());
    Answer answer = api.send(request.repository(), "POST", "/pulls", body, Call.Weight.ASK);
    if (answer.status() == 422 && isTwin(answer)) {
      throw new ForgeUnavailable(
          "GitHub has %s already: that one is looked up and used.".formatted(named));
    }
    if (answer.status() == 422 && request.draft() && isNoDraft(answer)) {
      // Private repositories on some plans have no drafts: a ready one is better than none.
      return open(
          new NewPullRequest(
              request.repository(),
              request.headBranch(),
              request.baseBranch(),
              request.title(),
              request.body(),
              false));
    }
    if (!answer.isGood()) {
      throw Refused.of(answer, "open " + named);
    }
    return new ThreadRef(request.repository(), answer.json().path("number").asInt());
  }

  void update(ThreadRef ref, String title, String body) {
    api.change(
        ref.repository(),
        "PATCH",
        "/pulls/" + ref.number(),
        Api.object().put("title", title).put("body", body),
        "rewrite pull request " + ref,
        Call.Weight.WORK);
  }

  Marks marks(ThreadRef ref) {
    JsonNode issue =
        api.need(ref.repository(), "/issues/" + ref.number(), "read " + ref, Call.Weight.WORK);
    List<String> labels = names(issue.path("labels"), "name");
    if (!Shapes.isPullRequest(issue)) {
      return new Marks(labels, List.of());
    }
    JsonNode asked =
        api.need(
            ref.repository(), reviewers(ref), "read the reviewers of " + ref, Call.Weight.WORK);
    String owner = ref.repository().owner() + "/";
    return new Marks(
        labels,
        Stream.concat(
                names(asked.path("users"), "login").stream(),
                names(asked.path("teams"), "slug").stream().map(owner::concat))
            .toList());
  }

  Optional<String> mark(ThreadRef ref, Marks marks) {
    List<String> refused = new ArrayList<>();
    if (!marks.labels().isEmpty()) {
      ObjectNode body = Api.object();
      marks.labels().forEach(body.putArray("labels")::add);
      add(ref, "/issues/" + ref.number() + "/labels", body, "its labels").ifPresent(refused::add);
    }
    if (!marks.reviewers().isEmpty()) {
      ObjectNode body = Api.object();
      ArrayNode people = body.putArray("reviewers");
      ArrayNode teams = body.putArray("team_reviewers");
      for (String reviewer : marks.reviewers()) {
        int slash = reviewer.indexOf('/');
        (slash < 0 ? people : teams).add(reviewer.substring(slash + 1));
      }
      add(ref, reviewers(ref), body, "its reviewers").ifPresent(refused::add);
    }
    return refused.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", refused));
  }

  /** What GitHub refuses as it is would be refused again: it is told, and no one waits for it. */
  private Optional<String> add(ThreadRef ref, String path, ObjectNode body, String what) {
    Answer answer = api.send(ref.repository(), "POST", path, body, Call.Weight.WORK);
    if (answer.status() == 403 || answer.status() == 404 || answer.status() == 422) {
      return Optional.of("GitHub does not take %s: %s".formatted(what, answer.complaint()));
    }
    if (!answer.isGood()) {
      throw Refused.of(answer, "set " + what + " on " + ref);
    }
    return Optional.empty();
  }

  private static String reviewers(ThreadRef ref) {
    return "/pulls/" + ref.number() + "/requested_reviewers";
  }

  private static List<String> names(JsonNode list, String key) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(entry -> entry.path(key).asText())
        .toList();
  }

  private static boolean isTwin(Answer answer) {
    return answer.complaint().toLowerCase(Locale.ROOT).contains("already exists");
  }

  private static boolean isNoDraft(Answer answer) {
    return answer.complaint().toLowerCase(Locale.ROOT).contains("draft");
  }
}
