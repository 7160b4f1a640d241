package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.Reaction;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.github.CommentId.Kind;
import dev.gatehand.text.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reviews: words about the whole, and comments on lines that were sent with them. Together they are
 * one request, however many comments it has.
 */
final class Reviews {
  private static final String REACT = Template.resource("github/react.graphql");
  private final Api api;
  private final Edits edits;

  Reviews(Api api, Edits edits) {
    this.api = api;
    this.edits = edits;
  }

  /** The review with its comments on lines below its words; it is edited when one of them is. */
  Optional<Comment> find(CommentRef ref) {
    ThreadRef thread = ref.thread();
    Optional<JsonNode> found = json(ref);
    // One that was not sent yet is seen by its author alone.
    if (found.isEmpty() || Shapes.instantIfAny(found.get(), "submitted_at").isEmpty()) {
      return Optional.empty();
    }
    JsonNode review = found.get();
    List<JsonNode> lines = lines(ref);
    boolean edited =
        edits.isEdited(thread.repository(), review)
            || lines.stream().anyMatch(line -> edits.isEdited(thread.repository(), line));
    return Optional.of(
        new Comment(
            ref,
            Shapes.account(review.path("user")),
            ReviewWords.of(Shapes.text(review, "body"), lines),
            Shapes.instant(review, "submitted_at"),
            edited));
  }

  /**
   * A review without words of its own whose command stands in one comment on a line is that
   * comment: it is answered there.
   */
  CommentRef addressed(CommentRef ref) {
    boolean wordless = json(ref).filter(it -> Shapes.text(it, "body").isBlank()).isPresent();
    if (!wordless) {
      return ref;
    }
    List<JsonNode> speaking =
        lines(ref).stream().filter(line -> Payloads.speaksToUs(Shapes.text(line, "body"))).toList();
    return speaking.size() == 1
        ? new CommentId(Kind.LINE, speaking.getFirst().path("id").asLong()).on(ref.thread())
        : ref;
  }

  private List<JsonNode> lines(CommentRef ref) {
    return api.all(
        ref.thread().repository(), path(ref) + "/comments?per_page=100", Call.Weight.ASK);
  }

  List<Comment> of(ThreadRef thread) {
    List<Comment> all = new ArrayList<>();
    String path = "/pulls/" + thread.number() + "/reviews?per_page=100";
    for (JsonNode review : api.all(thread.repository(), path, Call.Weight.WORK)) {
      if (!Shapes.text(review, "body").isBlank()
          && Shapes.instantIfAny(review, "submitted_at").isPresent()) {
        all.add(
            new Comment(
                new CommentId(Kind.REVIEW, review.path("id").asLong()).on(thread),
                Shapes.account(review.path("user")),
                Shapes.text(review, "body"),
                Shapes.instant(review, "submitted_at"),
                true));
      }
    }
    return all;
  }

  /** Reviews have no address for reactions; GraphQL takes them. */
  void react(CommentRef ref, Reaction reaction) {
    Optional<String> node = json(ref).map(review -> Shapes.text(review, "node_id"));
    if (node.isEmpty() || node.get().isEmpty()) {
      return;
    }
    String content =
        switch (reaction) {
          case THUMBS_UP, THUMBS_DOWN, EYES, ROCKET, CONFUSED -> reaction.name();
        };
    Answer answer =
        api.graph(
            ref.thread().repository(),
            REACT,
            Api.object().put("id", node.get()).put("content", content.toUpperCase(Locale.ROOT)),
            Call.Weight.WORK);
    if (!answer.isGood() && answer.status() != 404) {
      throw Refused.of(answer, "react to " + Comments.named(ref));
    }
  }

  private Optional<JsonNode> json(CommentRef ref) {
    return api.find(
        ref.thread().repository(), path(ref), "read " + Comments.named(ref), Call.Weight.ASK);
  }

  private static String path(CommentRef ref) {
    return "/pulls/" + ref.thread().number() + "/reviews/" + CommentId.of(ref).number();
  }

  /** Which line a comment is about. The path is whatever its author named a file. */
  static String place(JsonNode line) {
    String path = Shapes.text(line, "path").replaceAll("[`\\p{Cntrl}]", "?");
    int number = line.path("line").asInt(line.path("original_line").asInt());
    return number > 0 ? "On `%s`, line %d:".formatted(path, number) : "On `%s`:".formatted(path);
  }
}
