package dev.gatehand.task;

import dev.gatehand.command.Authority;
import dev.gatehand.command.Command;
import dev.gatehand.forge.CommitCheck;
import dev.gatehand.forge.CommitCheck.State;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.forge.PullRequest;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.RepositoryPolicies;
import dev.gatehand.journal.Dispatches;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.Outbox;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.journal.TaskRequest.Failure;
import dev.gatehand.journal.TaskRequest.Origin;
import dev.gatehand.policy.Mode;
import dev.gatehand.policy.Policy;
import dev.gatehand.policy.PolicyInvalid;
import dev.gatehand.publish.BranchName;
import dev.gatehand.task.PushedHeads.Head;
import dev.gatehand.text.Template;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where the repository's CI fails on what a task of ours pushed, another task mends it: so often in
 * a row as the policy says, only while nobody else pushed, and on nobody else's pull request. The
 * new task has the same person behind it, whose right is looked up again, and goes on from the old
 * one, so that how often it was tried follows from the journal on every node.
 */
public final class CiFixes {
  private static final System.Logger LOG = System.getLogger(CiFixes.class.getName());
  private static final Template LEFT = Template.text("ci-left.md");
  private static final int AT_ONCE = 10;
  private static final int MOST_CHECKS = 5;
  private static final int OUTPUT = 6_000;
  private static final int SUMMARY = 1_000;
  private static final Duration CLAIM = Duration.ofMinutes(5);
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration SELDOM = Duration.ofMinutes(10);
  private static final Duration FRESH = Duration.ofHours(1);

  /** A CI that has said nothing by then is not waited for. */
  private static final Duration LONGEST = Duration.ofDays(2);

  private final PushedHeads heads;
  private final TaskStore store;
  private final Journal journal;
  private final TaskQueue queue;
  private final Forge forge;
  private final RepositoryPolicies policies;
  private final Dispatches dispatches;
  private final Claims claims;
  private final InstantSource clock;

  public CiFixes(
      PushedHeads heads,
      TaskStore store,
      Journal journal,
      TaskQueue queue,
      Forge forge,
      RepositoryPolicies policies,
      Dispatches dispatches,
      Claims claims,
      InstantSource clock) {
    this.heads = heads;
    this.store = store;
    this.journal = journal;
    this.queue = queue;
    this.forge = forge;
    this.policies = policies;
    this.dispatches = dispatches;
    this.claims = claims;
    this.clock = clock;
  }

  /** Looks at the heads that are due; every few seconds, on every node, and one of them does it. */
  public void look() {
    boolean nothing =
        policies.operator().publishing().ciFixes() == 0 || heads.due(clock.instant(), 1).isEmpty();
    if (nothing) {
      return;
    }
    Optional<Claims.Claim> claim = claims.take("ci", CLAIM);
    if (claim.isEmpty()) {
      return;
    }
    try (Claims.Claim _ = claim.get()) {
      heads.due(clock.instant(), AT_ONCE).forEach(this::lookLater);
    }
  }

  private void lookLater(Head head) {
    try {
      look(head);
    } catch (ForgeUnavailable | PolicyInvalid e) {
      LOG.log(Level.WARNING, "the CI of " + head.pullRequest() + " is read later: " + e);
      heads.later(head, clock.instant().plus(SELDOM));
    }
  }

  private void look(Head head) {
    RepoRef repository = head.pullRequest().repository();
    Policy policy = policies.of(repository);
    boolean old = head.at().plus(LONGEST).isBefore(clock.instant());
    if (old || policy.publishing().ciFixes() == 0 || !isStillOurs(head)) {
      heads.drop(head);
      return;
    }
    List<CommitCheck> checks = forge.checks(repository, head.commit());
    boolean runs = checks.stream().anyMatch(check -> check.state() == State.RUNNING);
    List<CommitCheck> failed =
        checks.stream().filter(check -> check.state() == State.FAILED).toList();
    if (runs || failed.isEmpty() || store.activeOn(head.pullRequest()).isPresent()) {
      Instant now = clock.instant();
      boolean fresh = head.at().plus(FRESH).isAfter(now);
      heads.later(head, now.plus(fresh ? SOON : SELDOM));
      return;
    }
    mend(head, policy, failed);
    // Last: what ends in between is looked at again, and finds the task that it opened.
    heads.drop(head);
  }

