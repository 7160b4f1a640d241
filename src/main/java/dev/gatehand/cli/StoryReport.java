package dev.gatehand.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a played story came to, for a person or as one JSON object. */
final class StoryReport {
  private final List<Map<String, Object>> blocked = new ArrayList<>();
  private final Map<String, Map<String, Object>> asks = new LinkedHashMap<>();
  private final Map<String, String> targets = new LinkedHashMap<>();
  private final List<String> commits = new ArrayList<>();
  private List<Map<String, Object>> checks = List.of();
  private String error = "";
  private String model = "";
  private String branch = "";
  private String head = "";
  private Optional<JobsReport> maintenance = Optional.empty();
  private int pullRequest;
  private double seconds;

  void take(JsonNode event) {
    switch (event.path("type").asText()) {
      case "Prepared" -> model = event.path("model").asText();
      case "Judged" -> judged(event);
      case "Asked" -> asked(event);
      case "Answered" -> answered(event);
      case "Checked" -> checked(event);
      case "Composed" -> {
        branch = event.path("branch").asText();
        commits.clear();
        event.path("commits").forEach(commit -> commits.add(commit.asText()));
      }
      default -> {}
    }
  }

  String targetOf(String ask) {
    return targets.getOrDefault(ask, "");
  }

  void task(JsonNode task) {
    pullRequest = task.path("pullRequest").path("number").asInt();
  }

  void pullRequest(JsonNode thread) {
    head = thread.path("pullRequest").path("head").asText();
    if (!thread.path("state").asText().equals("open")) {
      error("pull request #" + pullRequest + " is not open");
    } else if (commits.isEmpty() || !commits.getLast().equals(head)) {
      error("the head of pull request #" + pullRequest + " is not the commit that was examined");
    } else if (checks.isEmpty()) {
      error("no check ran");
    } else if (checks.stream().anyMatch(check -> !Integer.valueOf(0).equals(check.get("exit")))) {
      error("a check of the branch fails");
    }
  }

  void error(String sentence) {
    if (error.isEmpty()) {
      error = sentence;
    }
  }

  int pullRequest() {
    return pullRequest;
  }

  void maintenance(JobsReport jobs) {
    maintenance = Optional.of(jobs);
    jobs.complaint().ifPresent(this::error);
  }

  void seconds(Duration duration) {
    seconds = duration.toMillis() / 1000.0;
  }

  boolean ok() {
    return error.isEmpty();
  }

  String json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ok", ok());
    if (!ok()) {
      json.put("error", error);
    }
    json.put("model", model);
    json.put("issue", 1);
    if (pullRequest != 0) {
      json.put("pullRequest", pullRequest);
    }
    json.put("branch", branch);
    json.put("commits", commits);
    json.put("blocked", blocked);
    json.put("asks", List.copyOf(asks.values()));
    json.put("checks", checks);
    maintenance.ifPresent(jobs -> json.put("maintenance", jobs.rounds()));
    json.put("seconds", seconds);
    try {
      return new ObjectMapper().writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain values are always JSON", e);
    }
  }

  List<String> lines() {
    if (!ok()) {
      return List.of("", "The story did not end well: " + error + ".");
    }
    String fix =
        "pull request #%d from %s at %s %s, and its check passes. Model: %s."
            .formatted(
                pullRequest,
                branch,
                head.substring(0, 7),
                maintenance.isEmpty() ? "is open" : "was merged",
                model);
    List<String> lines = new ArrayList<>(List.of("", "Done in %.1f s: %s".formatted(seconds, fix)));
    maintenance.ifPresent(jobs -> lines.addAll(jobs.lines()));
    return lines;
  }

  private void judged(JsonNode event) {
    String verdict = event.path("verdict").asText();
    if (verdict.equals("blocked") || verdict.equals("forbidden")) {
      blocked.add(
          Map.of(
              "action", event.path("action").asText(),
              "rule", event.path("rule").asText(),
              "reason", event.path("because").asText()));
    }
  }

  private void asked(JsonNode event) {
    String id = event.path("ask").asText();
    targets.put(id, event.path("target").asText());
    Map<String, Object> ask = new LinkedHashMap<>();
    ask.put("id", id);
    ask.put("action", event.path("action").asText() + " " + event.path("target").asText());
    ask.put("answer", "open");
    asks.put(id, ask);
  }

  private void answered(JsonNode event) {
    Map<String, Object> ask = asks.get(event.path("ask").asText());
    if (ask != null) {
      ask.put("answer", event.path("approved").asBoolean() ? "approved" : "denied");
      ask.put("by", event.path("by").asText());
    }
  }

  private void checked(JsonNode event) {
    List<Map<String, Object>> runs = new ArrayList<>();
    for (JsonNode run : event.path("runs")) {
      runs.add(Map.of("command", run.path("command").asText(), "exit", run.path("exit").asInt()));
    }
    checks = List.copyOf(runs);
  }
}
