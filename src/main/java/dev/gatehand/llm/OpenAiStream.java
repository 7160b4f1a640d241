package dev.gatehand.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehand.llm.ServerEvents.ServerEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts the chunks of a streamed completion together to the one that would have come in one piece.
 * The protocol has as many dialects as servers: calls without numbers, all with the same number,
 * without ids, with the name in every chunk. A stream is whole when it says so in one of two ways
 * (a reason to finish, or {@code [DONE]}); else nothing of it is used.
 */
final class OpenAiStream {
  private static final int MOST_CALLS = 500;

  private final Complaints complaints;
  private final ObjectNode completion = Json.MAPPER.createObjectNode();
  private final ObjectNode choice = completion.putArray("choices").addObject();
  private final ObjectNode message = choice.putObject("message").put("role", "assistant");
  private final Map<String, StringBuilder> texts = new HashMap<>();
  private final List<ObjectNode> calls = new ArrayList<>();
  private final List<StringBuilder> inputs = new ArrayList<>();
  private final Map<Integer, Integer> byNumber = new HashMap<>();

  OpenAiStream(Complaints complaints) {
    this.complaints = complaints;
  }

  /** The completion, as if it had come in one piece. */
  JsonNode read(ServerEvents events) throws Unreadable {
    Optional<ServerEvent> event = events.next();
    while (event.isPresent()) {
      if (event.get().data().strip().equals("[DONE]")) {
        return whole();
      }
      apply(parse(event.get().data()));
      event = events.next();
    }
    if (choice.path("finish_reason").isTextual()) {
      return whole();
    }
    throw complaints.passing("broke off in the middle of its answer; nothing of it is used");
  }

  private void apply(JsonNode chunk) throws Unreadable {
    JsonNode error = chunk.path("error");
    if (error.isObject()) {
      throw complaints.inStream(error);
    }
    if (error.isTextual()) {
      throw complaints.inStream(Json.MAPPER.createObjectNode().put("message", error.asText()));
    }
    if (chunk.path("usage").isObject()) {
      completion.set("usage", chunk.path("usage"));
    }
    JsonNode part = chunk.path("choices").path(0);
    for (Map.Entry<String, JsonNode> field : part.path("delta").properties()) {
      if (field.getKey().equals("tool_calls")) {
        for (JsonNode call : field.getValue()) {
          grow(call);
        }
      } else {
        grow(field.getKey(), field.getValue());
      }
    }
    if (part.path("finish_reason").isTextual()) {
      choice.set("finish_reason", part.path("finish_reason"));
    }
  }

  private void grow(String name, JsonNode value) {
    if (name.equals("role") || value.isNull()) {
      return;
    }
    if (value.isTextual()) {
      texts.computeIfAbsent(name, _ -> new StringBuilder()).append(value.asText());
    } else if (value instanceof ArrayNode more && message.path(name) instanceof ArrayNode before) {
      before.addAll(more);
    } else {
      message.set(name, value);
    }
  }

  private void grow(JsonNode delta) throws Unreadable {
    int at = place(delta);
    ObjectNode call = calls.get(at);
    for (Map.Entry<String, JsonNode> field : delta.properties()) {
      boolean known = List.of("index", "function").contains(field.getKey());
      if (!known && !field.getValue().isNull() && call.path(field.getKey()).asText().isEmpty()) {
        call.set(field.getKey(), field.getValue());
      }
    }
    JsonNode function = delta.path("function");
    ObjectNode grown = call.withObjectProperty("function");
    if (function.path("name").isTextual() && grown.path("name").asText().isEmpty()) {
      grown.set("name", function.path("name"));
    }
    JsonNode input = function.path("arguments");
    inputs.get(at).append(input.isContainerNode() ? input.toString() : input.asText(""));
  }

  /** Which call a piece belongs to; an id that is not that of its number begins another one. */
  private int place(JsonNode delta) throws Unreadable {
    String id = delta.path("id").asText("");
    int number = delta.path("index").asInt(-1);
    Integer at = number < 0 ? null : byNumber.get(number);
    int same = at != null ? at : number < 0 && id.isEmpty() ? calls.size() - 1 : -1;
    if (same >= 0) {
      String before = calls.get(same).path("id").asText("");
      if (id.isEmpty() || before.isEmpty() || id.equals(before)) {
        return same;
      }
    }
    for (int i = 0; i < calls.size() && !id.isEmpty(); i++) {
      if (calls.get(i).path("id").asText("").equals(id)) {
        return i;
      }
    }
    if (calls.size() >= MOST_CALLS) {
      throw new Unreadable("it has more than " + MOST_CALLS + " calls");
    }
    calls.add(Json.MAPPER.createObjectNode());
    inputs.add(new StringBuilder());
    byNumber.put(number, calls.size() - 1);
    return calls.size() - 1;
  }

  private JsonNode whole() {
    texts.forEach((name, text) -> message.put(name, text.toString()));
    if (!calls.isEmpty()) {
      ArrayNode all = message.putArray("tool_calls");
      for (int i = 0; i < calls.size(); i++) {
        calls.get(i).withObjectProperty("function").put("arguments", inputs.get(i).toString());
        all.add(calls.get(i));
      }
    }
    return completion;
  }

  private static JsonNode parse(String data) throws Unreadable {
    try {
      return Json.MAPPER.readTree(data);
    } catch (JsonProcessingException e) {
      throw new Unreadable("an event of it is not JSON", e);
    }
  }
}
