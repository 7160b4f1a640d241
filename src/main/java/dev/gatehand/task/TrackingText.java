package dev.gatehand.task;

import dev.gatehand.forge.RepositoryPolicies;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.AskProgress;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskLog;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.journal.TaskState;
import dev.gatehand.policy.Policy;
import dev.gatehand.publish.GateRecord;
import dev.gatehand.text.Template;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The tracking comment of a task, derived from its journal alone. */
final class TrackingText {
  private static final Template WORKING = Template.text("tracking-working.md");
  private static final Template PARKED = Template.text("tracking-parked.md");
  private static final Template DELAYED = Template.text("tracking-delayed.md");
  private static final Template ENDED = Template.text("tracking-ended.md");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  private final RepositoryPolicies policies;
  private final Function<TaskId, String> timeline;
  private final InstantSource clock;

  TrackingText(
      RepositoryPolicies policies, Function<TaskId, String> timeline, InstantSource clock) {
    this.policies = policies;
    this.timeline = timeline;
    this.clock = clock;
  }

  String working(TaskLog log) {
    return WORKING.render(common(log));
  }

  String parks(TaskLog log, String why) {
    Map<String, Object> values = common(log);
    List<String> asks =
        log.history().asks().stream()
            .filter(AskProgress::open)
            .map(ask -> ask.ask().id().value())
            .toList();
    values.put("asks", asks);
    values.put("why", why);
    values.put("since", TIME.format(log.history().latest().orElse(clock.instant())));
    return PARKED.render(values);
  }

  String delayed(TaskLog log, Event.Parked delay) {
    Instant since = Instant.ofEpochMilli(delay.since());
    Map<String, Object> values = common(log);
    values.put("what", waitedFor(delay.cause()));
    values.put("tries", delay.tries());
    values.put("time", span(Duration.between(since, clock.instant())));
    values.put("next", TIME.format(Instant.ofEpochMilli(delay.next())));
    values.put("why", delay.why());
    return DELAYED.render(values);
  }

  private static String waitedFor(Event.Parked.Cause cause) {
    return switch (cause) {
      case MODEL -> "The model does not answer";
      case GATE -> "The second opinion does not answer";
      case FORGE -> "The forge does not answer";
      case WORKSPACE -> "The workspace cannot be used";
      case POLICY -> "The repository's own policy cannot be used";
      case PERSON -> "It does not go on";
    };
  }

  String ended(TaskLog log, TaskState state, String summary) {
    TaskHistory history = log.history();
    Map<String, Object> values = common(log);
    values.put("begun", history.prepared().isPresent());
    values.put("done", state == TaskState.DONE);
    values.put("stopped", state == TaskState.STOPPED);
    values.put("why", summary);
    values.put("limit", history.finished().flatMap(Event.Finished::limit).orElse(""));
    values.put("pullRequest", history.published().map(Event.Published::pullRequest).orElse(0));
    values.put("address", history.published().map(Event.Published::address).orElse(""));
    values.put("branch", history.published().map(Event.Published::branch).orElse(""));
    values.put("draft", policy(history).publishing().draft() && isNew(history));
    values.put("checks", checks(history));
    values.put("approvals", approvals(history));
    values.put(
        "kept", history.tree().isPresent() && history.published().isEmpty() && changed(history));
    return ENDED.render(values);
  }

  /** One that stood before is whatever people made of it. */
  private static boolean isNew(TaskHistory history) {
    return history
        .published()
        .filter(it -> it.pullRequest() != history.thread().number())
        .isPresent();
  }

  private Policy policy(TaskHistory history) {
    return policies.orOperators(history.request().repository().ref());
  }

  private Map<String, Object> common(TaskLog log) {
    TaskHistory history = log.history();
    String model = history.prepared().map(Event.Prepared::model).orElse("");
    Map<String, Object> values = new HashMap<>();
    values.put("by", history.request().by().login());
    values.put(
        "ci",
        history.request().failures().stream()
            .map(TaskRequest.Failure::check)
            .collect(Collectors.joining(", ")));
    values.put("turns", history.turns());
    values.put("time", span(history.active(clock.instant())));
    values.put(
        "dollars", history.used().dollars().setScale(2, RoundingMode.HALF_UP).toPlainString());
    values.put("limit", policy(history).limits().dollars().toPlainString());
    values.put("timeline", timeline.apply(log.lease().task()));
    values.put("model", model);
    values.put("scripted", model.equals("scripted"));
    values.put("steps", Steps.of(history.events()));
    values.put("blocked", GateRecord.blocked(history));
    values.put("gate", GateRecord.rows(history));
    return values;
  }

  private static List<Map<String, Object>> checks(TaskHistory history) {
    return history.checked().stream()
        .flatMap(checked -> checked.runs().stream())
        .map(
            run ->
                Map.<String, Object>of(
                    "command", run.command(), "passed", run.exit() == 0, "exit", run.exit()))
        .toList();
  }

  private static String approvals(TaskHistory history) {
    return history.asks().stream()
        .filter(AskProgress::approved)
        .map(ask -> ask.answeredBy().orElseThrow().by().login())
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static boolean changed(TaskHistory history) {
    return history
        .prepared()
        .filter(base -> !history.tree().orElse(base.tree()).equals(base.tree()))
        .isPresent();
  }

  static String span(Duration time) {
    long seconds = time.toSeconds();
    return seconds < 60
        ? seconds + " s"
        : seconds / 60 + " min" + (seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
  }

  static String clockTime(Instant at) {
    return TIME.format(at);
  }
}
