package dev.gatehand.publish;

import dev.gatehand.agent.Approvals;
import dev.gatehand.escalation.Asks;
import dev.gatehand.escalation.Shown;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.NewPullRequest;
import dev.gatehand.forge.PullRequest;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.Action;
import dev.gatehand.gate.AskId;
import dev.gatehand.gate.Gate;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.Grant;
import dev.gatehand.gate.Permit;
import dev.gatehand.gate.Situation;
import dev.gatehand.gate.Verdict;
import dev.gatehand.journal.AskProgress;
import dev.gatehand.journal.Audit;
import dev.gatehand.journal.Dispatches;
import dev.gatehand.journal.Event;
import dev.gatehand.workspace.Checkout;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The way out: composed commits are pushed, once the gate permits it, and have a pull request. */
final class Delivery {
  private final Gate gate;
  private final Forge forge;
  private final Dispatches dispatches;
  private final CommitWriter commits;
  private final Audit audit;
  private final InstantSource clock;
  private final MovedBranch moved;
  private final Elsewhere elsewhere;
  private final OpenedPullRequest opened;

  Delivery(
      Gate gate,
      Forge forge,
      Dispatches dispatches,
      CommitWriter commits,
      Audit audit,
      MovedBranch moved,
      Elsewhere elsewhere,
      InstantSource clock) {
    this.audit = audit;
    this.gate = gate;
    this.forge = forge;
    this.dispatches = dispatches;
    this.commits = commits;
    this.clock = clock;
    this.moved = moved;
    this.elsewhere = elsewhere;
    this.opened = new OpenedPullRequest(forge, dispatches);
  }

  /** What there is for other people's branches. */
  record Elsewhere(OthersBranch branch, PatchOffer offer) {}

  /** Asks the gate for this push; where it may happen, the pull request stands afterwards. */
  Publisher.Result push(
      Publication work, Event.Prepared base, Event.Composed composed, Approvals approvals) {
    OthersBranch.Way way = elsewhere.branch().way(work, composed);
    var action =
        new Action.Publish(
            work.repository().id(),
            composed.branch(),
            composed.expected(),
            composed.commits().stream().map(GitId::value).toList(),
            work.trust(),
            way.into());
    GitId tree = work.log().history().tree().orElseThrow();
    var situation = Looks.at(work, tree, Situation.Stage.LAST_LOOK);
    Optional<AskProgress> ask = publishAsk(work, action);
    Optional<Grant> grant = ask.map(a -> a.ask().id()).flatMap(approvals::grantFor);
    Verdict verdict =
        grant
            .map(g -> gate.judge(action, situation, g))
            .orElseGet(() -> gate.judge(action, situation));
    return switch (verdict) {
      case Permit permit -> push(work, base, composed, permit, way, ask.map(a -> a.ask().id()));
      case Verdict.Hold(var reason, var print) -> {
        if (ask.filter(AskProgress::denied).isPresent()) {
          yield new Publisher.Result.Refused("a person denied the push");
        }
        String diff = diff(work, base, tree);
        yield new Publisher.Result.Question(
            new Asks.Question(List.of(), Shown.of(action, diff), reason, print));
      }
      case Verdict.Refusal(_, var reason) -> new Publisher.Result.Refused(reason.because());
      case Verdict.Undecided(String why, _) -> new Publisher.Result.Undecided(why);
    };
  }

