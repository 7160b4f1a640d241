package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehand.gate.GitId;
import dev.gatehand.loopback.Remark.Line;
import dev.gatehand.loopback.Ticket.Words;
import dev.gatehand.loopback.Written.Hand;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What happens to pull requests, and what a push does to them. */
final class Pulling {
  private final Site site;
  private final Shapes shapes;
  private final PullShapes pulls;
  private final Talk talk;

  Pulling(Site site, Shapes shapes, Talk talk) {
    this.site = site;
    this.shapes = shapes;
    this.pulls = new PullShapes(shapes);
    this.talk = talk;
  }

  /** What is asked for when a pull request is opened. */
  record Opening(
      Repo headRepo, String headBranch, String baseBranch, boolean draft, boolean modifiable) {}

  Ticket open(Repo repo, Hand hand, Words words, Opening opening) {
    Pull pull = new Pull(opening.headRepo(), opening.headBranch(), opening.baseBranch());
    pull.headSha = tip(opening.headRepo(), opening.headBranch(), "head");
    pull.baseSha = tip(repo, opening.baseBranch(), "base");
    pull.draft = opening.draft();
    pull.maintainerCanModify = opening.modifiable() && !opening.headRepo().equals(repo);
    if (opening.draft() && !repo.drafts) {
      throw invalid("Draft pull requests are not supported in this repository.");
    }
    if (pull.headSha.equals(pull.baseSha)) {
      throw invalid("No commits between " + opening.baseBranch() + " and " + opening.headBranch());
    }
    if (openFrom(repo, opening).isPresent()) {
      throw invalid(
          "A pull request already exists for "
              + opening.headRepo().owner.login()
              + ":"
              + opening.headBranch()
              + ".");
    }
    Ticket ticket =
        new Ticket(repo, repo.nextNumber(), site.nextId(), hand, words, pull, site.now());
    repo.tickets.put(ticket.number, ticket);
    keepHead(ticket);
    talk.tell("opened", ticket, hand.user(), Json.object());
    return ticket;
  }

  private Optional<Ticket> openFrom(Repo repo, Opening opening) {
    return repo.tickets.values().stream()
        .filter(it -> it.isPull() && it.open)
        .filter(it -> it.pull.headRepo.equals(opening.headRepo()))
        .filter(it -> it.pull.headBranch.equals(opening.headBranch()))
        .filter(it -> it.pull.baseBranch.equals(opening.baseBranch()))
        .findFirst();
  }

  private String tip(Repo repo, String branch, String field) {
    return site.tip(repo, branch)
        .orElseThrow(() -> Refused.invalid("PullRequest", field, "invalid", ""));
  }

  private static Refused invalid(String message) {
    return Refused.invalid("PullRequest", "", "custom", message);
  }

  /** A branch moved: the hooks hear of the push, open pull requests from it get the new head. */
  void pushed(Repo repo, User by, String branch, String before, String after) {
    boolean created = before.matches("0+");
    boolean deleted = after.matches("0+");
    talk.announce(
        "push",
        "",
        repo,
        by,
        Json.object(
            "ref",
            "refs/heads/" + branch,
            "before",
            before,
            "after",
            after,
            "created",
            created,
            "deleted",
            deleted,
            "forced",
            false,
            "base_ref",
            null,
            "compare",
            shapes.html(repo) + "/compare/" + before + "..." + after,
            "commits",
            List.of(),
            "head_commit",
            null,
            "pusher",
            Json.object("name", by.login(), "email", null)));
    for (Repo other : site.repos()) {
      for (Ticket ticket : other.tickets.values()) {
        if (!ticket.isPull() || !ticket.open) {
          continue;
        }
        if (!deleted && ticket.repo.equals(repo) && ticket.pull.baseBranch.equals(branch)) {
          ticket.pull.baseSha = after;
        }
        if (ticket.pull.headRepo.equals(repo) && ticket.pull.headBranch.equals(branch)) {
          follow(ticket, by, before, after);
        }
      }
    }
  }

