package dev.gatehand.task;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.PullRequest;
import dev.gatehand.forge.Repository;
import dev.gatehand.forge.RepositoryPolicies;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.forge.ThreadView;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Inbox;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.journal.TaskRequest.Kind;
import dev.gatehand.journal.TaskRequest.Origin;
import dev.gatehand.journal.TaskState;
import dev.gatehand.policy.Job;
import dev.gatehand.policy.Mode;
import dev.gatehand.task.TaskStore.TaskView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens tasks from commands. What the thread says at this moment is what counts, for ever. */
public final class Opening {
  private static final Pattern OURS = Pattern.compile("gatehand/([0-9]{1,9})-.*");

  private final TaskStore store;
  private final Inbox inbox;
  private final Journal journal;
  private final TaskQueue queue;
  private final Forge forge;
  private final RepositoryPolicies policies;
  private final JobOpening jobs;
  private final Replies replies;
  private final LineReports reports;

  public Opening(
      TaskStore store,
      Inbox inbox,
      Journal journal,
      TaskQueue queue,
      Forge forge,
      RepositoryPolicies policies,
      JobOpening jobs,
      Replies replies,
      LineReports reports) {
    this.store = store;
    this.inbox = inbox;
    this.journal = journal;
    this.queue = queue;
    this.forge = forge;
    this.policies = policies;
    this.jobs = jobs;
    this.replies = replies;
    this.reports = reports;
  }

  /**
   * After a plan, the work that it planned: the plan goes with it. Where the policy's mode is plan,
   * the first that is made is a plan.
   */
  void fix(ThreadView thread, Comment comment, String words, Optional<Mode> mode) {
    String plan =
        store
            .latestOn(thread.ref())
            .filter(last -> last.state() == TaskState.DONE)
            .filter(last -> request(last.id()).kind() == Kind.PLAN)
            .map(last -> last.id().value())
            .orElse("");
    boolean plansFirst =
        plan.isEmpty()
            && policies.orOperators(thread.ref().repository()).effectiveMode() == Mode.PLAN;
    Kind kind = plansFirst ? Kind.PLAN : Kind.FIX;
    open(thread, comment, kind, words, plan, mode.map(Mode::name).orElse(""));
  }

  void plan(ThreadView thread, Comment comment, String words) {
    open(thread, comment, Kind.PLAN, words, "", "");
  }

  void question(ThreadView thread, Comment comment, String words) {
    open(thread, comment, Kind.QUESTION, words, "", "");
  }

  void maintenance(ThreadView thread, Comment comment, String name) {
    Optional<Job> job =
        policies.operator().maintenance().stream()
            .filter(
                each ->
                    each.name().equals(name) && each.isFor(thread.ref().repository().toString()))
            .findFirst();
    if (job.isEmpty()) {
      replies.noSuchJob(comment, name);
      return;
    }
    switch (jobs.asked(
        job.get(), thread.ref(), comment.ref().id(), comment.author(), comment.at())) {
      case JobOpening.Begun.Opened _ -> reports.tell();
      case JobOpening.Begun.Busy(TaskView with) when with.job().equals(name) ->
          replies.jobBusy(comment, with);
      case JobOpening.Begun.Busy _ -> replies.lineFull(comment);
    }
  }

  /** Direction for a task that has not ended; else a new task from where the last one stands. */
  void goOn(ThreadView thread, Comment comment, String words) {
    Optional<TaskView> known = store.latestOn(thread.ref()).filter(task -> knows(task, comment));
    if (known.isPresent()) {
      // Told twice of the same comment: it opened this task, or gave it direction.
      queue.submit(known.get().id());
      return;
    }
    Optional<TaskView> active = store.activeOn(thread.ref());
    if (active.isPresent()) {
      inbox.put(
          active.get().id(), new Inbox.Message.Steered(comment.author(), comment.ref(), words));
      queue.submit(active.get().id());
      return;
    }
    Optional<TaskView> last = store.latestOn(thread.ref()).or(() -> publisherOf(thread));
    if (last.isEmpty()) {
      replies.nothingToContinue(comment);
      return;
    }
    open(
        thread, comment, Kind.FIX, words, last.get().id().value(), request(last.get().id()).mode());
  }

  private boolean knows(TaskView task, Comment comment) {
    return inbox.knows(task.id(), comment.ref())
        || request(task.id()).commentId() == comment.ref().id();
  }

