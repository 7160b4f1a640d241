package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.forge.Account;
import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.forge.PullRequest;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.GitId;
import dev.gatehand.policy.Role;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * GitHub's JSON as our records. What is missing and must not be, is said; the rest is passed over.
 */
final class Shapes {
  /** Whoever deleted their account: nobody's id, so nobody's role. */
  private static final Account GHOST = new Account(0, "ghost", Account.Kind.PERSON);

  private static final RepoRef GONE = new RepoRef("ghost", "deleted-fork");

  private Shapes() {}

  /** Everything but a user counts as a program: that one can do less. */
  static Account account(JsonNode user) {
    if (!user.path("id").isIntegralNumber()) {
      return GHOST;
    }
    Account.Kind kind =
        user.path("type").asText("User").equals("User") ? Account.Kind.PERSON : Account.Kind.BOT;
    return new Account(user.path("id").asLong(), user.path("login").asText(), kind);
  }

  static String text(JsonNode node, String field) {
    return node.path(field).isTextual() ? node.path(field).asText() : "";
  }

  static Instant instant(JsonNode node, String field) {
    return instantIfAny(node, field)
        .orElseThrow(
            () -> new ForgeUnavailable("GitHub's answer lacks `" + field + "`; it is tried again"));
  }

  static Optional<Instant> instantIfAny(JsonNode node, String field) {
    try {
      String text = text(node, field);
      return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Empty for a name that is none of ours to write into paths and addresses. */
  static Optional<RepoRef> repo(JsonNode repository) {
    return slug(text(repository, "full_name"));
  }

  static Optional<RepoRef> slug(String slug) {
    try {
      return Optional.of(RepoRef.of(slug));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static boolean isPullRequest(JsonNode issue) {
    return issue.path("pull_request").isObject();
  }

  static PullRequest pullRequest(RepoRef repository, JsonNode pull) {
    JsonNode head = pull.path("head");
    boolean merged = !text(pull, "merged_at").isEmpty() || pull.path("merged").asBoolean();
    PullRequest.State state =
        merged
            ? PullRequest.State.MERGED
            : text(pull, "state").equals("open")
                ? PullRequest.State.OPEN
                : PullRequest.State.CLOSED;
    return new PullRequest(
        new ThreadRef(repository, pull.path("number").asInt()),
        text(pull, "title"),
        text(pull, "body"),
        account(pull.path("user")),
        repo(head.path("repo")).orElse(GONE),
        text(head, "ref"),
        new GitId(text(head, "sha")),
        text(pull.path("base"), "ref"),
        state,
        pull.path("draft").asBoolean(),
        pull.path("maintainer_can_modify").asBoolean());
  }

  /**
   * GitHub's {@code role_name} may be one that an organisation made; {@code permission} then says
   * what it builds on. Triage may label and close, and no more than a reader write.
   */
  static Role role(JsonNode permission) {
    return switch (text(permission, "role_name")) {
      case "admin" -> Role.ADMIN;
      case "maintain" -> Role.MAINTAIN;
      case "write" -> Role.WRITE;
      case "triage", "read" -> Role.READ;
      case "none" -> Role.NONE;
      default ->
          switch (text(permission, "permission")) {
            case "admin" -> Role.ADMIN;
            case "write" -> Role.WRITE;
            case "read" -> Role.READ;
            default -> Role.NONE;
          };
    };
  }
}