  private void follow(Ticket ticket, User by, String before, String after) {
    if (after.matches("0+")) {
      // GitHub closes a pull request whose branch goes.
      talk.settle(ticket, false, by, null);
      return;
    }
    ticket.pull.headSha = after;
    keepHead(ticket);
    ticket.updatedAt = site.now();
    talk.tell("synchronize", ticket, by, Json.object("before", before, "after", after));
  }

  /** A check of a commit ended. */
  void checked(Repo repo, User by, Repo.CheckRun run) {
    ObjectNode shown = CheckRoutes.shown(shapes, repo, run);
    talk.announce(
        "check_run", "completed", repo, by, Json.object("action", "completed", "check_run", shown));
  }

  /** Whether maintainers of where it goes may push to this branch of a fork, as its author said. */
  boolean isOpenToMaintainers(Repo fork, String branch, Token token) {
    return site.repos().stream()
        .flatMap(it -> it.tickets.values().stream())
        .filter(it -> it.isPull() && it.open && it.pull.maintainerCanModify)
        .filter(it -> it.pull.headRepo.equals(fork))
        .filter(it -> branch.isEmpty() || it.pull.headBranch.equals(branch))
        .anyMatch(
            it ->
                token.ofInstallation()
                    ? token.reaches(it.repo) && token.grants("contents", Token.Level.WRITE)
                    : it.repo.accessOf(token.user()).atLeast(Access.WRITE));
  }

  /** {@code refs/pull/N/head}: how the head of a fork is fetched from the repository itself. */
  private void keepHead(Ticket ticket) {
    GitFolder own = site.folder(ticket.repo);
    String ref = "refs/pull/" + ticket.number + "/head";
    if (ticket.pull.headRepo.equals(ticket.repo)) {
      own.set(ref, ticket.pull.headSha);
    } else {
      own.take(site.folder(ticket.pull.headRepo), ticket.pull.headBranch, ref);
    }
  }

  void merge(Ticket ticket, User by) {
    Pull pull = ticket.pull;
    GitId merged =
        site.git
            .merge(
                ticket.repo.ref,
                pull.baseBranch,
                new GitId(pull.headSha),
                "Merge pull request #" + ticket.number,
                new dev.gatehand.forge.Account(
                    by.id(), by.login(), dev.gatehand.forge.Account.Kind.PERSON))
            .orElseThrow(() -> Refused.of(405, "Pull Request is not mergeable"));
    String before = pull.baseSha;
    pull.mergedAt = site.now();
    pull.mergedBy = by;
    pull.mergeCommit = merged.value();
    talk.settle(ticket, false, by, null);
    pushed(ticket.repo, by, pull.baseBranch, before, merged.value());
  }

  /**
   * A review with its line comments; they come in the hooks as the review first, then each comment.
   */
  Review review(
      Ticket ticket, Hand hand, String body, String state, List<Line> lines, List<String> bodies) {
    Review review =
        new Review(ticket, site.nextId(), hand, body, state, ticket.pull.headSha, site.now());
    ticket.pull.reviews.add(review);
    ticket.updatedAt = site.now();
    ObjectNode shown = pulls.review(review);
    shown.put("state", state.toLowerCase(Locale.ROOT));
    talk.announce(
        "pull_request_review",
        "submitted",
        ticket.repo,
        hand.user(),
        Json.object("action", "submitted", "review", shown, "pull_request", pulls.pull(ticket)));
    for (int i = 0; i < lines.size(); i++) {
      lineComment(ticket, hand, bodies.get(i), of(review, lines.get(i)));
    }
    return review;
  }

  private static Line of(Review review, Line line) {
    return new Line(
        line.path(),
        line.number(),
        line.side(),
        line.commit(),
        line.hunk(),
        review.id,
        line.inReplyTo());
  }

  Remark lineComment(Ticket ticket, Hand hand, String body, Line line) {
    Remark remark = new Remark(ticket, site.nextId(), hand, body, line, site.now());
    ticket.remarks.add(remark);
    ticket.repo.remarks.put(remark.id, remark);
    ticket.updatedAt = site.now();
    talk.announce(
        "pull_request_review_comment",
        "created",
        ticket.repo,
        hand.user(),
        Json.object(
            "action", "created",
            "comment", pulls.lineComment(remark),
            "pull_request", pulls.pull(ticket)));
    return remark;
  }
}
