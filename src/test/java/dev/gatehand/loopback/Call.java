package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * A request that found its route.
 *
 * @param address where it went, without its query
 * @param path the values of the template's names
 * @param token null: nobody
 * @param app the app that signed the request itself; null otherwise
 */
record Call(
    Site site,
    String method,
    String address,
    Map<String, String> path,
    Map<String, String> query,
    ObjectNode body,
    Token token,
    App app) {

  /** The repository of the path, which the caller may see: the router made sure. */
  Repo repo() {
    return site.repo(path.get("owner"), path.get("repo")).orElseThrow(Refused::notFound);
  }

  Ticket ticket() {
    return Optional.ofNullable(repo().tickets.get((int) number("issue_number")))
        .orElseThrow(Refused::notFound);
  }

  /** The pull request of the path. */
  Ticket pull() {
    return Optional.ofNullable(repo().tickets.get((int) number("pull_number")))
        .filter(Ticket::isPull)
        .orElseThrow(Refused::notFound);
  }

  /** The comment of the path; one on a line is no comment on a thread, and the other way round. */
  Remark remark(boolean onLine) {
    return Optional.ofNullable(repo().remarks.get(number("comment_id")))
        .filter(it -> it.onLine() == onLine)
        .orElseThrow(Refused::notFound);
  }

  /** A number of the path; anything else is not there. */
  long number(String name) {
    try {
      return Long.parseLong(path.get(name));
    } catch (NumberFormatException e) {
      throw Refused.notFound();
    }
  }

  /** As whom it is done. */
  Written.Hand hand() {
    return token.hand();
  }

  Access access() {
    return token == null ? Access.READ : token.ofInstallation() ? Access.WRITE : own();
  }

  private Access own() {
    return repo().accessOf(token.user());
  }

  /** A text of the body that must be there. */
  String required(String resource, String field) {
    return optional(field)
        .filter(it -> !it.isBlank())
        .orElseThrow(() -> Refused.invalid(resource, field, "missing_field", ""));
  }

  /** A text of the body. */
  Optional<String> optional(String field) {
    return Optional.ofNullable(body.get(field)).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  boolean flag(String field) {
    return body.path(field).asBoolean();
  }

  /** {@code since} of the query. */
  Instant since() {
    String text = query.get("since");
    if (text == null) {
      return Instant.EPOCH;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Refused.of(422, "since is not a valid ISO 8601 timestamp: " + text);
    }
  }

  boolean descending(String otherwise) {
    return query.getOrDefault("direction", otherwise).equals("desc");
  }
}
