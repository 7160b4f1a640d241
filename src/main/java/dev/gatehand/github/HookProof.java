package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.github.GitHubSettings.Hearing;
import dev.gatehand.policy.Policy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a webhook is set up so that Gatehand hears by it.
 *
 * @param policy decides which events are needed
 * @param how whether it also looks by itself
 */
record HookProof(Policy policy, Hearing.How how) {
  /**
   * @param what names the webhook
   * @param hook as the API shows it, with {@code events}, {@code config} and, of a repository's,
   *     {@code last_response}
   * @param page where it is mended
   */
  List<Proof> of(String what, JsonNode hook, String page) {
    List<String> wrong = new ArrayList<>();
    Set<String> events = new HashSet<>();
    hook.path("events").forEach(event -> events.add(event.asText()));
    List<String> lacking = HookEvents.lacking(events, policy, how);
    if (!lacking.isEmpty()) {
      wrong.add("it does not tell of " + String.join(", ", lacking));
    }
    wrong.addAll(config(hook.path("config")));
    int last = hook.path("last_response").path("code").asInt();
    if (last >= 400) {
      wrong.add("its last delivery was answered with " + last);
    }
    List<Proof> found = new ArrayList<>();
    found.add(
        wrong.isEmpty()
            ? Proof.good(what)
            : Proof.bad(what + ", but " + String.join("; ", wrong), "Mend it at " + page));
    List<String> wanting = HookEvents.wanting(events, policy, how);
    if (!wanting.isEmpty()) {
      found.add(
          Proof.poor(
              "GitHub: the webhook does not tell of "
                  + String.join(", ", wanting)
                  + ", so Gatehand learns late, or never, that a thread was closed or a CI failed",
              "Tick the missing events at " + page));
    }
    return found;
  }

  private static List<String> config(JsonNode config) {
    List<String> wrong = new ArrayList<>();
    if (!Shapes.text(config, "content_type").equals("json")) {
      wrong.add("its content type is not application/json");
    }
    if (config.path("insecure_ssl").asText().equals("1")) {
      wrong.add("it does not look at certificates");
    }
    if (Shapes.text(config, "secret").isEmpty()) {
      wrong.add("it has no secret");
    }
    return wrong;
  }
}
