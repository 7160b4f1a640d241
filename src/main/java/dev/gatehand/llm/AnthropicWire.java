package dev.gatehand.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehand.model.Conversation;
import dev.gatehand.model.Message;
import dev.gatehand.model.Reply;
import dev.gatehand.model.ToolCall;
import dev.gatehand.model.ToolResult;
import dev.gatehand.model.ToolSpec;
import dev.gatehand.model.Usage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Anthropic Messages as JSON: our conversation to a request, an answer to our reply. Content of
 * assistant messages goes back exactly as it came, also block types that we do not know: their
 * signatures would not hold otherwise.
 */
final class AnthropicWire {
  /** Numbers keep their digits, so that what goes back is what came. */
  static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:-]{1,128}");

  private final AnthropicSettings settings;

  AnthropicWire(AnthropicSettings settings) {
    this.settings = settings;
  }

  /** An answer that cannot be what was asked for; says what is wrong with it. */
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1;

    Unreadable(String message) {
      super(message);
    }

    Unreadable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  String request(Conversation conversation) {
    ObjectNode request = JSON.createObjectNode();
    request.put("model", settings.model());
    request.put("max_tokens", settings.maxTokens());
    request.put("system", conversation.system());
    ArrayNode tools = request.putArray("tools");
    conversation.tools().forEach(tool -> tools.add(tool(tool)));
    ArrayNode messages = request.putArray("messages");
    for (Message message : conversation.messages()) {
      switch (message) {
        case Message.User(String text) -> content(messages, "user").add(text(text));
        case Message.Results(List<ToolResult> results) -> {
          ArrayNode blocks = content(messages, "user");
          results.forEach(result -> blocks.add(result(result)));
        }
        case Message.Assistant(Reply reply) -> content(messages, "assistant").addAll(said(reply));
      }
    }
    return request.toString();
  }

  /** Messages of one side in a row become one: results first, words after them. */
  private static ArrayNode content(ArrayNode messages, String role) {
    JsonNode last = messages.path(messages.size() - 1);
    if (last.path("role").asText().equals(role)) {
      return (ArrayNode) last.path("content");
    }
    return messages.addObject().put("role", role).putArray("content");
  }

  private static ObjectNode tool(ToolSpec tool) {
    try {
      ObjectNode node = JSON.createObjectNode();
      node.put("name", tool.name()).put("description", tool.description());
      node.set("input_schema", JSON.readTree(tool.schema()));
      return node;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the schema of the tool " + tool.name() + " is no JSON", e);
    }
  }

  private static ObjectNode text(String text) {
    return JSON.createObjectNode().put("type", "text").put("text", text.isBlank() ? "-" : text);
  }

  private static ObjectNode result(ToolResult result) {
    return JSON.createObjectNode()
        .put("type", "tool_result")
        .put("tool_use_id", result.callId())
        .put("content", result.text().isBlank() ? "(no output)" : result.text())
        .put("is_error", result.failed());
  }

  private static ArrayNode said(Reply reply) {
    try {
      if (JSON.readTree(reply.raw()) instanceof ArrayNode blocks && !blocks.isEmpty()) {
        return blocks;
      }
    } catch (JsonProcessingException e) {
      // Another model said it (a script, another provider): told anew below.
    }
    ArrayNode blocks = JSON.createArrayNode();
    if (!reply.text().isBlank() || reply.calls().isEmpty()) {
      blocks.add(text(reply.text()));
    }
    for (ToolCall call : reply.calls()) {
      ObjectNode use = blocks.addObject().put("type", "tool_use");
      use.put("id", call.id())
          .put("name", call.tool())
          .set("input", JSON.valueToTree(call.input()));
    }
    return blocks;
  }

  /** Reads an answer with status 200. */
  Reply reply(String body, Conversation conversation) throws Unreadable {
    JsonNode answer;
    try {
      answer = JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new Unreadable("it is not JSON, or was cut off", e);
    }
    if (!(answer.path("content") instanceof ArrayNode content)
        || !answer.path("role").asText().equals("assistant")) {
      throw new Unreadable("it has no content of an assistant");
    }
    Reply.Stop stop = stop(answer.path("stop_reason").asText());
    if (stop == Reply.Stop.TOO_LONG) {
      dropCutCall(content);
    }
    List<ToolCall> calls = calls(content, known(conversation));
    Reply.Stop ended = stop == Reply.Stop.DONE && !calls.isEmpty() ? Reply.Stop.CALLS : stop;
    return new Reply(words(content), calls, ended, usage(answer), content.toString());
  }

  /** The last call of a reply that was cut off may be half a file: it must not be written. */
  private static void dropCutCall(ArrayNode content) {
    int last = content.size() - 1;
    if (content.path(last).path("type").asText().equals("tool_use")) {
      content.remove(last);
    }
  }

  private static Reply.Stop stop(String reason) {
    return switch (reason) {
      case "tool_use" -> Reply.Stop.CALLS;
      case "max_tokens", "model_context_window_exceeded" -> Reply.Stop.TOO_LONG;
      case "refusal" -> Reply.Stop.REFUSED;
      default -> Reply.Stop.DONE;
    };
  }

  private static Set<String> known(Conversation conversation) {
    Set<String> ids = new HashSet<>();
    for (Message message : conversation.messages()) {
      if (message instanceof Message.Assistant(Reply reply)) {
        reply.calls().forEach(call -> ids.add(call.id()));
      }
    }
    return ids;
  }

  /** Ids are unique in a conversation: an ask names a call, and must never mean two. */
  private static List<ToolCall> calls(ArrayNode content, Set<String> known) throws Unreadable {
    List<ToolCall> calls = new ArrayList<>();
    for (JsonNode block : content) {
      if (!block.path("type").asText().equals("tool_use")) {
        continue;
      }
      String id = block.path("id").asText();
      String name = block.path("name").asText();
      if (!ID.matcher(id).matches() || !ID.matcher(name).matches() || !known.add(id)) {
        throw new Unreadable("a call has no name, or an id that is none or was there before");
      }
      if (!block.path("input").isObject()) {
        throw new Unreadable("the input of a call of " + name + " is no object");
      }
      calls.add(new ToolCall(id, name, PlainValues.of(block.path("input"))));
    }
    return calls;
  }

  private static String words(ArrayNode content) {
    StringBuilder words = new StringBuilder();
    for (JsonNode block : content) {
      if (block.path("type").asText().equals("text")) {
        words.append(words.isEmpty() ? "" : "\n").append(block.path("text").asText());
      }
    }
    return words.toString();
  }

  private Usage usage(JsonNode answer) {
    JsonNode usage = answer.path("usage");
    long input = count(usage, "input_tokens");
    long written = count(usage, "cache_creation_input_tokens");
    long cached = count(usage, "cache_read_input_tokens");
    long output = count(usage, "output_tokens");
    return new Usage(
        input + written,
        cached,
        output,
        settings.prices().cost(settings.model(), input, written, cached, output));
  }

  private static long count(JsonNode usage, String name) {
    return Math.clamp(usage.path(name).asLong(), 0, 1_000_000_000L);
  }
}
