package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.forge.Account;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.forge.Reaction;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.github.CommentId.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The comments of GitHub's three kinds. */
final class Comments {
  private final Api api;
  private final Edits edits;
  private final Reviews reviews;

  Comments(Api api) {
    this.api = api;
    this.edits = new Edits(api);
    this.reviews = new Reviews(api, edits);
  }

  Optional<Comment> find(CommentRef ref) {
    return switch (CommentId.of(ref).kind()) {
      case TALK, LINE ->
          json(ref)
              .map(node -> comment(ref, node, edits.isEdited(ref.thread().repository(), node)));
      case REVIEW -> reviews.find(ref);
    };
  }

  /** Of all kinds, oldest first; for reading along, not for deciding. */
  List<Comment> of(ThreadRef thread, boolean pullRequest) {
    List<Comment> all = new ArrayList<>();
    for (JsonNode node : talk(thread)) {
      all.add(listed(thread, Kind.TALK, node, ""));
    }
    if (pullRequest) {
      for (JsonNode node : lines(thread)) {
        all.add(listed(thread, Kind.LINE, node, Reviews.place(node) + "\n\n"));
      }
      all.addAll(reviews.of(thread));
    }
    all.sort(Comparator.comparing(Comment::at).thenComparingLong(it -> it.ref().id()));
    return List.copyOf(all);
  }

  /**
   * What was said before a moment and was not touched since; an edit before it is the past's
   * business.
   */
  List<Comment> unchangedSince(List<Comment> all, Instant moment) {
    return all.stream()
        .filter(comment -> !comment.edited() || !isEditedSince(comment.ref(), moment))
        .toList();
  }

  private boolean isEditedSince(CommentRef ref, Instant moment) {
    if (CommentId.of(ref).kind() == Kind.REVIEW) {
      return false;
    }
    return json(ref)
        .flatMap(node -> Shapes.instantIfAny(node, "updated_at"))
        .filter(at -> at.isBefore(moment))
        .isEmpty();
  }

  CommentRef addressed(CommentRef told) {
    boolean review =
        told.kind() == CommentRef.Kind.COMMENT && CommentId.of(told).kind() == Kind.REVIEW;
    return review ? reviews.addressed(told) : told;
  }

  CommentRef post(ThreadRef thread, String body) {
    JsonNode posted =
        api.change(
            thread.repository(),
            "POST",
            "/issues/" + thread.number() + "/comments",
            Api.object().put("body", body),
            "comment on " + thread,
            Call.Weight.ASK);
    return new CommentId(Kind.TALK, posted.path("id").asLong()).on(thread);
  }

  CommentRef reply(CommentRef to, String body) {
    CommentId id = CommentId.of(to);
    if (id.kind() != Kind.LINE) {
      return post(to.thread(), body);
    }
    JsonNode posted =
        api.change(
            to.thread().repository(),
            "POST",
            "/pulls/" + to.thread().number() + "/comments/" + top(to) + "/replies",
            Api.object().put("body", body),
            "answer comment " + id.number() + " of " + to.thread(),
            Call.Weight.ASK);
    return new CommentId(Kind.LINE, posted.path("id").asLong()).on(to.thread());
  }

  void edit(CommentRef ref, String body, Account self) {
    CommentId id = CommentId.of(ref);
    JsonNode now =
        json(ref).orElseThrow(() -> new ForgeUnavailable(named(ref) + " is not there any more"));
    if (!Shapes.account(now.path("user")).is(self)) {
      // GitHub would let a writer do it: words are not put into other people's mouths.
      throw new ForgeUnavailable(named(ref) + " is not ours: it is not edited");
    }
    if (Shapes.text(now, "body").equals(body)) {
      return;
    }
    api.change(
        ref.thread().repository(),
        "PATCH",
        path(id),
        Api.object().put("body", body),
        "edit " + named(ref),
        Call.Weight.WORK);
  }

