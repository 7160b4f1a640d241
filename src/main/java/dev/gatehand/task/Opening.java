package dev.gatehand.task;

import dev.gatehand.command.Command;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.RepositoryPolicies;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.forge.ThreadView;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Inbox;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.journal.TaskRequest.Kind;
import dev.gatehand.policy.Job;
import dev.gatehand.policy.Mode;
import dev.gatehand.policy.Policy;
import dev.gatehand.task.TaskStore.TaskView;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Opens tasks from commands. What the thread says at this moment is what counts, for ever. */
public final class Opening {
  private final TaskStore store;
  private final Inbox inbox;
  private final Journal journal;
  private final TaskQueue queue;
  private final Requests requests;
  private final RepositoryPolicies policies;
  private final Plans plans;
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
      Plans plans,
      JobOpening jobs,
      Replies replies,
      LineReports reports) {
    this.store = store;
    this.inbox = inbox;
    this.journal = journal;
    this.queue = queue;
    this.requests = new Requests(store, journal, forge, replies);
    this.policies = policies;
    this.plans = plans;
    this.jobs = jobs;
    this.replies = replies;
    this.reports = reports;
  }

  /**
   * After a plan, the work that it planned: the plan goes with it. Where the policy's mode is plan,
   * the first that is made is a plan.
   */
  void fix(ThreadView thread, Comment comment, String words, Optional<Mode> mode) {
    Optional<Plans.Plan> plan = plans.standingOn(thread.ref());
    Wish fix = Wish.of(Kind.FIX, comment, words).in(mode);
    open(
        thread,
        comment,
        plan.map(it -> fix.after(it.task(), Plans.participants(it)))
            .orElseGet(() -> plansFirst(thread) ? fix.asPlan() : fix));
    tellMode(thread, comment, mode);
  }

  private boolean plansFirst(ThreadView thread) {
    return policies.orOperators(thread.ref().repository()).effectiveMode() == Mode.PLAN;
  }

  /** Nobody who wanted less care than there is should believe that there is less. */
  private void tellMode(ThreadView thread, Comment comment, Optional<Mode> asked) {
    Optional<TaskView> task =
        asked.flatMap(_ -> store.latestOn(thread.ref())).filter(it -> knows(it, comment));
    if (asked.isPresent() && task.isPresent()) {
      Policy policy = policies.orOperators(thread.ref().repository());
      Mode kept = policy.in(history(task.get().id()).modeUnder(policy)).effectiveMode();
      if (kept.compareTo(asked.get()) < 0) {
        replies.modeKept(comment, asked.get(), kept);
      }
    }
  }

  void plan(ThreadView thread, Comment comment, String words) {
    open(thread, comment, Wish.of(Kind.PLAN, comment, words));
  }

  void question(ThreadView thread, Comment comment, String words) {
    open(thread, comment, Wish.of(Kind.QUESTION, comment, words));
  }

  /**
   * Work by a plan that somebody said yes to: that of whoever asked for the plan. The yes is no
   * direction, so who gave it can still be the second person in what comes.
   *
   * @return whether the id is that of a plan on this thread
   */
  boolean approved(Comment comment, Command.Approve yes, Supplier<ThreadView> view) {
    if (store.ask(yes.ask()).isPresent()) {
      return false;
    }
    ThreadRef thread = comment.ref().thread();
    Optional<TaskView> begun =
        store.latestOn(thread).filter(task -> isFrom(request(task.id()), comment));
    if (begun.isPresent()) {
      // Told twice of the same comment: it opened this task.
      queue.submit(begun.get().id());
      return true;
    }
    Optional<Plans.Plan> plan = plans.standingOn(thread).filter(it -> it.id().equals(yes.ask()));
    if (plan.isEmpty()) {
      if (!plans.wasOn(thread, yes.ask())) {
        return false;
      }
      replies.askIsOver(comment, yes.ask(), "the thread has gone on since this plan");
      return true;
    }
    if (!yes.target().equals(Plans.TARGET)) {
      replies.wrongTarget(comment, yes.ask(), Plans.line(yes.ask()));
      return true;
    }
    Optional<String> objection = plans.objection(plan.get(), comment);
    if (objection.isPresent()) {
      replies.doesNotCount(comment, yes.ask(), objection.get());
      return true;
    }
    TaskRequest asked = plan.get().request();
    open(
        view.get(),
        comment,
        new Wish(
            Kind.FIX,
            asked.by(),
            asked.words(),
            plan.get().task().value(),
            Mode.named(asked.mode()),
            Plans.participants(plan.get()),
            List.of(comment.author())));
    return true;
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
  void goOn(ThreadView thread, Comment comment, String words, Optional<Mode> mode) {
    Optional<TaskView> known = store.latestOn(thread.ref()).filter(task -> knows(task, comment));
    if (known.isPresent()) {
      // Told twice of the same comment: it opened this task, or gave it direction.
      queue.submit(known.get().id());
      return;
    }
    Optional<TaskView> active = store.activeOn(thread.ref());
    if (active.isPresent()) {
      String careful = mode.map(Mode::name).orElse("");
      inbox.put(
          active.get().id(),
          new Inbox.Message.Steered(comment.author(), comment.ref(), words, careful));
      queue.submit(active.get().id());
      tellMode(thread, comment, mode);
      return;
    }
    Optional<TaskView> last = store.latestOn(thread.ref()).or(() -> requests.publisherOf(thread));
    if (last.isEmpty()) {
      replies.nothingToContinue(comment);
      return;
    }
    TaskHistory before = history(last.get().id());
    Wish goOn =
        Wish.of(Kind.FIX, comment, words)
            .in(stricter(mode, before.request().mode()))
            .after(last.get().id(), before.request().participants());
    // A question is no plan: what follows it must not get round the plan that comes first.
    boolean first = before.request().kind() == Kind.QUESTION && plansFirst(thread);
    open(thread, comment, first ? goOn.asPlan() : goOn);
    tellMode(thread, comment, mode);
  }

  private static Optional<Mode> stricter(Optional<Mode> mode, String before) {
    return Stream.concat(mode.stream(), Mode.named(before).stream()).reduce(Mode::stricter);
  }

  private boolean knows(TaskView task, Comment comment) {
    return inbox.knows(task.id(), comment.ref()) || isFrom(request(task.id()), comment);
  }

  private static boolean isFrom(TaskRequest request, Comment comment) {
    return request.commentId() == comment.ref().id();
  }

  /**
   * The last task of the thread once more, from the beginning. What followed a plan follows it
   * again; anything else is a plan first, where the policy wants one.
   */
  void retry(ThreadView thread, Comment comment, Optional<Mode> mode) {
    Optional<TaskRequest> last = store.latestOn(thread.ref()).map(view -> request(view.id()));
    if (last.isEmpty()) {
      replies.nothingToContinue(comment);
      return;
    }
    TaskRequest before = last.get();
    if (before.kind() == Kind.MAINTENANCE) {
      maintenance(thread, comment, before.job());
      return;
    }
    Wish again = Wish.of(before.kind(), comment, before.words()).in(stricter(mode, before.mode()));
    boolean planned =
        !before.continues().isEmpty()
            && request(new TaskId(before.continues())).kind() == Kind.PLAN;
    boolean first =
        before.kind() == Kind.FIX
            && (mode.filter(Mode.PLAN::equals).isPresent() || (!planned && plansFirst(thread)));
    Wish wish =
        planned ? again.after(new TaskId(before.continues()), before.participants()) : again;
    open(thread, comment, first ? again.asPlan() : wish);
    tellMode(thread, comment, mode);
  }

  private void open(ThreadView thread, Comment comment, Wish wish) {
    TaskRequest request = requests.of(thread, comment, wish);
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

  private TaskRequest request(TaskId task) {
    return history(task).request();
  }

  private TaskHistory history(TaskId task) {
    return TaskHistory.of(journal.read(task, 0));
  }
}
