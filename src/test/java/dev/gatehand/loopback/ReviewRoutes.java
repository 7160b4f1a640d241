package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.loopback.Remark.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reviews of pull requests and comments on their lines. */
final class ReviewRoutes {
  private static final String REPO = "/repos/{owner}/{repo}";
  private static final String PULL = REPO + "/pulls/{pull_number}";
  private static final Map<String, String> STATES =
      Map.of("APPROVE", "APPROVED", "REQUEST_CHANGES", "CHANGES_REQUESTED", "COMMENT", "COMMENTED");
  private final PullShapes pulls;
  private final Pulling pulling;
  private final CommentRoutes comments;

  ReviewRoutes(Shapes shapes, Pulling pulling, CommentRoutes comments) {
    this.pulls = new PullShapes(shapes);
    this.pulling = pulling;
    this.comments = comments;
  }

  void into(Router router) {
    Need read = Need.read("pull_requests");
    Need talk = Need.talk("pull_requests");
    router
        .get(PULL + "/reviews", read, this::reviews)
        .post(PULL + "/reviews", talk, this::submit)
        .get(PULL + "/reviews/{review_id}", read, call -> Answer.ok(pulls.review(review(call))))
        .get(PULL + "/reviews/{review_id}/comments", read, this::ofReview)
        .get(PULL + "/comments", read, this::ofPull)
        .post(PULL + "/comments", talk, this::comment)
        .post(PULL + "/comments/{comment_id}/replies", talk, this::reply)
        .get(REPO + "/pulls/comments", read, this::ofRepository);
  }

  private Answer reviews(Call call) {
    return Answer.page(call, call.pull().pull.reviews.stream().map(pulls::review).toList());
  }

  private static Review review(Call call) {
    long id = call.number("review_id");
    return call.pull().pull.reviews.stream()
        .filter(it -> it.id == id)
        .findFirst()
        .orElseThrow(Refused::notFound);
  }

  private Answer ofReview(Call call) {
    long id = review(call).id;
    return Answer.page(
        call,
        call.pull().remarks.stream()
            .filter(it -> it.onLine() && it.line.reviewId() == id)
            .map(pulls::lineComment)
            .toList());
  }

  private Answer ofPull(Call call) {
    return Answer.page(call, comments.sorted(call, call.pull().remarks, true));
  }

  private Answer ofRepository(Call call) {
    return Answer.page(call, comments.sorted(call, call.repo().remarks.values(), true));
  }

  private Answer submit(Call call) {
    Ticket ticket = call.pull();
    String event = call.optional("event").orElse("COMMENT");
    String state = STATES.get(event);
    if (state == null) {
      throw Refused.of(422, "Unprocessable Entity: event " + event);
    }
    if (!event.equals("COMMENT") && ticket.author.equals(call.hand().user())) {
      throw Refused.of(
          422,
          event.equals("APPROVE")
              ? "Review Can not approve your own pull request"
              : "Review Can not request changes on your own pull request");
    }
    List<Line> lines = new ArrayList<>();
    List<String> bodies = new ArrayList<>();
    for (JsonNode one : call.body().path("comments")) {
      lines.add(line(ticket, one, 0, 0));
      bodies.add(one.path("body").asText());
    }
    Review review =
        pulling.review(ticket, call.hand(), call.optional("body").orElse(""), state, lines, bodies);
    return Answer.ok(pulls.review(review));
  }

  private Answer comment(Call call) {
    Ticket ticket = call.pull();
    String body = call.required("PullRequestReviewComment", "body");
    if (call.body().has("in_reply_to")) {
      return Answer.created(answerTo(call, call.body().path("in_reply_to").asLong(), body));
    }
    call.required("PullRequestReviewComment", "commit_id");
    call.required("PullRequestReviewComment", "path");
    Line line = line(ticket, call.body(), call.site().nextId(), 0);
    return Answer.created(pulls.lineComment(pulling.lineComment(ticket, call.hand(), body, line)));
  }

  private Answer reply(Call call) {
    String body = call.required("PullRequestReviewComment", "body");
    return Answer.created(answerTo(call, call.number("comment_id"), body));
  }

  /** Every answer hangs on the first comment of its thread, whichever was named. */
  private JsonNode answerTo(Call call, long id, String body) {
    Ticket ticket = call.pull();
    Remark first =
        Optional.ofNullable(ticket.repo.remarks.get(id))
            .filter(it -> it.onLine() && it.ticket.equals(ticket))
            .orElseThrow(Refused::notFound);
    Line was = first.line;
    long root = was.inReplyTo() == 0 ? first.id : was.inReplyTo();
    Line line =
        new Line(
            was.path(),
            was.number(),
            was.side(),
            was.commit(),
            was.hunk(),
            call.site().nextId(),
            root);
    return pulls.lineComment(pulling.lineComment(ticket, call.hand(), body, line));
  }

  private static Line line(Ticket ticket, JsonNode body, long review, long inReplyTo) {
    return new Line(
        body.path("path").asText(),
        body.path("line").asInt(body.path("position").asInt(1)),
        body.path("side").asText("RIGHT"),
        body.path("commit_id").asText(ticket.pull.headSha),
        "@@ -1 +1 @@",
        review,
        inReplyTo);
  }
}
