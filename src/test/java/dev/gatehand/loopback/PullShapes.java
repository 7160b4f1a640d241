package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Pull requests, their reviews and line comments as GitHub shows them. */
final class PullShapes {
  private final Shapes shapes;

  PullShapes(Shapes shapes) {
    this.shapes = shapes;
  }

  String api(Ticket ticket) {
    return shapes.api(ticket.repo) + "/pulls/" + ticket.number;
  }

  String html(Ticket ticket) {
    return shapes.html(ticket.repo) + "/pull/" + ticket.number;
  }

  ObjectNode pull(Ticket ticket) {
    Pull pull = ticket.pull;
    ObjectNode node = shapes.issue(ticket);
    // What an issue has and a pull request has not.
    node.remove(
        List.of(
            "repository_url",
            "labels_url",
            "events_url",
            "closed_by",
            "reactions",
            "timeline_url",
            "performed_via_github_app",
            "state_reason",
            "pull_request",
            "comments"));
    node.put("url", api(ticket));
    node.put("diff_url", html(ticket) + ".diff");
    node.put("patch_url", html(ticket) + ".patch");
    node.put("issue_url", shapes.api(ticket.repo) + "/issues/" + ticket.number);
    node.put("commits_url", api(ticket) + "/commits");
    node.put("review_comments_url", api(ticket) + "/comments");
    node.put("review_comment_url", shapes.api(ticket.repo) + "/pulls/comments{/number}");
    node.put("comments_url", shapes.api(ticket.repo) + "/issues/" + ticket.number + "/comments");
    node.put("statuses_url", shapes.api(ticket.repo) + "/statuses/" + pull.headSha);
    node.set("merged_at", Json.object("at", pull.mergedAt).get("at"));
    node.put("merge_commit_sha", pull.mergeCommit);
    node.set("requested_reviewers", Json.array(pull.reviewers.stream().map(shapes::user).toList()));
    node.set("requested_teams", Json.array(List.of()));
    node.put("draft", pull.draft);
    node.set("head", end(pull.headRepo, pull.headBranch, pull.headSha));
    node.set("base", end(ticket.repo, pull.baseBranch, pull.baseSha));
    node.set("auto_merge", null);
    node.set("_links", links(ticket));
    return node;
  }

  /** With what only the answer to one pull request has. */
  ObjectNode full(Ticket ticket) {
    Pull pull = ticket.pull;
    ObjectNode node = pull(ticket);
    node.put("merged", pull.merged());
    node.put("mergeable", ticket.open ? Boolean.TRUE : null);
    node.put("rebaseable", ticket.open ? Boolean.TRUE : null);
    node.put("mergeable_state", ticket.open ? "clean" : "unknown");
    node.set("merged_by", shapes.user(pull.mergedBy));
    node.put("comments", ticket.remarks.stream().filter(it -> !it.onLine()).count());
    node.put("review_comments", ticket.remarks.stream().filter(Remark::onLine).count());
    node.put("maintainer_can_modify", pull.maintainerCanModify);
    node.put("commits", 1);
    node.put("additions", 1);
    node.put("deletions", 0);
    node.put("changed_files", 1);
    return node;
  }

  private JsonNode links(Ticket ticket) {
    String talk = shapes.api(ticket.repo) + "/issues/" + ticket.number;
    return Json.object(
        "self", Json.object("href", api(ticket)),
        "html", Json.object("href", html(ticket)),
        "issue", Json.object("href", talk),
        "comments", Json.object("href", talk + "/comments"),
        "review_comments", Json.object("href", api(ticket) + "/comments"),
        "review_comment", Json.object("href", shapes.api(ticket.repo) + "/pulls/comments{/number}"),
        "commits", Json.object("href", api(ticket) + "/commits"),
        "statuses",
            Json.object("href", shapes.api(ticket.repo) + "/statuses/" + ticket.pull.headSha));
  }

  private JsonNode end(Repo repo, String branch, String sha) {
    return Json.object(
        "label",
        repo.owner.login() + ":" + branch,
        "ref",
        branch,
        "sha",
        sha,
        "user",
        shapes.user(repo.owner),
        "repo",
        shapes.repo(repo));
  }

  ObjectNode review(Review review) {
    Ticket ticket = review.ticket;
    return Json.object(
        "id",
        review.id,
        "node_id",
        review.nodeId(),
        "user",
        shapes.user(review.author),
        "body",
        review.body,
        "state",
        review.state,
        "html_url",
        html(ticket) + "#pullrequestreview-" + review.id,
        "pull_request_url",
        api(ticket),
        "author_association",
        shapes.association(ticket.repo, review.author),
        "_links",
        Json.object(
            "html", Json.object("href", html(ticket) + "#pullrequestreview-" + review.id),
            "pull_request", Json.object("href", api(ticket))),
        "submitted_at",
        review.createdAt,
        "commit_id",
        review.commit);
  }

  ObjectNode lineComment(Remark remark) {
    Ticket ticket = remark.ticket;
    Remark.Line line = remark.line;
    String url = shapes.api(ticket.repo) + "/pulls/comments/" + remark.id;
    String page = html(ticket) + "#discussion_r" + remark.id;
    ObjectNode node =
        Json.object(
            "url",
            url,
            "pull_request_review_id",
            line.reviewId(),
            "id",
            remark.id,
            "node_id",
            remark.nodeId(),
            "diff_hunk",
            line.hunk(),
            "path",
            line.path(),
            "position",
            1,
            "original_position",
            1,
            "commit_id",
            ticket.pull.headSha,
            "original_commit_id",
            line.commit(),
            "user",
            shapes.user(remark.author),
            "body",
            remark.body,
            "created_at",
            remark.createdAt,
            "updated_at",
            remark.updatedAt,
            "html_url",
            page,
            "pull_request_url",
            api(ticket),
            "author_association",
            shapes.association(ticket.repo, remark.author),
            "_links",
            Json.object(
                "self", Json.object("href", url),
                "html", Json.object("href", page),
                "pull_request", Json.object("href", api(ticket))),
            "reactions",
            ReactionShapes.counts(remark, url + "/reactions"),
            "start_line",
            null,
            "original_start_line",
            null,
            "start_side",
            null,
            "line",
            line.number(),
            "original_line",
            line.number(),
            "side",
            line.side(),
            "subject_type",
            "line");
    if (line.inReplyTo() != 0) {
      node.put("in_reply_to_id", line.inReplyTo());
    }
    return node;
  }
}
