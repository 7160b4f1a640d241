package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehand.loopback.GraphQuery.Field;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The little of GraphQL that REST cannot say: whether a text was edited, and reactions to reviews.
 * Errors come with status 200, as there.
 */
final class GraphRoutes {
  private static final Set<String> COMMENTS =
      Set.of(
          "Issue", "PullRequest", "IssueComment", "PullRequestReview", "PullRequestReviewComment");
  private static final Map<String, String> CONTENTS =
      Map.of("THUMBS_UP", "+1", "THUMBS_DOWN", "-1");
  private final Talk talk;
  private final Violations violations;

  GraphRoutes(Talk talk, Violations violations) {
    this.talk = talk;
    this.violations = violations;
  }

  void into(Router router) {
    router.post("/graphql", Need.NOTHING, this::answer);
  }

  private Answer answer(Call call) {
    if (call.token() == null) {
      throw Refused.of(401, "This endpoint requires you to be authenticated.");
    }
    ObjectNode data = Json.object();
    try {
      GraphQuery.Operation operation =
          GraphQuery.read(call.body().path("query").asText(), call.body().path("variables"));
      for (Field field : operation.fields()) {
        data.set(field.name(), root(call, operation.kind(), field));
      }
      return Answer.ok(Json.object("data", data));
    } catch (NotResolved e) {
      JsonNode error = Json.object("type", "NOT_FOUND", "message", e.getMessage());
      return Answer.ok(Json.object("data", Json.object("node", null), "errors", List.of(error)));
    } catch (IllegalArgumentException e) {
      violations.add("POST /graphql: " + e.getMessage());
      return Answer.ok(Json.object("errors", List.of(Json.object("message", e.getMessage()))));
    }
  }

  private JsonNode root(Call call, String kind, Field field) {
    if (kind.equals("query") && field.name().equals("node")) {
      return shown(field, written(call, field.arguments().get("id"), Token.Level.READ));
    }
    if (kind.equals("mutation") && field.name().equals("addReaction")) {
      JsonNode input = field.arguments().get("input");
      String word = input.path("content").asText();
      String content = CONTENTS.getOrDefault(word, word.toLowerCase(Locale.ROOT));
      if (!ReactionShapes.isContent(content) || !word.equals(word.toUpperCase(Locale.ROOT))) {
        throw new IllegalArgumentException(word + " is not a ReactionContent");
      }
      User by = call.hand().user();
      Written subject = written(call, input.path("subjectId"), Token.Level.WRITE);
      if (talk.reaction(subject, by, content).isEmpty()) {
        talk.react(subject, by, content);
      }
      return Json.object("clientMutationId", null);
    }
    throw new IllegalArgumentException(
        "Field '" + field.name() + "' doesn't exist on type '" + kind + "'");
  }

  /** What has this node id, if the caller may see it. */
  private static Written written(Call call, JsonNode id, Token.Level level) {
    return call.site().repos().stream()
        .filter(repo -> visible(call.token(), repo, level))
        .flatMap(GraphRoutes::all)
        .filter(it -> it.nodeId().equals(id.asText()))
        .findFirst()
        .orElseThrow(
            () ->
                new NotResolved(
                    "Could not resolve to a node with the global id of '" + id.asText() + "'"));
  }

  private static boolean visible(Token token, Repo repo, Token.Level level) {
    try {
      new Need(List.of("issues", "pull_requests"), level, Access.READ).check(token, repo);
      return true;
    } catch (Refused refused) {
      return false;
    }
  }

  private static Stream<Written> all(Repo repo) {
    Stream<Written> reviews =
        repo.tickets.values().stream()
            .filter(Ticket::isPull)
            .flatMap(it -> it.pull.reviews.stream());
    return Stream.concat(
        Stream.concat(repo.tickets.values().stream(), repo.remarks.values().stream()), reviews);
  }

  private static JsonNode shown(Field asked, Written written) {
    String type = type(written);
    ObjectNode node = Json.object();
    for (Field field : asked.fields()) {
      boolean fits =
          field.onType().equals(type)
              || (List.of("Comment", "Reactable").contains(field.onType())
                  && COMMENTS.contains(type));
      if (fits
          || (field.onType().isEmpty() && List.of("id", "__typename").contains(field.name()))) {
        node.set(field.name(), value(field, written));
      } else if (field.onType().isEmpty()) {
        throw new IllegalArgumentException(
            "Field '" + field.name() + "' doesn't exist on type 'Node'");
      }
    }
    return node;
  }

  private static String type(Written written) {
    return switch (written.kind()) {
      case "I" -> "Issue";
      case "PR" -> "PullRequest";
      case "IC" -> "IssueComment";
      case "PRR" -> "PullRequestReview";
      default -> "PullRequestReviewComment";
    };
  }

  private static JsonNode value(Field field, Written written) {
    Object value =
        switch (field.name()) {
          case "__typename" -> type(written);
          case "id" -> written.nodeId();
          case "databaseId" -> written.id;
          case "body" -> written.body == null ? "" : written.body;
          case "createdAt" -> written.createdAt;
          case "updatedAt" -> written.updatedAt;
          case "lastEditedAt" -> written.lastEditedAt;
          case "includesCreatedEdit" -> written.lastEditedAt != null;
          case "author" -> actor(written.author);
          case "editor" -> actor(written.editor);
          default ->
              throw new IllegalArgumentException(
                  "Field '" + field.name() + "' doesn't exist on type 'Comment'");
        };
    return Json.object("it", value).get("it");
  }

  private static JsonNode actor(User user) {
    return Optional.ofNullable(user)
        .<JsonNode>map(it -> Json.object("login", it.login()))
        .orElse(null);
  }

  /** A node id that leads nowhere, or to what the caller may not see. */
  private static final class NotResolved extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotResolved(String message) {
      super(message);
    }
  }
}