  private Publisher.Result push(
      Publication work,
      Event.Prepared base,
      Event.Composed composed,
      Permit permit,
      OthersBranch.Way way,
      Optional<AskId> ask) {
    String grant = ask.map(AskId::value).orElse("");
    work.log().append(new Event.Started("publish", permit.fingerprint().value(), grant));
    try {
      commits.push(permit, work.repository(), way.access());
    } catch (PushRefused e) {
      if (way.into() instanceof Action.Into.Fork) {
        // Whatever a stranger did to their branch meanwhile is theirs, and no reason to build on
        // it.
        return elsewhere.offer().offer(work, base, String.valueOf(e.getMessage()));
      }
      switch (moved.meet(work, base, composed)) {
        case MovedBranch.Way.Arrived _ -> {}
        case MovedBranch.Way.Carried _ -> {
          return new Publisher.Result.Moved();
        }
        case MovedBranch.Way.Stays(String why) -> {
          return new Publisher.Result.Refused(
              e.getMessage() + why + "; /agent retry begins from what stands there now");
        }
      }
    }
    String title = composed.title();
    String body =
        PullRequestText.body(work, base, composed, audit.head().orElse(""), clock.instant());
    var request =
        new NewPullRequest(
            work.repository().ref(),
            composed.branch(),
            base.baseBranch(),
            title,
            work.isJob() ? sealed(body) : body,
            work.policy().publishing().draft() || !work.complete());
    ThreadRef pullRequest = open(work, composed, request, permit);
    if (composed.expected().isEmpty()) {
      // A new one only: what people take off one that stands, or put on it, is theirs.
      opened.finish(work, request, pullRequest);
    }
    work.log()
        .append(
            new Event.Published(
                composed.branch(),
                composed.commits().getLast(),
                pullRequest.number(),
                forge.address(pullRequest)));
    return new Publisher.Result.Published();
  }

  private ThreadRef open(
      Publication work, Event.Composed composed, NewPullRequest request, Permit permit) {
    if (!BranchName.isOurs(composed.branch())) {
      // Somebody's own: it stands, and the words on it are theirs.
      return work.log().history().thread();
    }
    Optional<PullRequest> open =
        composed.expected().isEmpty()
            ? Optional.empty()
            : forge.pullRequestsFrom(request.repository(), composed.branch()).stream()
                .filter(pull -> pull.state() == PullRequest.State.OPEN)
                .findFirst();
    if (work.isJob() && open.isPresent()) {
      return rewrite(work, open.get(), request);
    }
    if (!composed.expected().isEmpty() && !work.isJob()) {
      // More commits for a pull request of ours: its own text stays what people discussed.
      return open.map(PullRequest::ref).orElse(work.log().history().thread());
    }
    String key = "pull-request:" + work.log().lease().task();
    return dispatches.pullRequest(work.log().writer(), key, request, permit);
  }

  /** A job's newer change under its older pull request; words that a person wrote there stay. */
  private ThreadRef rewrite(Publication work, PullRequest pull, NewPullRequest request) {
    if (isSealed(pull.body())) {
      dispatches.updatePullRequest(work.log().writer(), pull.ref(), pull.title(), request.body());
    }
    return pull.ref();
  }

  /** A text with a mark that only we can make and that fits no other text. */
  private String sealed(String text) {
    return dispatches.marked("text:" + ChangeDigest.of(text.strip()), text);
  }

  private boolean isSealed(String body) {
    int mark = body.lastIndexOf("<!--");
    return mark >= 0 && sealed(body.substring(0, mark).stripTrailing()).equals(body);
  }

  private static Optional<AskProgress> publishAsk(Publication work, Action.Publish action) {
    return work.log().history().asks().stream()
        // A command's first word could spell the branch: an ask of a call says nothing about a
        // push.
        .filter(ask -> ask.ask().callIds().isEmpty() && ask.ask().path().isEmpty())
        .filter(ask -> ask.ask().target().equals(action.target()))
        .filter(ask -> ask.closedBy().isEmpty())
        .reduce((_, latest) -> latest);
  }

  private static String diff(Publication work, Event.Prepared base, GitId tree) {
    StringBuilder diff = new StringBuilder();
    for (Checkout.Change c : work.checkout().changes(base.base(), tree, LastLook.FILE_BYTES)) {
      diff.append(Shown.diff(c.path().value(), c.before(), c.after())).append("\n\n");
    }
    return diff.toString().strip();
  }
}
