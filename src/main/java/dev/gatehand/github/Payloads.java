package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.forge.Account;
import dev.gatehand.forge.Arrivals.Rank;
import dev.gatehand.forge.Arrivals.Told;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.github.CommentId.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Which comment a payload tells of, if it is one that could hold a command; the rest costs nothing.
 * Events and fields that are not known here are passed over.
 */
final class Payloads {
  private static final Pattern ANSWER =
      Pattern.compile("(?im)^\\s{0,3}/agent\\s+(approve|deny|stop)\\b");
  private static final String REVIEW = "pull_request_review_id";
  private static final Set<String> TELLING = Set.of("created", "edited", "submitted");
  private static final Set<String> INSIDERS = Set.of("OWNER", "MEMBER", "COLLABORATOR");

  private final Set<RepoRef> only;
  private final Supplier<Optional<Account>> self;

  /**
   * @param only the repositories that are worked on; empty: all that GitHub tells of
   * @param self our account, if it is known: GitHub waits for an answer, so nothing is asked
   */
  Payloads(List<RepoRef> only, Supplier<Optional<Account>> self) {
    this.only = Set.copyOf(only);
    this.self = self;
  }

  List<Told> read(String event, JsonNode payload) {
    switch (Shapes.text(payload, "action")) {
      case "closed" -> {
        return closed(event, payload);
      }
      case "labeled", "assigned" -> {
        return marked(event, payload);
      }
      default -> {
        if (speaksOfACommit(event, payload)) {
          return checks(payload);
        }
      }
    }
    if (!TELLING.contains(Shapes.text(payload, "action"))) {
      return List.of();
    }
    return switch (event) {
      case "issue_comment" -> told(payload, "issue", payload.path("comment"), Kind.TALK, "id");
      case "pull_request_review_comment" -> line(payload);
      case "pull_request_review" ->
          told(payload, "pull_request", payload.path("review"), Kind.REVIEW, "id");
      default -> List.of();
    };
  }

  /** Which label it is, and who set it, is read again: a payload does not name the event. */
  private List<Told> marked(String event, JsonNode payload) {
    String field = event.equals("issues") ? "issue" : event;
    int number = payload.path(field).path("number").asInt();
    return repository(payload)
        .filter(_ -> Set.of("issues", "pull_request").contains(event) && number > 0)
        .filter(_ -> !isOurs(payload.path("sender"), Account.Kind.BOT))
        .map(it -> new Told(CommentRef.marks(new ThreadRef(it, number)), Rank.INSIDER))
        .map(List::of)
        .orElse(List.of());
  }

  private static boolean speaksOfACommit(String event, JsonNode payload) {
    return switch (event) {
      case "check_run", "check_suite" -> Shapes.text(payload, "action").equals("completed");
      case "status" -> !Shapes.text(payload, "state").equals("pending");
      default -> false;
    };
  }

  /** All of a repository's are one thing to look at, however many a CI tells of. */
  private List<Told> checks(JsonNode payload) {
    return repository(payload)
        .map(it -> new Told(CommentRef.checks(it), Rank.INSIDER))
        .map(List::of)
        .orElse(List.of());
  }

  /** Our own closing of an issue of ours ends nothing. */
  private List<Told> closed(String event, JsonNode payload) {
    String field =
        switch (event) {
          case "issues" -> "issue";
          case "pull_request" -> "pull_request";
          default -> "";
        };
    int number = payload.path(field).path("number").asInt();
    return repository(payload)
        .filter(_ -> number > 0 && !isOurs(payload.path("sender"), Account.Kind.BOT))
        .filter(_ -> !isOurs(payload.path(field).path("user"), Account.Kind.PERSON))
        .map(it -> new Told(CommentRef.closing(new ThreadRef(it, number)), Rank.INSIDER))
        .map(List::of)
        .orElse(List.of());
  }

  private boolean isOurs(JsonNode user, Account.Kind kind) {
    return self.get()
        .filter(it -> it.kind() == kind && it.id() == user.path("id").asLong())
        .isPresent();
  }

  private Optional<RepoRef> repository(JsonNode payload) {
    return Shapes.repo(payload.path("repository"))
        .filter(it -> only.isEmpty() || only.contains(it));
  }

  /** A comment that answers another stands alone; one that opens a thread came with a review. */
  private List<Told> line(JsonNode payload) {
    JsonNode comment = payload.path("comment");
    return isAlone(comment)
        ? told(payload, "pull_request", comment, Kind.LINE, "id")
        : told(payload, "pull_request", comment, Kind.REVIEW, REVIEW);
  }

  private static boolean isAlone(JsonNode comment) {
    return comment.path("in_reply_to_id").isIntegralNumber()
        || !comment.path(REVIEW).isIntegralNumber();
  }

  /** Where a comment on a line is heard: by itself, or with the review that it came with. */
  static CommentId lineOrReview(JsonNode comment) {
    return isAlone(comment)
        ? new CommentId(Kind.LINE, comment.path("id").asLong())
        : new CommentId(Kind.REVIEW, comment.path(REVIEW).asLong());
  }

  private List<Told> told(
      JsonNode payload, String thread, JsonNode comment, Kind kind, String idField) {
    String body = Shapes.text(comment, "body");
    Optional<RepoRef> repository = repository(payload);
    int number = payload.path(thread).path("number").asInt();
    long id = comment.path(idField).asLong();
    if (isOurs(comment.path("user"), Account.Kind.BOT)) {
      // Its words name commands, and each would be looked up in vain.
      return List.of();
    }
    if (repository.isEmpty() || number <= 0 || id <= 0 || !speaksToUs(body)) {
      return List.of();
    }
    return List.of(
        new Told(
            new CommentId(kind, id).on(new ThreadRef(repository.get(), number)),
            rank(comment, body)));
  }

  static boolean speaksToUs(String body) {
    return body.toLowerCase(Locale.ROOT).contains("/agent");
  }

  static Rank rank(JsonNode comment, String body) {
    if (!INSIDERS.contains(Shapes.text(comment, "author_association"))) {
      return Rank.STRANGER;
    }
    return ANSWER.matcher(body).find() ? Rank.ANSWER : Rank.INSIDER;
  }
}