  /** The task that opened this pull request; its branch says on which thread it was asked for. */
  private Optional<TaskView> publisherOf(ThreadView thread) {
    return pullRequest(thread)
        .map(PullRequest::headBranch)
        .map(OURS::matcher)
        .filter(Matcher::matches)
        .flatMap(
            branch ->
                store.latestOn(
                    new ThreadRef(thread.ref().repository(), Integer.parseInt(branch.group(1)))))
        .filter(
            task ->
                history(task.id())
                    .published()
                    .filter(it -> it.pullRequest() == thread.ref().number())
                    .isPresent());
  }

  /** The last task of the thread once more, from the beginning. */
  void retry(ThreadView thread, Comment comment) {
    Optional<TaskRequest> last = store.latestOn(thread.ref()).map(view -> request(view.id()));
    if (last.isEmpty()) {
      replies.nothingToContinue(comment);
      return;
    }
    if (last.get().kind() == Kind.MAINTENANCE) {
      maintenance(thread, comment, last.get().job());
      return;
    }
    open(thread, comment, last.get().kind(), last.get().words(), "", last.get().mode());
  }

  private void open(
      ThreadView thread, Comment comment, Kind kind, String words, String continues, String mode) {
    Repository repository = forge.repository(thread.ref().repository());
    Optional<PullRequest> pullRequest = pullRequest(thread).or(() -> openWork(thread, continues));
    boolean fork =
        pullRequest.filter(pr -> !pr.headRepository().equals(repository.ref())).isPresent();
    TaskRequest request =
        new TaskRequest(
            Origin.COMMENT,
            kind,
            repository,
            thread.ref(),
            comment.ref().id(),
            comment.author(),
            words,
            "",
            continues,
            thread.title(),
            thread.body(),
            thread.author(),
            said(thread, comment),
            pullRequest.map(PullRequest::headBranch).orElse(repository.defaultBranch()),
            pullRequest.map(pr -> pr.head().value()).orElse(""),
            fork,
            participants(thread, comment, pullRequest),
            comment.at(),
            mode);
    TaskId task = TaskIds.next();
    if (!store.open(task, request)) {
      refused(comment, request);
    } else if (store.waitingOn(thread.ref()).contains(task)) {
      reports.tell();
    } else {
      queue.submit(task);
    }
  }

  /** Either this very comment opened a task before (told twice), or the thread's line is full. */
  private void refused(Comment comment, TaskRequest request) {
    Optional<TaskView> opened = store.openedBy(request);
    if (opened.isPresent()) {
      queue.submit(opened.get().id());
    } else {
      replies.lineFull(comment);
    }
  }

  private Optional<PullRequest> pullRequest(ThreadView thread) {
    return switch (thread.kind()) {
      case ISSUE -> Optional.empty();
      case PULL_REQUEST -> Optional.of(forge.pullRequest(thread.ref()));
    };
  }

  /** The open pull request of the task that is gone on with: more work belongs there. */
  private Optional<PullRequest> openWork(ThreadView thread, String continues) {
    return Optional.of(continues)
        .filter(id -> !id.isEmpty())
        .flatMap(id -> history(new TaskId(id)).published())
        .map(it -> new ThreadRef(thread.ref().repository(), it.pullRequest()))
        .map(forge::pullRequest)
        .filter(pullRequest -> pullRequest.state() == PullRequest.State.OPEN);
  }

  /** What was said before the command. Our own comments are not news to us. */
  private List<TaskRequest.Said> said(ThreadView thread, Comment command) {
    return thread.comments().stream()
        .filter(comment -> isBefore(comment, command))
        .filter(comment -> !replies.areOurs(comment))
        .map(comment -> new TaskRequest.Said(comment.author(), comment.body(), comment.at()))
        .toList();
  }

  /** Ids of different kinds of comments are not in the order of time. */
  private static boolean isBefore(Comment comment, Comment command) {
    return comment.at().isBefore(command.at())
        || (comment.at().equals(command.at()) && comment.ref().id() < command.ref().id());
  }

  private static List<Long> participants(
      ThreadView thread, Comment comment, Optional<PullRequest> pullRequest) {
    List<Long> ids = new ArrayList<>();
    ids.add(comment.author().id());
    ids.add(thread.author().id());
    pullRequest.map(PullRequest::author).map(Account::id).ifPresent(ids::add);
    return ids.stream().distinct().toList();
  }

  private TaskRequest request(TaskId task) {
    return history(task).request();
  }

  private TaskHistory history(TaskId task) {
    return TaskHistory.of(journal.read(task, 0));
  }
}
