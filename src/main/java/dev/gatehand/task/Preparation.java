package dev.gatehand.task;

import dev.gatehand.forge.Forge;
import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.forge.GitAccess;
import dev.gatehand.forge.Repository;
import dev.gatehand.forge.RepositoryPolicies;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskLog;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.journal.TaskRequest.Kind;
import dev.gatehand.model.Message;
import dev.gatehand.policy.Policy;
import dev.gatehand.policy.Role;
import dev.gatehand.workspace.Checkout;
import dev.gatehand.workspace.Checkouts;
import dev.gatehand.workspace.CommandRunner;
import dev.gatehand.workspace.Workspace;
import dev.gatehand.workspace.WorkspaceUnavailable;
import java.util.Optional;

/**
 * Lays out what a slice works with: the checkout at the task's last snapshot, policy, opening
 * words.
 */
public final class Preparation {
  private final Forge forge;
  private final Checkouts checkouts;
  private final CommandRunner runner;
  private final Journal journal;
  private final RepositoryPolicies policies;
  private final Images images;
  private final String model;

  public Preparation(
      Forge forge,
      Checkouts checkouts,
      CommandRunner runner,
      Journal journal,
      RepositoryPolicies policies,
      Images images,
      String model) {
    this.forge = forge;
    this.checkouts = checkouts;
    this.runner = runner;
    this.journal = journal;
    this.policies = policies;
    this.images = images;
    this.model = model;
  }

  Bench bench(TaskLog log) {
    TaskRequest request = log.history().request();
    Repository repository = forge.repository(request.repository().ref());
    GitAccess access = forge.git(repository.ref());
    Policy effective = effective(log.history());
    Checkout checkout = checkout(log, repository, access, effective);
    Event.Prepared base = log.history().prepared().orElseThrow();
    return new Bench(
        repository,
        access,
        effective,
        runner.containment(),
        base,
        checkout,
        new Workspace(checkout, runner, effective.sandbox()),
        new Message.User(
            Briefing.opening(log.history(), base, earlier(request)),
            images.shown(log.lease().task(), base)),
        trust(request),
        log);
  }

  void clear(TaskId task) {
    checkouts.remove(task);
  }

  /** As careful as policy and request want it; {@code autoMode: disable} still wins over both. */
  private Policy effective(TaskHistory history) {
    Policy policy = policies.of(history.request().repository().ref());
    return policy.in(history.modeUnder(policy));
  }

  private Checkout checkout(TaskLog log, Repository repository, GitAccess access, Policy policy) {
    TaskHistory history = log.history();
    TaskId task = log.lease().task();
    Optional<Event.Prepared> before = history.prepared();
    if (before.isPresent()) {
      GitId tree = history.tree().orElse(before.get().tree());
      return open(log, repository, access, before.get(), tree);
    }
    TaskRequest request = history.request();
    // What was published is in its branch, perhaps with what people added: then the branch counts.
    // A plan left nothing to go on from but its words.
    Optional<TaskHistory> earlier =
        earlier(request)
            .filter(gone -> gone.published().isEmpty() && gone.request().kind() != Kind.PLAN);
    GitId newest = newest(request, repository, access);
    GitId base = earlier.flatMap(TaskHistory::prepared).map(Event.Prepared::base).orElse(newest);
    Checkout checkout = checkouts.prepare(task, repository, base);
    GitId clean = checkout.snapshot();
    var checks = ChecksAtBase.find(policy, checkout);
    earlier.flatMap(TaskHistory::tree).ifPresent(checkout::restore);
    GitId tree = earlier.flatMap(TaskHistory::tree).orElse(clean);
    var guides = Guides.of(forge, repository.ref());
    var shown = images.collect(task, request);
    log.append(
        new Event.Prepared(
            base, tree, request.branch(), checks, policy.digest(), model, guides, shown));
    return checkout;
  }

  /** A node that takes a task over may never have seen what it began from. */
  private Checkout open(
      TaskLog log, Repository repository, GitAccess access, Event.Prepared before, GitId tree) {
    TaskId task = log.lease().task();
    TaskRequest request = log.history().request();
    try {
      return checkouts.open(task, repository, before.base(), tree);
    } catch (WorkspaceUnavailable e) {
      if (fetch(request, repository, access).isEmpty()) {
        throw e;
      }
      return checkouts.open(task, repository, before.base(), tree);
    }
  }

  private Optional<GitId> fetch(TaskRequest request, Repository repository, GitAccess access) {
    return request.fork()
        ? checkouts.fetchHead(repository, access, request.thread().number())
        : checkouts.fetch(repository, access, request.branch());
  }

  private GitId newest(TaskRequest request, Repository repository, GitAccess access) {
    Optional<GitId> head = fetch(request, repository, access);
    if (!request.head().isEmpty()) {
      return new GitId(request.head());
    }
    return head.orElseThrow(
        () ->
            new ForgeUnavailable(
                "the repository "
                    + repository.ref()
                    + " has no branch "
                    + request.branch()
                    + "; push a first commit, then `/agent retry`"));
  }

  private Optional<TaskHistory> earlier(TaskRequest request) {
    return request.continues().isEmpty()
        ? Optional.empty()
        : Optional.of(TaskHistory.of(journal.read(new TaskId(request.continues()), 0)));
  }

  /** The lowest trust of what went into the task: its text may have been written by a stranger. */
  private Role trust(TaskRequest request) {
    Role commander = role(request, request.by());
    Role author = role(request, request.author());
    return commander.compareTo(author) <= 0 ? commander : author;
  }

  private Role role(TaskRequest request, dev.gatehand.forge.Account account) {
    return account.is(forge.self())
        ? Role.WRITE
        : forge.roleOf(request.thread().repository(), account);
  }
}
