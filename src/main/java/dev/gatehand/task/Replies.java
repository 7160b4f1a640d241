package dev.gatehand.task;

import dev.gatehand.command.Heard;
import dev.gatehand.escalation.ReplyText;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.Reaction;
import dev.gatehand.forge.RepositoryPolicies;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.AskId;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Dispatches;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.Outbox;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskState;
import dev.gatehand.policy.Complaint;
import dev.gatehand.policy.Mode;
import dev.gatehand.policy.People;
import dev.gatehand.policy.PolicyInvalid;
import dev.gatehand.policy.Tightening;
import dev.gatehand.publish.GateRecord;
import dev.gatehand.task.TaskStore.TaskView;
import dev.gatehand.text.Markdown;
import dev.gatehand.text.Template;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Answers to comments that need no task: one for each comment, however often it is heard of. */
public final class Replies {
  /** How many mistakes of a policy are told at once. */
  private static final int COMPLAINTS = 10;

  /** So many answers to one author in an hour. */
  private static final int MOST_NOES = 3;

  private static final Outbox.Writer SERVICE = new Outbox.Writer.Service();

  private final Dispatches dispatches;
  private final TaskStore store;
  private final Line line;
  private final Journal journal;
  private final RepositoryPolicies policies;
  private final Function<TaskId, String> timeline;

  public Replies(
      Dispatches dispatches,
      TaskStore store,
      Line line,
      Journal journal,
      RepositoryPolicies policies,
      Function<TaskId, String> timeline) {
    this.dispatches = dispatches;
    this.store = store;
    this.line = line;
    this.journal = journal;
    this.policies = policies;
    this.timeline = timeline;
  }

  boolean areOurs(Comment comment) {
    return dispatches.isOurs(comment);
  }

  /**
   * Whether somebody without a say here was told no often enough in this hour. Some answers are due
   * to a person; a crowd that is answered each time would use up what the forge lets us write.
   */
  boolean hasToldNo(Comment comment) {
    return dispatches.said(noes(comment)) >= MOST_NOES;
  }

  private static String noes(Comment comment) {
    return "no:%s:%d:%d:"
        .formatted(
            comment.ref().thread().repository(),
            comment.author().id(),
            comment.at().truncatedTo(ChronoUnit.HOURS).getEpochSecond());
  }

  /** Where a label is the request, nothing is there that could have a reaction. */
  void react(Comment comment, Reaction reaction) {
    if (comment.ref().kind() == CommentRef.Kind.COMMENT) {
      dispatches.react(SERVICE, comment.ref(), reaction);
    }
  }

  void notUnderstood(Comment comment, Heard.NotUnderstood no) {
    Map<String, Object> values = new HashMap<>();
    values.put("word", no.word());
    values.put("why", no.why());
    values.put("suggestion", no.suggestion());
    say(comment, "not-understood.md", values);
  }

  void edited(Comment comment) {
    say(comment, "edited.md", Map.of());
  }

  void notAllowed(Comment comment, String why) {
    Map<String, String> values = Map.of("by", comment.author().login(), "why", why);
    String text = Template.text("not-allowed.md").render(values);
    post(comment, noes(comment) + comment.ref().id(), text);
  }

  void doesNotCount(Comment comment, AskId ask, String why) {
    react(comment, Reaction.CONFUSED);
    reply(comment, ReplyText.answerDoesNotCount(ask, why));
  }

  void askIsOver(Comment comment, AskId ask, String why) {
    react(comment, Reaction.CONFUSED);
    reply(comment, ReplyText.askIsOver(ask, why));
  }

  void wrongTarget(Comment comment, AskId ask, String line) {
    react(comment, Reaction.CONFUSED);
    Map<String, Object> values = Map.of("id", ask.value(), "line", Markdown.fence(line, ""));
    say(comment, "wrong-target.md", values);
  }

  void lineFull(Comment comment) {
    int waiting = store.waitingOn(comment.ref().thread()).size();
    say(comment, "line-full.md", Map.of("waiting", waiting));
  }

  void policyUnusable(Comment comment, PolicyInvalid wrong) {
    List<String> lines =
        wrong.complaints().stream().limit(COMPLAINTS).map(Complaint::toString).toList();
    String listed = Markdown.fence(String.join("\n", lines), "");
    say(comment, "policy-unusable.md", Map.of("file", Tightening.FILE, "lines", listed));
  }

