package dev.gatehand.loopback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** JSON as it goes over the wire. */
final class Json {
  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /** An object of names and values, in their order; null stays null. */
  static ObjectNode object(Object... namesAndValues) {
    ObjectNode node = MAPPER.createObjectNode();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      node.set((String) namesAndValues[i], value(namesAndValues[i + 1]));
    }
    return node;
  }

  static ArrayNode array(Collection<?> values) {
    ArrayNode node = MAPPER.createArrayNode();
    values.forEach(it -> node.add(value(it)));
    return node;
  }

  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Empty when it is no JSON at all. */
  static Optional<JsonNode> read(byte[] bytes) {
    try {
      return Optional.ofNullable(MAPPER.readTree(new String(bytes, StandardCharsets.UTF_8)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static JsonNode value(Object value) {
    return switch (value) {
      case null -> MAPPER.nullNode();
      case JsonNode node -> node;
      case Instant instant -> MAPPER.getNodeFactory().textNode(instant.toString());
      case Collection<?> many -> array(many);
      default -> MAPPER.valueToTree(value);
    };
  }
}
