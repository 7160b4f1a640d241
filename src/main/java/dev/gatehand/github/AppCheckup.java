package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.github.AppIdentity.Installation;
import dev.gatehand.policy.Policy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an app was allowed, and whether its webhook arrives. */
final class AppCheckup {
  private final GitHubSettings settings;
  private final Policy policy;
  private final Wire wire;
  private final AppIdentity identity;

  AppCheckup(GitHubSettings settings, Policy policy, Wire wire, AppIdentity identity) {
    this.settings = settings;
    this.policy = policy;
    this.wire = wire;
    this.identity = identity;
  }

  List<Proof> proofs() {
    JsonNode app = identity.app();
    List<Proof> found = new ArrayList<>();
    List<Installation> installations = identity.installations();
    if (installations.isEmpty()) {
      found.add(
          Proof.bad(
              "GitHub: the app `" + slug(app) + "` is not installed anywhere",
              "Open " + settings.endpoint().web() + "/apps/" + slug(app) + " and click Install"));
      return found;
    }
    found.add(Checkup.account(identity.self(), "as the app `" + slug(app) + "`"));
    for (Installation installation : installations) {
      found.addAll(permissions(installation));
    }
    found.addAll(repositories());
    if (settings.hearing().how() != GitHubSettings.Hearing.How.POLLING) {
      found.addAll(webhook(app));
    }
    return found;
  }

  private List<Proof> permissions(Installation installation) {
    List<Proof> found = new ArrayList<>();
    for (Permissions permission : Permissions.all()) {
      if (!permission.isUsedBy(policy)) {
        continue;
      }
      String what =
          "GitHub: at %s: %s %s, %s"
              .formatted(
                  installation.account(),
                  permission.key(),
                  permission.level(),
                  permission.reason());
      String click =
          "In the app's settings, Permissions & events, set it; then accept it at "
              + settings.endpoint().web()
              + "/settings/installations/"
              + installation.id();
      if (permission.isGiven(installation.permissions())) {
        found.add(Proof.good(what));
      } else {
        found.add(
            permission.isNeededBy(policy)
                ? Proof.bad(what + ": missing", click)
                : Proof.poor(what + ": not given", "Only if it shall do that. " + click));
      }
    }
    return found;
  }

  private List<Proof> repositories() {
    List<RepoRef> reached = identity.repositories();
    List<Proof> found = new ArrayList<>();
    for (RepoRef wanted : settings.repositories()) {
      if (!reached.contains(wanted)) {
        found.add(
            Proof.bad(
                "GitHub: the app is not installed on " + wanted,
                "Add it: " + settings.endpoint().web() + "/settings/installations"));
      }
    }
    List<RepoRef> worked =
        settings.repositories().isEmpty()
            ? reached
            : settings.repositories().stream().filter(reached::contains).toList();
    if (worked.isEmpty()) {
      found.add(
          Proof.bad(
              "GitHub: the app reaches no repository",
              "Choose some: " + settings.endpoint().web() + "/settings/installations"));
      return found;
    }
    // A token for one of them proves that tokens are given as Gatehand asks for them.
    Answer budget =
        wire.send(Call.get("/rate_limit", identity.pass(worked.getFirst()), Call.Weight.ASK));
    found.add(Proof.good("GitHub: works on " + Checkup.named(worked)));
    found.add(Checkup.budget(budget));
    return found;
  }

  private List<Proof> webhook(JsonNode app) {
    List<Proof> found = new ArrayList<>();
    String page = settings.endpoint().web() + "/settings/apps/" + slug(app);
    Answer config = wire.send(Call.get("/app/hook/config", identity.appPass(), Call.Weight.ASK));
    if (!config.isGood() || Shapes.text(config.json(), "url").isEmpty()) {
      found.add(
          Proof.bad(
              "GitHub: the app has no webhook",
              "Tick Active at "
                  + page
                  + " and give the address .../webhooks/github and the secret; or hear by polling"
                  + " alone: GATEHAND_GITHUB_HEAR=polling"));
      return found;
    }
    ObjectNode hook = Api.object();
    hook.set("config", config.json());
    hook.set("events", app.path("events"));
    found.addAll(
        new HookProof(policy, settings.hearing().how())
            .of(
                "GitHub: the app's webhook goes to " + Shapes.text(config.json(), "url"),
                hook,
                page + "/permissions"));
    found.add(deliveries(page));
    return found;
  }

  private Proof deliveries(String page) {
    Answer answer =
        wire.send(
            Call.get("/app/hook/deliveries?per_page=20", identity.appPass(), Call.Weight.ASK));
    Optional<JsonNode> last =
        answer.isGood() && !answer.json().isEmpty()
            ? Optional.of(answer.json().get(0))
            : Optional.empty();
    if (last.isEmpty()) {
      return Proof.poor(
          "GitHub: it has delivered nothing yet", "Comment somewhere, then run doctor again.");
    }
    int status = last.get().path("status_code").asInt();
    String what =
        "GitHub: its last delivery (%s, %s) was answered with %d"
            .formatted(
                Shapes.text(last.get(), "event"), Shapes.text(last.get(), "delivered_at"), status);
    return status >= 200 && status < 300
        ? Proof.good(what)
        : Proof.bad(
            what + ": " + Shapes.text(last.get(), "status"),
            "Look at the deliveries at "
                + page
                + "/advanced: does the address lead here, and is the secret the same?");
  }

  private static String slug(JsonNode app) {
    return Shapes.text(app, "slug");
  }
}
