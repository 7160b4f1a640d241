package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.forge.FileDiff;
import dev.gatehand.gate.GitId;
import dev.gatehand.loopback.Pulling.Opening;
import dev.gatehand.loopback.Ticket.Words;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Pull requests. */
final class PullRoutes {
  private static final String PULLS = "/repos/{owner}/{repo}/pulls";
  private static final String PULL = PULLS + "/{pull_number}";
  private static final int MANY = 3_000;
  private final Shapes shapes;
  private final PullShapes pulls;
  private final Talk talk;
  private final Pulling pulling;

  PullRoutes(Shapes shapes, Talk talk, Pulling pulling) {
    this.shapes = shapes;
    this.pulls = new PullShapes(shapes);
    this.talk = talk;
    this.pulling = pulling;
  }

  void into(Router router) {
    Need read = Need.read("pull_requests");
    router
        .get(PULLS, read, this::list)
        .post(PULLS, Need.talk("pull_requests"), this::open)
        .get(PULL, read, call -> Answer.ok(pulls.full(call.pull())))
        .patch(PULL, Need.talk("pull_requests"), this::change)
        .get(PULL + "/files", read, this::files)
        .get(PULL + "/commits", read, this::commits)
        .get(PULL + "/requested_reviewers", read, this::reviewers)
        .post(
            PULL + "/requested_reviewers",
            Need.write(Access.TRIAGE, "pull_requests"),
            this::requestReview);
  }

  private Answer list(Call call) {
    String state = call.query().getOrDefault("state", "open");
    String head = call.query().get("head");
    String base = call.query().get("base");
    Comparator<Ticket> order =
        switch (call.query().getOrDefault("sort", "created")) {
          case "updated" -> Comparator.comparing(it -> it.updatedAt);
          default -> Comparator.comparing(it -> it.createdAt);
        };
    order = order.thenComparingInt(it -> it.number);
    boolean descending =
        call.descending(
            call.query().getOrDefault("sort", "created").equals("created") ? "desc" : "asc");
    return Answer.page(
        call,
        call.repo().tickets.values().stream()
            .filter(Ticket::isPull)
            .filter(it -> state.equals("all") || it.open == state.equals("open"))
            // A head without an owner is ignored, as GitHub does: the list is everybody's then.
            .filter(it -> head == null || !head.contains(":") || label(it).equalsIgnoreCase(head))
            .filter(it -> base == null || it.pull.baseBranch.equals(base))
            .sorted(descending ? order.reversed() : order)
            .map(pulls::pull)
            .toList());
  }

  private static String label(Ticket ticket) {
    return ticket.pull.headRepo.owner.login() + ":" + ticket.pull.headBranch;
  }

  private Answer open(Call call) {
    Repo repo = call.repo();
    String head = call.required("PullRequest", "head");
    String base = call.required("PullRequest", "base");
    Repo headRepo = headRepo(call, head);
    String branch = head.substring(head.indexOf(':') + 1);
    boolean mayPush =
        call.token().ofInstallation()
            ? call.token().reaches(headRepo)
            : headRepo.accessOf(call.token().user()).atLeast(Access.WRITE);
    if (!mayPush) {
      throw call.token().ofInstallation() ? Refused.notForIntegrations() : Refused.notFound();
    }
    String title = call.required("PullRequest", "title");
    Opening opening =
        new Opening(
            headRepo,
            branch,
            base,
            call.flag("draft"),
            !call.body().has("maintainer_can_modify") || call.flag("maintainer_can_modify"));
    Ticket ticket =
        pulling.open(
            repo, call.hand(), new Words(title, call.optional("body").orElse(null)), opening);
    return Answer.created(pulls.full(ticket));
  }

  /** {@code branch} or {@code owner:branch}; the owner's repository must be of the same family. */
  private static Repo headRepo(Call call, String head) {
    int colon = head.indexOf(':');
    Repo repo = call.repo();
    if (colon < 0 || repo.owner.login().equalsIgnoreCase(head.substring(0, colon))) {
      return repo;
    }
    String owner = head.substring(0, colon);
    return call.site().repos().stream()
        .filter(it -> it.owner.login().equalsIgnoreCase(owner))
        .filter(it -> repo.equals(it.parent))
        .findFirst()
        .orElseThrow(() -> Refused.invalid("PullRequest", "head", "invalid", ""));
  }

