package dev.gatehand.web;

import static dev.gatehand.web.ThreadJson.word;

import dev.gatehand.forge.Forge;
import dev.gatehand.journal.AskProgress;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.policy.Limits;
import dev.gatehand.policy.Policy;
import dev.gatehand.task.TaskStore.TaskView;
import dev.gatehand.text.Visible;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A task as JSON: what its journal adds up to. */
@Singleton
class TaskJson {
  private final Forge forge;
  private final Policy policy;
  private final InstantSource clock;

  TaskJson(Forge forge, Policy policy, InstantSource clock) {
    this.forge = forge;
    this.policy = policy;
    this.clock = clock;
  }

  Map<String, Object> line(TaskView task) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", task.id().value());
    json.put("state", word(task.state()));
    json.put("ended", task.state().ended());
    json.put("why", Visible.text(task.why()));
    json.put("kind", word(task.kind()));
    json.put("origin", word(task.origin()));
    json.put("job", task.job());
    json.put("title", Visible.text(task.title()));
    json.put("by", task.by());
    json.put("repository", task.thread().repository().toString());
    json.put("number", task.thread().number());
    json.put("address", task.thread().number() == 0 ? "" : forge.address(task.thread()));
    json.put("createdAt", task.at());
    json.put("changedAt", task.changed());
    return json;
  }

  Map<String, Object> whole(TaskView task, List<Journal.Entry> entries) {
    TaskHistory history = TaskHistory.of(entries);
    Map<String, Object> json = line(task);
    json.put("takenUp", task.epoch());
    history.prepared().ifPresent(prepared -> json.putAll(prepared(prepared)));
    json.put("used", used(history, clock.instant()));
    json.put("limits", limits(policy.limits()));
    json.put("asks", history.asks().stream().map(TaskJson::ask).toList());
    json.put("blocked", blocked(history));
    history.composed().ifPresent(composed -> json.put("branch", composed.branch()));
    history
        .published()
        .ifPresent(
            published ->
                json.put(
                    "pullRequest",
                    Map.of("number", published.pullRequest(), "address", published.address())));
    return json;
  }

  private static Map<String, Object> prepared(Event.Prepared prepared) {
    return Map.of(
        "model", prepared.model(),
        "scripted", prepared.model().startsWith("scripted"),
        "base", prepared.base().value(),
        "baseBranch", Visible.path(prepared.baseBranch()),
        "policy", prepared.policyDigest(),
        "checks", prepared.checks().stream().map(Visible::command).toList());
  }

  private static Map<String, Object> used(TaskHistory history, Instant now) {
    return Map.of(
        "turns", history.turns(),
        "seconds", history.active(now).toSeconds(),
        "tokens", history.used().tokens(),
        "dollars", history.used().dollars());
  }

  private static Map<String, Object> limits(Limits limits) {
    return Map.of(
        "turns", limits.turns(),
        "minutes", limits.minutes(),
        "tokens", limits.tokens(),
        "dollars", limits.dollars());
  }

  private static Map<String, Object> ask(AskProgress progress) {
    Event.Ask ask = progress.ask();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", ask.id().value());
    json.put("target", ask.target());
    json.put("action", Visible.command(ask.action()));
    json.put("rule", ask.reason().rule());
    json.put("state", state(progress));
    json.put("comment", progress.commentId());
    json.put("deadline", ask.deadline());
    json.put("by", progress.answeredBy().map(answer -> answer.by().login()).orElse(""));
    return json;
  }

  private static String state(AskProgress progress) {
    Optional<Event.AskClosed> closed = progress.closedBy();
    if (closed.isPresent()) {
      return word(closed.get().closing());
    }
    return progress.approved() ? "approved" : progress.denied() ? "denied" : "open";
  }

  private static long blocked(TaskHistory history) {
    return history.events().stream()
        .filter(event -> event instanceof Event.Judged judged && isNo(judged.verdict()))
        .count();
  }

  private static boolean isNo(String verdict) {
    return verdict.equals("blocked") || verdict.equals("forbidden");
  }
}
