package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What goes back.
 *
 * @param body null: none
 * @param headers beyond those that every answer has
 */
record Answer(int status, JsonNode body, Map<String, String> headers) {
  static Answer ok(JsonNode body) {
    return new Answer(200, body, Map.of());
  }

  static Answer created(JsonNode body) {
    return new Answer(201, body, Map.of());
  }

  static Answer empty() {
    return new Answer(204, null, Map.of());
  }

  /** One page of a list, with the {@code Link} to the others. */
  static Answer page(Call call, List<? extends JsonNode> all) {
    Page page = Page.of(call, all.size());
    return new Answer(
        200, Json.array(all.subList(page.from(), page.to())), page.headers(call.address()));
  }

  /** One page of a list that GitHub wraps, with its total. */
  static Answer counted(Call call, String name, List<? extends JsonNode> all) {
    Page page = Page.of(call, all.size());
    return new Answer(
        200,
        Json.object(
            "total_count", all.size(), name, Json.array(all.subList(page.from(), page.to()))),
        page.headers(call.address()));
  }
}
