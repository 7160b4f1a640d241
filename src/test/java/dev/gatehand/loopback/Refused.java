package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** A request that is answered with an error, in GitHub's words. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Answer answer;

  private Refused(int status, ObjectNode body) {
    super(status + " " + body.path("message").asText());
    this.answer = new Answer(status, body, Map.of());
  }

  Answer answer() {
    return answer;
  }

  static Refused of(int status, String message) {
    return new Refused(
        status,
        Json.object(
            "message",
            message,
            "documentation_url",
            "https://docs.github.com/rest",
            "status",
            String.valueOf(status)));
  }

  /** What is not there, or what one may not know to be there. */
  static Refused notFound() {
    return of(404, "Not Found");
  }

  static Refused badCredentials() {
    return of(401, "Bad credentials");
  }

  /** An installation token that does not reach this, or lacks a permission. */
  static Refused notForIntegrations() {
    return of(403, "Resource not accessible by integration");
  }

  static Refused notYours() {
    return of(403, "Must have admin rights to Repository.");
  }

  /** 422 with one error of one field. */
  static Refused invalid(String resource, String field, String code, String message) {
    ObjectNode error = Json.object("resource", resource, "field", field, "code", code);
    if (!message.isEmpty()) {
      error.put("message", message);
    }
    if (field.isEmpty()) {
      error.remove("field");
    }
    return new Refused(
        422,
        Json.object(
            "message", "Validation Failed",
            "errors", List.of(error),
            "documentation_url", "https://docs.github.com/rest",
            "status", "422"));
  }
}
