package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Comments on threads and on lines, and the reactions to both and to the threads themselves. */
final class CommentRoutes {
  private static final String REPO = "/repos/{owner}/{repo}";
  private static final String ISSUE = REPO + "/issues/{issue_number}";
  private static final String[] EITHER = {"issues", "pull_requests"};
  private static final int LONGEST = 65_536;
  private final Shapes shapes;
  private final PullShapes pulls;
  private final ReactionShapes reactions;
  private final Talk talk;

  CommentRoutes(Shapes shapes, Talk talk) {
    this.shapes = shapes;
    this.pulls = new PullShapes(shapes);
    this.reactions = new ReactionShapes(shapes);
    this.talk = talk;
  }

  void into(Router router) {
    router
        .get(ISSUE + "/comments", Need.read(EITHER), this::ofThread)
        .post(ISSUE + "/comments", Need.talk(EITHER), this::create)
        .get(REPO + "/issues/comments", Need.read(EITHER), this::ofRepository);
    oneComment(router, REPO + "/issues/comments/{comment_id}", false, EITHER);
    oneComment(router, REPO + "/pulls/comments/{comment_id}", true, "pull_requests");
    reactions(router, ISSUE, Call::ticket, EITHER);
  }

  private void oneComment(Router router, String path, boolean onLine, String... permissions) {
    router
        .get(path, Need.read(permissions), call -> Answer.ok(shown(call.remark(onLine))))
        .patch(path, Need.talk(permissions), call -> edit(call, call.remark(onLine)))
        .delete(path, Need.talk(permissions), call -> delete(call, call.remark(onLine)));
    reactions(router, path, call -> call.remark(onLine), permissions);
  }

  private void reactions(
      Router router, String path, Function<Call, Written> subject, String... permissions) {
    String all = path + "/reactions";
    router
        .get(all, Need.read(permissions), call -> reactionsOf(call, subject.apply(call)))
        .post(all, Need.talk(permissions), call -> react(call, subject.apply(call)))
        .delete(
            all + "/{reaction_id}",
            Need.talk(permissions),
            call -> takeBack(call, subject.apply(call)));
  }

  JsonNode shown(Remark remark) {
    return remark.onLine() ? pulls.lineComment(remark) : shapes.comment(remark);
  }

  /** Oldest first, always: GitHub sorts these by id. */
  private Answer ofThread(Call call) {
    return Answer.page(
        call,
        call.ticket().remarks.stream()
            .filter(it -> !it.onLine() && !it.updatedAt.isBefore(call.since()))
            .map(this::shown)
            .toList());
  }

  private Answer ofRepository(Call call) {
    return Answer.page(call, sorted(call, call.repo().remarks.values(), false));
  }

  /** Comments of one kind, as {@code since}, {@code sort} and {@code direction} say. */
  List<JsonNode> sorted(Call call, Collection<Remark> all, boolean onLine) {
    Comparator<Remark> order =
        switch (call.query().getOrDefault("sort", "created")) {
          case "updated" -> Comparator.comparing(it -> it.updatedAt);
          default -> Comparator.comparing(it -> it.createdAt);
        };
    order = order.thenComparingLong(it -> it.id);
    return all.stream()
        .filter(it -> it.onLine() == onLine && !it.updatedAt.isBefore(call.since()))
        .sorted(call.descending("asc") ? order.reversed() : order)
        .map(this::shown)
        .toList();
  }

  private Answer create(Call call) {
    Ticket ticket = call.ticket();
    if (ticket.locked && !call.access().atLeast(Access.WRITE)) {
      throw Refused.of(403, "Unable to create comment because issue is locked.");
    }
    return Answer.created(shown(talk.comment(ticket, call.hand(), body(call, "IssueComment"))));
  }

  /** Its author, or a writer of the repository; an app only its own. */
  private Answer edit(Call call, Remark remark) {
    mayChange(call, remark);
    talk.edit(remark, call.hand().user(), body(call, "IssueComment"));
    return Answer.ok(shown(remark));
  }

  private Answer delete(Call call, Remark remark) {
    mayChange(call, remark);
    talk.delete(remark, call.hand().user());
    return Answer.empty();
  }

  private static void mayChange(Call call, Remark remark) {
    boolean own = remark.author.equals(call.hand().user());
    if (!own && !call.access().atLeast(Access.WRITE)) {
      throw call.token().ofInstallation() ? Refused.notForIntegrations() : Refused.notYours();
    }
  }

  private static String body(Call call, String resource) {
    String body = call.required(resource, "body");
    if (body.codePointCount(0, body.length()) > LONGEST) {
      throw Refused.invalid(
          resource, "body", "custom", "body is too long (maximum is 65536 characters)");
    }
    return body;
  }

  private Answer reactionsOf(Call call, Written subject) {
    String content = call.query().get("content");
    return Answer.page(
        call,
        subject.reactions.stream()
            .filter(it -> content == null || it.content().equals(content))
            .map(reactions::one)
            .toList());
  }

  /** 200 when it was there already, 201 when it is new. */
  private Answer react(Call call, Written subject) {
    String content = call.required("Reaction", "content");
    if (!ReactionShapes.isContent(content)) {
      throw Refused.invalid("Reaction", "content", "invalid", "");
    }
    User by = call.hand().user();
    Optional<Written.Reacted> there = talk.reaction(subject, by, content);
    return there
        .map(it -> Answer.ok(reactions.one(it)))
        .orElseGet(() -> Answer.created(reactions.one(talk.react(subject, by, content))));
  }

  private Answer takeBack(Call call, Written subject) {
    long id = call.number("reaction_id");
    boolean gone =
        subject.reactions.removeIf(it -> it.id() == id && it.by().equals(call.hand().user()));
    if (!gone) {
      throw Refused.notFound();
    }
    return new Answer(204, null, Map.of());
  }
}
