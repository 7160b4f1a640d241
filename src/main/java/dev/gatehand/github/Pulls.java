package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.forge.NewPullRequest;
import dev.gatehand.forge.PullRequest;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

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

  private static boolean isTwin(Answer answer) {
    return answer.complaint().toLowerCase(Locale.ROOT).contains("already exists");
  }

  private static boolean isNoDraft(Answer answer) {
    return answer.complaint().toLowerCase(Locale.ROOT).contains("draft");
  }
}
