package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.policy.Policy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a token can do. */
final class TokenCheckup {
  private final GitHubSettings settings;
  private final Policy policy;
  private final Wire wire;
  private final TokenIdentity identity;

  TokenCheckup(GitHubSettings settings, Policy policy, Wire wire, TokenIdentity identity) {
    this.settings = settings;
    this.policy = policy;
    this.wire = wire;
    this.identity = identity;
  }

  List<Proof> proofs() {
    List<Proof> found = new ArrayList<>();
    found.add(Checkup.account(identity.self(), "by a token"));
    found.add(Checkup.budget(wire.send(Call.get("/rate_limit", identity.pass(), Call.Weight.ASK))));
    if (settings.repositories().isEmpty()) {
      found.add(
          Proof.poor(
              "GitHub: no repositories are named, so none was tried",
              "Set GATEHAND_GITHUB_REPOSITORIES=owner/name,..."));
    }
    for (RepoRef repository : settings.repositories()) {
      found.addAll(rights(repository));
      if (settings.hearing().how() != GitHubSettings.Hearing.How.POLLING) {
        found.addAll(webhook(repository));
      }
    }
    return found;
  }

  private List<Proof> rights(RepoRef repository) {
    Answer answer = wire.send(get("/repos/" + repository));
    if (!answer.isGood()) {
      return List.of(
          Proof.bad(
              "GitHub: " + repository + " cannot be seen (" + answer.complaint() + ")",
              "Give the token this repository (fine-grained), or the scope `repo` (classic), at "
                  + settings.endpoint().web()
                  + "/settings/tokens"));
    }
    List<Proof> found = new ArrayList<>();
    if (!answer.json().path("permissions").path("push").asBoolean()) {
      found.add(
          Proof.bad(
              "GitHub: " + repository + ": the account may not push",
              "Give it write access: "
                  + settings.endpoint().page(repository)
                  + "/settings/access"));
    }
    found.addAll(
        answer.headers().firstValue("x-oauth-scopes").isPresent()
            ? List.of(scopes(repository, answer))
            : tried(repository));
    return found;
  }

  private Proof scopes(RepoRef repository, Answer answer) {
    Set<String> scopes =
        Arrays.stream(answer.headers().firstValue("x-oauth-scopes").orElse("").split(","))
            .map(String::strip)
            .collect(Collectors.toSet());
    boolean open = !answer.json().path("private").asBoolean();
    String where = settings.endpoint().web() + "/settings/tokens";
    if (!scopes.contains("repo") && !(open && scopes.contains("public_repo"))) {
      return Proof.bad(
          "GitHub: " + repository + ": the token lacks the scope `repo`", "Tick it at " + where);
    }
    String what = "GitHub: " + repository + ": may read, comment, push and open pull requests";
    return scopes.contains("workflow")
        ? Proof.good(what)
        : Proof.poor(
            what + ", but change no workflow files, even approved ones",
            "If it shall, tick the scope `workflow` at " + where);
  }

  /** A fine-grained token says nothing of itself: what it may, shows only when it is tried. */
  private List<Proof> tried(RepoRef repository) {
    List<Proof> found = new ArrayList<>();
    for (Permissions permission : Permissions.all()) {
      if (permission.isUsedBy(policy)) {
        found.add(tried(repository, permission));
      }
    }
    return found;
  }

  private Proof tried(RepoRef repository, Permissions permission) {
    String head = "/commits/HEAD";
    return switch (permission) {
      case METADATA ->
          read(
              repository,
              "/collaborators/" + identity.self().login() + "/permission",
              Permissions.METADATA);
      case CONTENTS -> write(repository, "/git/refs", permission);
      case ISSUES -> write(repository, "/issues", permission);
      case PULL_REQUESTS -> write(repository, "/pulls", permission);
      case WORKFLOWS -> untried(repository, permission);
      case CHECKS -> read(repository, head + "/check-runs?per_page=1", permission);
      case STATUSES -> read(repository, head + "/status?per_page=1", permission);
      case ACTIONS -> log(repository, permission);
    };
  }

  /** Only a push of such a file shows it, and that would be a change. */
  private Proof untried(RepoRef repository, Permissions permission) {
    return Proof.poor(
        named(repository, permission) + ": cannot be tried without a change",
        "If it shall do that, look whether the token has Workflows: Read and write, at "
            + page()
            + ". Without it such a push is refused, and the thread is told.");
  }

  /**
   * Everybody reads the list of a public repository's runs, but not a log: so one is asked for that
   * is not there, which is told only to those who may read.
   */
  private Proof log(RepoRef repository, Permissions permission) {
    Answer answer = wire.send(get("/repos/" + repository + "/actions/jobs/1/logs"));
    boolean may = answer.isGood() || Set.of(302, 404, 410).contains(answer.status());
    return may
        ? Proof.good(named(repository, permission))
        : missing(repository, permission, answer);
  }

  private Proof read(RepoRef repository, String path, Permissions permission) {
    Answer answer = wire.send(get("/repos/" + repository + path));
    return answer.isGood()
        ? Proof.good(named(repository, permission))
        : missing(repository, permission, answer);
  }

  private Proof missing(RepoRef repository, Permissions permission, Answer answer) {
    return Proof.bad(
        named(repository, permission) + ": missing (" + answer.complaint() + ")",
        "Set it at " + page());
  }

  private String page() {
    return settings.endpoint().web() + "/settings/personal-access-tokens";
  }

  private static String named(RepoRef repository, Permissions permission) {
    return "GitHub: %s: %s %s, %s"
        .formatted(repository, permission.key(), permission.level(), permission.reason());
  }

  /** Without what GitHub needs to do it, this is refused by 422; without the right, by 403. */
  private Proof write(RepoRef repository, String path, Permissions permission) {
    Answer answer =
        wire.send(
            Call.send(
                "POST",
                "/repos/" + repository + path,
                Api.object(),
                identity.pass(),
                Call.Weight.ASK));
    String what = named(repository, permission);
    return switch (answer.status()) {
      case 422, 400, 410 -> Proof.good(what);
      case 403, 404 -> missing(repository, permission, answer);
      default -> Proof.poor(what + ": could not be told (" + answer.complaint() + ")", "");
    };
  }

  private List<Proof> webhook(RepoRef repository) {
    String page = settings.endpoint().page(repository) + "/settings/hooks";
    Answer answer = wire.send(get("/repos/" + repository + "/hooks?per_page=100"));
    if (!answer.isGood()) {
      return List.of(
          Proof.poor(
              "GitHub: " + repository + ": this token may not look at webhooks",
              "Look yourself whether one is there and green: " + page));
    }
    for (JsonNode hook : answer.json()) {
      String url = Shapes.text(hook.path("config"), "url");
      if (url.endsWith("/webhooks/github") && hook.path("active").asBoolean()) {
        String what = "GitHub: " + repository + ": its webhook goes to " + url;
        return new HookProof(policy, settings.hearing().how()).of(what, hook, page);
      }
    }
    return List.of(
        Proof.bad(
            "GitHub: " + repository + ": no webhook leads to Gatehand",
            "Add one at "
                + page
                + ": address .../webhooks/github, content type application/json, the secret, and"
                + " the events "
                + String.join(", ", HookEvents.lacking(Set.of(), policy, settings.hearing().how()))
                + ". Or hear by polling alone: GATEHAND_GITHUB_HEAR=polling"));
  }

  private Call get(String address) {
    return Call.get(address, identity.pass(), Call.Weight.ASK);
  }
}
