package dev.gatehand.task;

import dev.gatehand.forge.Forge;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.forge.ThreadView;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Dispatches;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskLog;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.text.Template;
import java.util.Map;
import java.util.function.Function;

/**
 * Where a scheduled job asks while it has no pull request: an issue of its own, opened only when
 * there is something to ask, used again while it is open, and closed when the run has ended.
 */
public final class JobThread {
  private static final Template ISSUE = Template.text("job-issue.md");
  private static final Template ENDED = Template.text("job-ended.md");
  private static final int RUNS_LOOKED_AT = 20;

  private final TaskStore store;
  private final Forge forge;
  private final Dispatches dispatches;
  private final Function<TaskId, String> timeline;

  public JobThread(
      TaskStore store, Forge forge, Dispatches dispatches, Function<TaskId, String> timeline) {
    this.store = store;
    this.forge = forge;
    this.dispatches = dispatches;
    this.timeline = timeline;
  }

  /** Before something is said: afterwards the task has a thread. */
  void ensure(TaskLog log) {
    if (log.history().thread().number() == 0) {
      log.append(new Event.IssueOpened(issue(log).number()));
    }
  }

  /** Says how the run ended and closes the issue: it is open only as long as somebody is asked. */
  void close(TaskLog log, String summary) {
    if (!log.history().ownIssue()) {
      return;
    }
    ThreadRef issue = log.history().thread();
    TaskRequest request = log.history().request();
    dispatches.comment(
        log.writer(),
        "job-ended:" + log.lease().task(),
        issue,
        ENDED.render(
            Map.of(
                "job", request.job(),
                "why", summary,
                "pullRequest",
                    log.history().published().map(Event.Published::pullRequest).orElse(0),
                "address", log.history().published().map(Event.Published::address).orElse(""),
                "timeline", timeline.apply(log.lease().task()))));
    dispatches.close(log.writer(), "close:" + log.lease().task(), issue);
  }

  private ThreadRef issue(TaskLog log) {
    TaskRequest request = log.history().request();
    var repository = request.repository().ref();
    return store.ofJob(repository, request.job(), RUNS_LOOKED_AT).stream()
        .map(TaskStore.TaskView::thread)
        .filter(thread -> thread.number() != 0)
        .distinct()
        .filter(this::isOurOpenIssue)
        .findFirst()
        .orElseGet(
            () ->
                dispatches.issue(
                    log.writer(),
                    "job-issue:" + log.lease().task(),
                    repository,
                    "Maintenance job " + request.job() + " needs an answer",
                    ISSUE.render(
                        Map.of(
                            "job", request.job(),
                            "title", request.title(),
                            "timeline", timeline.apply(log.lease().task())))));
  }

  private boolean isOurOpenIssue(ThreadRef ref) {
    ThreadView thread = forge.thread(ref);
    return thread.kind() == ThreadView.Kind.ISSUE
        && thread.open()
        && thread.author().is(forge.self());
  }
}
