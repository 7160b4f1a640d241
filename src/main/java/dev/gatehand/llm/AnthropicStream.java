package dev.gatehand.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.gatehand.llm.ServerEvents.ServerEvent;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the events of one streamed message together to the message that the provider would have sent
 * in one piece. Blocks and deltas of types that we do not know grow field by field like those that
 * we do. A stream that does not reach its end is no message at all: half a call must not happen.
 */
final class AnthropicStream {
  private static final int MOST_BLOCKS = 2_000;

  private final Complaints complaints;
  private final Map<Integer, ObjectNode> blocks = new TreeMap<>();
  private final Map<Integer, StringBuilder> inputs = new TreeMap<>();
  private @Nullable ObjectNode message;

  AnthropicStream(Complaints complaints) {
    this.complaints = complaints;
  }

  /** The message, as if it had come in one piece. */
  JsonNode read(ServerEvents events) throws Unreadable {
    Optional<ServerEvent> event = events.next();
    while (event.isPresent()) {
      JsonNode data = parse(event.get().data());
      if (data.path("type").asText().equals("message_stop")) {
        return whole();
      }
      apply(data);
      event = events.next();
    }
    throw complaints.passing("broke off in the middle of its answer; nothing of it is used");
  }

  private void apply(JsonNode data) throws Unreadable {
    switch (data.path("type").asText()) {
      case "message_start" -> {
        if (!(data.path("message") instanceof ObjectNode begun) || message != null) {
          throw new Unreadable("its message begins twice, or with nothing");
        }
        message = begun;
      }
      case "content_block_start" -> begin(data);
      case "content_block_delta" -> grow(block(data), data.path("delta"), index(data));
      case "content_block_stop" -> endInput(block(data), index(data));
      case "message_delta" -> {
        ObjectNode begun = begun();
        data.path("delta").properties().forEach(e -> begun.set(e.getKey(), e.getValue()));
        if (data.path("usage") instanceof ObjectNode used) {
          used.properties()
              .forEach(e -> begun.withObjectProperty("usage").set(e.getKey(), e.getValue()));
        }
      }
      case "error" -> throw complaints.inStream(data.path("error"));
      default -> {
        // A ping, or an event of a later version of the protocol: to be passed over, it says.
      }
    }
  }

  private ObjectNode begun() throws Unreadable {
    if (message == null) {
      throw new Unreadable("its stream does not begin with a message");
    }
    return message;
  }

  private void begin(JsonNode data) throws Unreadable {
    begun();
    if (!(data.path("content_block") instanceof ObjectNode block)
        || blocks.size() >= MOST_BLOCKS
        || blocks.putIfAbsent(index(data), block) != null) {
      throw new Unreadable("a block of it begins twice, or with nothing");
    }
  }

  private static int index(JsonNode data) throws Unreadable {
    if (!data.path("index").isInt() || data.path("index").asInt() < 0) {
      throw new Unreadable("a block of it has no number");
    }
    return data.path("index").asInt();
  }

  private ObjectNode block(JsonNode data) throws Unreadable {
    ObjectNode block = blocks.get(index(data));
    if (block == null) {
      throw new Unreadable("a block of it goes on that never began");
    }
    return block;
  }

  private void grow(ObjectNode block, JsonNode delta, int index) {
    String type = delta.path("type").asText();
    if (type.equals("input_json_delta")) {
      inputs
          .computeIfAbsent(index, _ -> new StringBuilder())
          .append(delta.path("partial_json").asText());
      return;
    }
    if (type.equals("citations_delta")) {
      if (!(block.path("citations") instanceof ArrayNode)) {
        block.putArray("citations");
      }
      ((ArrayNode) block.path("citations")).add(delta.path("citation"));
      return;
    }
    for (Map.Entry<String, JsonNode> field : delta.properties()) {
      if (!field.getKey().equals("type")) {
        block.set(field.getKey(), joined(block.path(field.getKey()), field.getValue()));
      }
    }
  }

  private static JsonNode joined(JsonNode before, JsonNode more) {
    return before.isTextual() && more.isTextual()
        ? TextNode.valueOf(before.asText() + more.asText())
        : more;
  }

  /**
   * An input that is no JSON stays text, which no call has: so it is found by whoever reads calls,
   * unless the reply was cut off there, when the call does not count.
   */
  private void endInput(ObjectNode block, int index) {
    StringBuilder input = inputs.remove(index);
    if (input == null || input.isEmpty()) {
      return;
    }
    try {
      block.set("input", Json.MAPPER.readTree(input.toString()));
    } catch (JsonProcessingException e) {
      block.set("input", TextNode.valueOf(input.toString()));
    }
  }

  private JsonNode whole() throws Unreadable {
    ObjectNode whole = begun();
    if (!whole.path("stop_reason").isTextual()) {
      throw new Unreadable("it ends without a reason");
    }
    for (int index : inputs.keySet().stream().toList()) {
      // Its end never came: half an input, which may even be JSON.
      Objects.requireNonNull(blocks.get(index))
          .set("input", JsonNodeFactory.instance.textNode("cut off"));
    }
    ArrayNode content = whole.putArray("content");
    blocks.values().forEach(content::add);
    return whole;
  }

  private static JsonNode parse(String data) throws Unreadable {
    try {
      return Json.MAPPER.readTree(data);
    } catch (JsonProcessingException e) {
      throw new Unreadable("an event of it is not JSON", e);
    }
  }
}
