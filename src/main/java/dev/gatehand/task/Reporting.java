package dev.gatehand.task;

import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.Reaction;
import dev.gatehand.forge.RepositoryPolicies;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Dispatches;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskLog;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.journal.TaskState;
import dev.gatehand.text.Markdown;
import dev.gatehand.text.Template;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Tells people on the thread how their task goes: one comment per task, edited, and few others. A
 * task that nobody asked for on a thread (the schedule's) has its page, and speaks only to ask.
 */
public final class Reporting {
  private static final Template DIRECTION = Template.text("direction-needed.md");
  private static final Template ANSWER = Template.text("answer.md");

  /** People watch, but a forge limits how often we may write. */
  private static final Duration BETWEEN_EDITS = Duration.ofSeconds(5);

  private final Dispatches dispatches;
  private final Forge forge;
  private final TrackingText text;
  private final InstantSource clock;
  private final Map<TaskId, Instant> lastEdit = new ConcurrentHashMap<>();

  public Reporting(
      Dispatches dispatches,
      Forge forge,
      RepositoryPolicies policies,
      Function<TaskId, String> timeline,
      InstantSource clock) {
    this.dispatches = dispatches;
    this.forge = forge;
    this.text = new TrackingText(policies, timeline, clock);
    this.clock = clock;
  }

  /** After each event of a running task. */
  void progress(TaskLog log, Event event) {
    boolean worthTelling =
        event instanceof Event.Prepared
            || event instanceof Event.Performed
            || event instanceof Event.Replied
            || event instanceof Event.Finished
            || event instanceof Event.Checked;
    TaskId task = log.lease().task();
    Instant now = clock.instant();
    Instant last = lastEdit.getOrDefault(task, Instant.MIN);
    if (worthTelling && wasAsked(log) && Duration.between(last, now).compareTo(BETWEEN_EDITS) > 0) {
      edit(log, text.working(log));
    }
    if (event instanceof Event.Prepared) {
      begun(log);
    }
  }

  private static boolean wasAsked(TaskLog log) {
    return log.history().request().origin().isOnThread();
  }

  /** The receipt of the command, once its work stands. */
  void begun(TaskLog log) {
    if (log.history().prepared().isPresent()) {
      receipt(log, Reaction.ROCKET);
    }
  }

  /** Only a comment can have one. */
  private void receipt(TaskLog log, Reaction reaction) {
    TaskRequest request = log.history().request();
    if (request.origin() == TaskRequest.Origin.COMMENT) {
      var asked = new CommentRef(request.thread(), request.commentId());
      dispatches.react(log.writer(), asked, reaction);
    }
  }

  void parks(TaskLog log, String why) {
    if (wasAsked(log)) {
      edit(log, text.parks(log, why));
    }
  }

  /** A first try in vain is nothing that people need to know; from the second on they are told. */
  void delayed(TaskLog log, Event.Parked delay) {
    if (delay.tries() > 1) {
      edit(log, text.delayed(log, delay));
    }
  }

  void ended(TaskLog log, TaskState state, String summary) {
    lastEdit.remove(log.lease().task());
    if (!wasAsked(log)) {
      return;
    }
    edit(log, text.ended(log, state, summary));
    if (state == TaskState.DONE) {
      receipt(log, Reaction.THUMBS_UP);
    }
  }

  void askDirection(TaskLog log, String why) {
    String key = "direction:" + log.lease().task() + ":" + log.history().turns();
    String line = Markdown.fence("/agent continue what to do instead", "");
    dispatches.comment(
        log.writer(), key, thread(log), DIRECTION.render(Map.of("why", why, "line", line)));
  }

  void answer(TaskLog log) {
    TaskId task = log.lease().task();
    dispatches.comment(log.writer(), answerKey(task), thread(log), answerText(task, log.history()));
  }

  /** Under which the answer of a task, or its plan, is posted. */
  static String answerKey(TaskId task) {
    return "answer:" + task;
  }

  /** What a task that changes nothing says at its end; a plan with the line that approves it. */
  static String answerText(TaskId task, TaskHistory history) {
    String summary = history.finished().map(Event.Finished::summary).orElse("");
    boolean complete = history.finished().filter(Event.Finished::complete).isPresent();
    boolean plan = history.request().kind() == TaskRequest.Kind.PLAN;
    String line = Plans.line(Plans.idOf(task, summary));
    return ANSWER.render(
        Map.of(
            "summary",
            summary,
            "by",
            history.request().by().login(),
            "plan",
            plan,
            "approve",
            plan && complete ? Markdown.fence(line, "") : "",
            "model",
            model(history),
            "scripted",
            model(history).equals("scripted")));
  }

  private void edit(TaskLog log, String body) {
    String key = "tracking:" + log.lease().task();
    CommentRef comment = dispatches.comment(log.writer(), key, thread(log), body);
    dispatches.edit(log.writer(), key, comment, body);
    lastEdit.put(log.lease().task(), clock.instant());
  }

  private ThreadRef thread(TaskLog log) {
    return log.history().thread();
  }

  private static String model(TaskHistory history) {
    return history.prepared().map(Event.Prepared::model).orElse("unknown");
  }

  /** Where people read a thread. */
  String address(ThreadRef thread) {
    return forge.address(thread);
  }
}