  /** A person's push ends it, as does whoever closed the pull request. */
  private boolean isStillOurs(Head head) {
    PullRequest pull = forge.pullRequest(head.pullRequest());
    return pull.state() == PullRequest.State.OPEN
        && pull.head().equals(head.commit())
        && pull.headRepository().equals(head.pullRequest().repository())
        && pull.author().is(forge.self())
        && BranchName.isOurs(pull.headBranch());
  }

  private void mend(Head head, Policy policy, List<CommitCheck> failed) {
    TaskHistory last = history(head);
    TaskRequest asked = last.request();
    int tried = tried(last);
    int most = policy.publishing().ciFixes();
    if (tried >= most) {
      leave(head, failed, "it was mended " + (most == 1 ? "once" : most + " times") + " in vain");
      return;
    }
    if (!mayAsk(asked, policy)) {
      leave(head, failed, asked.by().login() + ", who asked for it, may not start a task any more");
      return;
    }
    TaskRequest request = request(head, asked, last.modeUnder(policy), failed);
    if (store.open(TaskIds.next(), request) || store.openedBy(request).isPresent()) {
      store.openedBy(request).ifPresent(task -> queue.submit(task.id()));
    }
  }

  /** Behind a scheduled job is the operator, whose policy says so; behind all else a person. */
  private boolean mayAsk(TaskRequest asked, Policy policy) {
    if (asked.by().is(forge.self())) {
      return true;
    }
    var role = forge.roleOf(asked.repository().ref(), asked.by());
    var command = new Command.Fix("", Optional.empty());
    return Authority.refusal(command, role, asked.by(), policy.people()).isEmpty();
  }

  private TaskRequest request(Head head, TaskRequest asked, Mode mode, List<CommitCheck> failed) {
    RepoRef repository = head.pullRequest().repository();
    PullRequest pull = forge.pullRequest(head.pullRequest());
    List<Failure> failures =
        failed.stream()
            .limit(MOST_CHECKS)
            .map(
                check ->
                    new Failure(
                        check.name(),
                        shortened(check.summary(), SUMMARY),
                        forge.output(repository, check, OUTPUT)))
            .toList();
    return new TaskRequest(
        Origin.CHECKS,
        TaskRequest.Kind.FIX,
        asked.repository(),
        head.pullRequest(),
        0,
        asked.by(),
        "",
        "",
        head.task().value(),
        asked.title(),
        asked.body(),
        asked.author(),
        asked.comments(),
        pull.headBranch(),
        head.commit().value(),
        false,
        asked.participants(),
        clock.instant(),
        mode.name(),
        asked.authorRole(),
        asked.approvedBy(),
        failures);
  }

  /** How many of the tasks that led here, one after the other, the CI had begun. */
  private int tried(TaskHistory last) {
    int tried = 0;
    TaskHistory history = last;
    while (history.request().origin() == Origin.CHECKS) {
      tried++;
      history =
          TaskHistory.of(
              journal.read(new dev.gatehand.gate.TaskId(history.request().continues()), 0));
    }
    return tried;
  }

  /** Told once for each commit, where the pull request is read. */
  private void leave(Head head, List<CommitCheck> failed, String why) {
    String names =
        failed.stream().limit(MOST_CHECKS).map(CommitCheck::name).collect(Collectors.joining(", "));
    dispatches.comment(
        new Outbox.Writer.Service(),
        "ci:" + head.pullRequest() + ":" + head.commit(),
        head.pullRequest(),
        LEFT.render(
            Map.of("names", names, "head", head.commit().value().substring(0, 12), "why", why)));
  }

  private TaskHistory history(Head head) {
    return TaskHistory.of(journal.read(head.task(), 0));
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most) + " …";
  }
}
