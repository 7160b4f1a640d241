package dev.gatehand.loopback;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reactions as GitHub shows them. */
final class ReactionShapes {
  private static final List<String> CONTENTS =
      List.of("+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes");
  private final Shapes shapes;

  ReactionShapes(Shapes shapes) {
    this.shapes = shapes;
  }

  static boolean isContent(String content) {
    return CONTENTS.contains(content);
  }

  JsonNode one(Written.Reacted reacted) {
    return Json.object(
        "id", reacted.id(),
        "node_id", "REA_" + reacted.id(),
        "user", shapes.user(reacted.by()),
        "content", reacted.content(),
        "created_at", reacted.at());
  }

  /** How many of each, as every comment and thread has it. */
  static JsonNode counts(Written subject, String url) {
    Map<String, Long> counts = new LinkedHashMap<>();
    CONTENTS.forEach(it -> counts.put(it, 0L));
    subject.reactions.forEach(it -> counts.merge(it.content(), 1L, Long::sum));
    ObjectNode node = Json.object("url", url, "total_count", subject.reactions.size());
    counts.forEach(node::put);
    return node;
  }
}