  /** A person wanted a task less careful than it is. */
  void modeKept(Comment comment, Mode asked, Mode kept) {
    Map<String, Object> values = new HashMap<>();
    values.put("asked", asked.word());
    values.put("kept", kept.word());
    values.put("planned", kept == Mode.PLAN);
    say(comment, "mode-kept.md", values);
  }

  void nothingToStop(Comment comment) {
    say(comment, "nothing-to-stop.md", Map.of());
  }

  void nothingToContinue(Comment comment) {
    say(comment, "nothing-to-continue.md", Map.of());
  }

  void noSuchJob(Comment comment, String job) {
    String repository = comment.ref().thread().repository().toString();
    List<String> jobs =
        policies.operator().maintenance().stream()
            .filter(each -> each.isFor(repository))
            .map(each -> each.name())
            .toList();
    String line =
        jobs.isEmpty() ? "" : Markdown.fence("/agent maintenance run " + jobs.getFirst(), "");
    say(comment, "no-such-job.md", Map.of("job", job, "jobs", jobs, "line", line));
  }

  void jobBusy(Comment comment, TaskView with) {
    say(
        comment,
        "job-busy.md",
        Map.of(
            "job", with.job(),
            "state", with.state().name().toLowerCase(Locale.ROOT),
            "timeline", timeline.apply(with.id())));
  }

  void status(Comment comment) {
    Optional<TaskView> task = current(comment);
    Map<String, Object> values = new HashMap<>();
    values.put("known", task.isPresent());
    values.put("state", task.map(t -> t.state().name().toLowerCase(Locale.ROOT)).orElse(""));
    values.put("why", task.map(this::why).orElse(""));
    values.put("waiting", store.waitingOn(comment.ref().thread()).size());
    values.put("by", task.map(TaskView::by).orElse(""));
    values.put("timeline", task.map(t -> timeline.apply(t.id())).orElse(""));
    values.put(
        "asks",
        task.map(t -> store.openAsks(t.id())).orElse(List.of()).stream()
            .map(
                ask ->
                    Map.<String, Object>of(
                        "id", ask.ask().id().value(),
                        "title", ask.ask().action(),
                        "target", ask.ask().target()))
            .toList());
    say(comment, "status.md", values);
  }

  void explain(Comment comment) {
    Optional<TaskView> task = current(comment);
    List<Map<String, Object>> rows =
        task.map(t -> GateRecord.explained(TaskHistory.of(journal.read(t.id(), 0))))
            .orElse(List.of());
    say(comment, "explain.md", Map.of("known", task.isPresent(), "rows", rows));
  }

  void help(Comment comment) {
    People people = policies.orOperators(comment.ref().thread().repository()).people();
    Map<String, Object> values = new HashMap<>();
    values.put("command", people.command().name().toLowerCase(Locale.ROOT));
    values.put("approve", people.approve().name().toLowerCase(Locale.ROOT));
    values.put("secondPerson", people.secondPerson());
    values.put(
        "asks",
        current(comment).map(t -> store.openAsks(t.id())).orElse(List.of()).stream()
            .map(ask -> ask.ask().id().value())
            .toList());
    say(comment, "help.md", values);
  }

  /** The task that people speak of: the one at work, not one that waits behind it. */
  private Optional<TaskView> current(Comment comment) {
    ThreadRef thread = comment.ref().thread();
    return store.activeOn(thread).or(() -> store.latestOn(thread));
  }

  private String why(TaskView task) {
    return task.state() == TaskState.QUEUED
        ? line.placeOf(task.id()).map(Line.Place::words).orElse("")
        : task.why();
  }

  private void say(Comment comment, String template, Map<String, ?> values) {
    reply(comment, Template.text(template).render(values));
  }

  private void reply(Comment comment, String body) {
    post(comment, "reply:" + comment.ref().thread() + ":" + comment.ref().id(), body);
  }

  private void post(Comment comment, String key, String body) {
    if (comment.ref().kind() == CommentRef.Kind.COMMENT) {
      dispatches.reply(SERVICE, key, comment.ref(), body);
    } else {
      dispatches.comment(SERVICE, key, comment.ref().thread(), body);
    }
  }
}
