package dev.gatehand.task;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.PullRequest;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.Repository;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.journal.TaskRequest.Kind;
import dev.gatehand.journal.TaskRequest.Origin;
import dev.gatehand.policy.Job;
import dev.gatehand.publish.BranchName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Opens the tasks of maintenance jobs: always on the default branch, one of a job at a time. */
public final class JobOpening {
  private final TaskStore store;
  private final TaskQueue queue;
  private final Forge forge;

  public JobOpening(TaskStore store, TaskQueue queue, Forge forge) {
    this.store = store;
    this.queue = queue;
    this.forge = forge;
  }

  /** What came of an attempt to open a run. */
  public sealed interface Begun {
    /** It is opened, just now or when this was tried before. */
    record Opened(TaskId task) implements Begun {}

    /** Nothing is opened: what is at work instead. */
    record Busy(TaskStore.TaskView with) implements Begun {}
  }

  /** A due run of the schedule; the same due time opens one task however often this is called. */
  public Begun due(Job job, RepoRef repository, Instant due) {
    return open(job, forge.repository(repository), Origin.SCHEDULE, forge.self(), due);
  }

  /** A run that a person asked for on a page; their right was looked up before. */
  public Begun byHand(Job job, RepoRef repository, Account by, Instant now) {
    return open(job, forge.repository(repository), Origin.PAGE, by, now);
  }

  /** A run that a person asked for in a comment: that thread is where they read of it. */
  Begun asked(Job job, ThreadRef thread, long commentId, Account by, Instant at) {
    Repository repository = forge.repository(thread.repository());
    return open(request(job, repository, Origin.COMMENT, thread, commentId, by, at));
  }

  private Begun open(Job job, Repository repository, Origin origin, Account by, Instant at) {
    return open(request(job, repository, origin, thread(job, repository), 0, by, at));
  }

  private Begun open(TaskRequest request) {
    TaskId task = TaskIds.next();
    if (store.open(task, request)) {
      submit(task, request);
      return new Begun.Opened(task);
    }
    Optional<TaskStore.TaskView> before = store.openedBy(request);
    if (before.isPresent()) {
      if (!before.get().state().ended()) {
        submit(before.get().id(), request);
      }
      return new Begun.Opened(before.get().id());
    }
    return store
        .activeJob(request.repository().ref(), request.job())
        .or(() -> store.activeOn(request.thread()))
        .<Begun>map(Begun.Busy::new)
        // What stood in the way has just ended.
        .orElseGet(() -> open(request));
  }

  /** A task in line on its thread is submitted when it is its turn. */
  private void submit(TaskId task, TaskRequest request) {
    if (!store.waitingOn(request.thread()).contains(task)) {
      queue.submit(task);
    }
  }

  /** The job's open pull request; else none, number 0. */
  private ThreadRef thread(Job job, Repository repository) {
    return forge.pullRequestsFrom(repository.ref(), BranchName.ofJob(job.name()).value()).stream()
        .filter(pull -> pull.state() == PullRequest.State.OPEN)
        .map(PullRequest::ref)
        .findFirst()
        .orElse(new ThreadRef(repository.ref(), 0));
  }

  private static TaskRequest request(
      Job job,
      Repository repository,
      Origin origin,
      ThreadRef thread,
      long commentId,
      Account by,
      Instant at) {
    return new TaskRequest(
        origin,
        Kind.MAINTENANCE,
        repository,
        thread,
        commentId,
        by,
        "",
        job.name(),
        "",
        job.title(),
        "",
        by,
        List.of(),
        repository.defaultBranch(),
        "",
        false,
        origin == Origin.SCHEDULE ? List.of() : List.of(by.id()),
        at,
        "",
        "",
        List.of(),
        List.of());
  }
}
