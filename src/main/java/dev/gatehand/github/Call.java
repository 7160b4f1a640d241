package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One request.
 *
 * @param address below the endpoint, beginning with a slash; or whole, as a page's link gave it
 * @param pass who asks
 */
record Call(String method, String address, Optional<JsonNode> body, Pass pass, Weight weight) {
  /**
   * Who asks, as GitHub counts it.
   *
   * @param authorization the header
   * @param budget the name of what limits are counted for; also parts what may be shared in a cache
   */
  record Pass(String authorization, String budget) {
    @Override
    public String toString() {
      return "Pass[" + budget + "]";
    }
  }

  /** What goes first when little of the budget is left. */
  enum Weight {
    /** Looking around: it can be done later. */
    BACKGROUND,
    WORK,
    /** What asks of people, and what they answer, need. */
    ASK
  }

  static Call get(String address, Pass pass, Weight weight) {
    return new Call("GET", address, Optional.empty(), pass, weight);
  }

  static Call send(String method, String address, JsonNode body, Pass pass, Weight weight) {
    return new Call(method, address, Optional.of(body), pass, weight);
  }

  /** A question in GraphQL is posted, and changes nothing all the same. */
  boolean changes() {
    boolean question =
        body.filter(it -> it.path("query").asText().startsWith("query ")).isPresent();
    return !method.equals("GET") && !question;
  }

  @Override
  public String toString() {
    return method + " " + address;
  }
}
