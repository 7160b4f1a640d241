package dev.gatehand.publish;

import dev.gatehand.forge.ThreadRef;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.text.Template;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The text of a pull request: what changed and why, what was checked, what was stopped, who said
 * yes.
 */
final class PullRequestText {
  private static final Template BODY = Template.text("pull-request.md");

  private PullRequestText() {}

  static String body(
      Publication work, Event.Prepared base, Event.Composed composed, String audit, Instant now) {
    TaskHistory history = work.log().history();
    TaskRequest request = history.request();
    var changes =
        work.checkout().changes(base.base(), history.tree().orElseThrow(), LastLook.FILE_BYTES);
    return BODY.render(
        Map.ofEntries(
            Map.entry("summary", history.finished().map(Event.Finished::summary).orElse("")),
            Map.entry("complete", work.complete()),
            Map.entry("checks", checks(history)),
            Map.entry(
                "touched",
                CheckFiles.touched(base.checks(), changes).stream()
                    .map(change -> change.path().value())
                    .toList()),
            Map.entry("restored", restored(history)),
            Map.entry("gate", GateRecord.rows(history)),
            Map.entry("fixes", work.complete() ? fixes(request) : ""),
            Map.entry("job", request.job()),
            Map.entry(
                "requester",
                request.origin() == TaskRequest.Origin.SCHEDULE ? "" : request.by().login()),
            Map.entry("task", work.log().lease().task().value()),
            Map.entry("model", base.model()),
            Map.entry("scripted", base.model().equals("scripted")),
            Map.entry("turns", history.turns()),
            Map.entry(
                "dollars",
                history.used().dollars().setScale(2, RoundingMode.HALF_UP).toPlainString()),
            Map.entry("policy", base.policyDigest().substring(0, 12)),
            Map.entry("audit", audit),
            Map.entry("seconds", history.active(now).toSeconds()),
            Map.entry("commits", composed.commits().size())));
  }

  static List<Map<String, Object>> checks(TaskHistory history) {
    return history.checked().stream()
        .flatMap(checked -> checked.runs().stream())
        .map(
            run ->
                Map.<String, Object>of(
                    "command", run.command(), "passed", run.exit() == 0, "exit", run.exit()))
        .toList();
  }

  static List<Map<String, Object>> restored(TaskHistory history) {
    return history.restored().stream()
        .map(event -> Map.<String, Object>of("path", event.path(), "why", event.why()))
        .toList();
  }

  private static String fixes(TaskRequest request) {
    ThreadRef thread = request.thread();
    return request.kind() == TaskRequest.Kind.FIX ? "#" + thread.number() : "";
  }
}