  void react(CommentRef ref, Reaction reaction) {
    CommentId id = CommentId.of(ref);
    switch (id.kind()) {
      case TALK, LINE ->
          api.change(
              ref.thread().repository(),
              "POST",
              path(id) + "/reactions",
              Api.object().put("content", content(reaction)),
              "react to " + named(ref),
              Call.Weight.WORK);
      case REVIEW -> reviews.react(ref, reaction);
    }
  }

  Optional<CommentRef> findOwn(ThreadRef thread, String marker, Account self) {
    return own(talk(thread), marker, self)
        .map(number -> new CommentId(Kind.TALK, number).on(thread));
  }

  Optional<CommentRef> findOwnReply(CommentRef to, String marker, Account self) {
    return CommentId.of(to).kind() == Kind.LINE
        ? own(lines(to.thread()), marker, self)
            .map(number -> new CommentId(Kind.LINE, number).on(to.thread()))
        : findOwn(to.thread(), marker, self);
  }

  private static Optional<Long> own(List<JsonNode> comments, String marker, Account self) {
    Predicate<JsonNode> ours = node -> Shapes.account(node.path("user")).is(self);
    return comments.stream()
        .filter(ours)
        .filter(node -> Shapes.text(node, "body").contains(marker))
        .map(node -> node.path("id").asLong())
        .findFirst();
  }

  private List<JsonNode> talk(ThreadRef thread) {
    return api.all(
        thread.repository(),
        "/issues/" + thread.number() + "/comments?per_page=100",
        Call.Weight.ASK);
  }

  private List<JsonNode> lines(ThreadRef thread) {
    return api.all(
        thread.repository(),
        "/pulls/" + thread.number() + "/comments?per_page=100",
        Call.Weight.ASK);
  }

  /** Empty also for a comment of another thread: an id alone must not reach there. */
  private Optional<JsonNode> json(CommentRef ref) {
    CommentId id = CommentId.of(ref);
    ThreadRef thread = ref.thread();
    return api.find(thread.repository(), path(id), "read " + named(ref), Call.Weight.ASK)
        .filter(node -> stands(node, thread));
  }

  private static boolean stands(JsonNode comment, ThreadRef thread) {
    String end = "/" + thread.number();
    return Shapes.text(comment, "issue_url").endsWith("/issues" + end)
        || Shapes.text(comment, "pull_request_url").endsWith("/pulls" + end);
  }

  /** A thread on a line is answered at its first comment. */
  private long top(CommentRef line) {
    JsonNode node =
        json(line).orElseThrow(() -> new ForgeUnavailable(named(line) + " is not there any more"));
    return node.path("in_reply_to_id").asLong(CommentId.of(line).number());
  }

  private static String path(CommentId id) {
    return switch (id.kind()) {
      case TALK -> "/issues/comments/" + id.number();
      case LINE -> "/pulls/comments/" + id.number();
      case REVIEW -> throw new IllegalArgumentException("a review has its own address");
    };
  }

  private static Comment comment(CommentRef ref, JsonNode node, boolean edited) {
    return new Comment(
        ref,
        Shapes.account(node.path("user")),
        Shapes.text(node, "body"),
        Shapes.instant(node, "created_at"),
        edited);
  }

  private static Comment listed(ThreadRef thread, Kind kind, JsonNode node, String before) {
    CommentRef ref = new CommentId(kind, node.path("id").asLong()).on(thread);
    Comment comment = comment(ref, node, Edits.byTimes(node));
    return new Comment(
        ref, comment.author(), before + comment.body(), comment.at(), comment.edited());
  }

  static String content(Reaction reaction) {
    return switch (reaction) {
      case EYES -> "eyes";
      case ROCKET -> "rocket";
      case THUMBS_UP -> "+1";
      case CONFUSED -> "confused";
      case THUMBS_DOWN -> "-1";
    };
  }

  static String named(CommentRef ref) {
    return switch (ref.kind()) {
      case COMMENT -> "comment " + CommentId.of(ref).number() + " of " + ref.thread();
      case CLOSING -> "the closing of " + ref.thread();
      case MARKS, MARKING -> "labels and assignees of " + ref.thread();
      case CHECKS -> "the checks of " + ref.thread().repository();
    };
  }
}
