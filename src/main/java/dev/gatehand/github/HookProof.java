package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether a webhook is set up so that Gatehand hears by it. */
final class HookProof {
  private static final List<String> EVENTS =
      List.of("issue_comment", "pull_request_review", "pull_request_review_comment");

  /**
   * What an app subscribes to: with what tells of threads that were closed, labels, assignments and
   * CIs.
   */
  private static final List<String> WANTED =
      List.of(
          "issue_comment",
          "issues",
          "pull_request",
          "pull_request_review",
          "pull_request_review_comment",
          "check_run",
          "check_suite",
          "status");

  private HookProof() {}

  static List<String> wanted() {
    return WANTED;
  }

  /**
   * {@code hook}: as the API shows it, with {@code events}, {@code config}, {@code last_response}.
   */
  static Proof of(String where, JsonNode hook, String page) {
    List<String> wrong = new ArrayList<>();
    Set<String> events = new HashSet<>();
    hook.path("events").forEach(event -> events.add(event.asText()));
    List<String> missing =
        events.contains("*")
            ? List.of()
            : EVENTS.stream().filter(event -> !events.contains(event)).toList();
    if (!missing.isEmpty()) {
      wrong.add("it does not tell of " + String.join(", ", missing));
    }
    wrong.addAll(config(hook.path("config")));
    int last = hook.path("last_response").path("code").asInt();
    if (last >= 400) {
      wrong.add("its last delivery was answered with " + last);
    }
    return wrong.isEmpty()
        ? Proof.good("GitHub: " + where + ": the webhook is set up")
        : Proof.bad(
            "GitHub: " + where + ": the webhook: " + String.join("; ", wrong),
            "Mend it at " + page);
  }

  static List<String> config(JsonNode config) {
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

  static List<String> missingEvents(Set<String> events) {
    return EVENTS.stream().filter(event -> !events.contains(event)).toList();
  }
}