  private Answer change(Call call) {
    Ticket ticket = call.pull();
    User by = call.hand().user();
    if (!ticket.author.equals(by) && !call.access().atLeast(Access.WRITE)) {
      throw Refused.notYours();
    }
    talk.reword(
        ticket,
        by,
        new Words(
            call.optional("title").orElse(ticket.title),
            call.optional("body").orElse(ticket.body)));
    call.optional("base").ifPresent(it -> ticket.pull.baseBranch = it);
    Optional<String> state = call.optional("state");
    if (state.isPresent() && !List.of("open", "closed").contains(state.get())) {
      throw Refused.invalid("PullRequest", "state", "invalid", "");
    }
    if (state.isPresent()) {
      boolean open = state.get().equals("open");
      if (open && ticket.pull.merged()) {
        throw Refused.invalid("PullRequest", "state", "invalid", "state cannot be changed.");
      }
      talk.settle(ticket, open, by, null);
    }
    return Answer.ok(pulls.full(ticket));
  }

  private Answer files(Call call) {
    Ticket ticket = call.pull();
    GitId head = new GitId(ticket.pull.headSha);
    GitId base = new GitId(ticket.pull.baseSha);
    Repo repo = ticket.repo;
    List<FileDiff> diff =
        call.site()
            .git
            .diff(repo.ref, call.site().git.mergeBase(repo.ref, base, head).orElse(base), head);
    return Answer.page(call, diff.stream().map(it -> file(ticket, it)).toList());
  }

  private JsonNode file(Ticket ticket, FileDiff diff) {
    return Json.object(
        "sha",
        ticket.pull.headSha,
        "filename",
        diff.path(),
        "status",
        diff.change().name().toLowerCase(Locale.ROOT),
        "additions",
        diff.added(),
        "deletions",
        diff.removed(),
        "changes",
        diff.added() + diff.removed(),
        "blob_url",
        shapes.html(ticket.repo) + "/blob/" + ticket.pull.headSha + "/" + diff.path(),
        "raw_url",
        shapes.html(ticket.repo) + "/raw/" + ticket.pull.headSha + "/" + diff.path(),
        "contents_url",
        shapes.api(ticket.repo) + "/contents/" + diff.path(),
        "patch",
        diff.patch());
  }

  private Answer commits(Call call) {
    Ticket ticket = call.pull();
    return Answer.page(
        call,
        call
            .site()
            .git
            .commits(
                ticket.repo.ref,
                new GitId(ticket.pull.baseSha),
                new GitId(ticket.pull.headSha),
                MANY)
            .stream()
            .map(it -> CodeRoutes.commit(shapes, ticket.repo, it))
            .toList());
  }

  private Answer reviewers(Call call) {
    return Answer.ok(
        Json.object(
            "users", call.pull().pull.reviewers.stream().map(shapes::user).toList(),
            "teams", List.of()));
  }

  private Answer requestReview(Call call) {
    Ticket ticket = call.pull();
    for (JsonNode login : call.body().path("reviewers")) {
      User whom =
          call.site()
              .user(login.asText())
              .filter(it -> ticket.repo.access.containsKey(it.id()) || it.equals(ticket.repo.owner))
              .orElseThrow(
                  () ->
                      Refused.of(
                          422,
                          "Reviews may only be requested from collaborators. One or more of the"
                              + " users or teams you specified is not a collaborator of the "
                              + ticket.repo.ref
                              + " repository."));
      if (whom.equals(ticket.author)) {
        throw Refused.of(422, "Review cannot be requested from pull request author.");
      }
      if (ticket.pull.reviewers.add(whom)) {
        talk.tell(
            "review_requested",
            ticket,
            call.hand().user(),
            Json.object("requested_reviewer", shapes.user(whom)));
      }
    }
    return Answer.created(pulls.pull(ticket));
  }
}
