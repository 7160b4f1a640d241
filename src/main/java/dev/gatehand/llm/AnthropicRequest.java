package dev.gatehand.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehand.model.Conversation;
import dev.gatehand.model.Image;
import dev.gatehand.model.Message;
import dev.gatehand.model.Reply;
import dev.gatehand.model.ToolCall;
import dev.gatehand.model.ToolResult;
import dev.gatehand.model.ToolSpec;
import java.util.List;

/**
 * Our conversation as a request of Anthropic Messages. Content of assistant messages goes back
 * exactly as it came, also block types that we do not know: their signatures would not hold
 * otherwise.
 *
 * <p>At most four places are marked for the provider's cache, here and nowhere else: the end of
 * tools and our own words, the first message (it outlives what is elided behind it), and the last
 * two messages of ours, so that each turn reads what the turn before wrote. Where there is one
 * message alone, all but its last part is marked as well: who asks twice differs in that part only.
 */
final class AnthropicRequest {
  private final ProviderSettings settings;

  AnthropicRequest(ProviderSettings settings) {
    this.settings = settings;
  }

  String of(Conversation conversation) {
    ObjectNode request = Json.MAPPER.createObjectNode();
    request.put("model", settings.model());
    request.put("max_tokens", settings.maxTokens() + settings.thinkingTokens());
    request.put("stream", true);
    if (settings.thinkingTokens() > 0 && canThink(conversation.messages())) {
      request
          .putObject("thinking")
          .put("type", "enabled")
          .put("budget_tokens", settings.thinkingTokens());
    }
    if (!conversation.system().isBlank()) {
      mark(request.putArray("system").add(text(conversation.system())));
    }
    if (!conversation.tools().isEmpty()) {
      ArrayNode tools = request.putArray("tools");
      conversation.tools().forEach(tool -> tools.add(tool(tool)));
    }
    ArrayNode messages = request.putArray("messages");
    conversation.messages().forEach(message -> add(messages, message));
    markMessages(messages);
    return request.toString();
  }

  private static void add(ArrayNode messages, Message message) {
    switch (message) {
      case Message.User(String text, List<Image> images) -> {
        ArrayNode blocks = content(messages, "user").add(text(text));
        images.forEach(image -> blocks.add(image(image)));
      }
      case Message.Results(List<ToolResult> results) -> {
        ArrayNode blocks = content(messages, "user");
        results.forEach(result -> blocks.add(result(result)));
      }
      case Message.Assistant(Reply reply) -> {
        ArrayNode said = said(reply);
        if (isThinking(said.path(said.size() - 1))) {
          // Cut off while it thought: such a message may not end there.
          said.add(text("-"));
        }
        content(messages, "assistant").addAll(said);
      }
    }
  }

  private static boolean isThinking(JsonNode block) {
    return block.path("type").asText().endsWith("thinking");
  }

  /** Messages of one side in a row become one: results first, words after them. */
  private static ArrayNode content(ArrayNode messages, String role) {
    JsonNode last = messages.path(messages.size() - 1);
    if (last.path("role").asText().equals(role)) {
      return (ArrayNode) last.path("content");
    }
    return messages.addObject().put("role", role).putArray("content");
  }

  private static void markMessages(ArrayNode messages) {
    if (messages.size() == 1 && messages.path(0).path("content").size() > 1) {
      ArrayNode only = (ArrayNode) messages.path(0).path("content");
      mark((ObjectNode) only.path(only.size() - 2));
    }
    int marked = 0;
    for (int i = messages.size() - 1; i >= 0; i--) {
      boolean ours = messages.path(i).path("role").asText().equals("user");
      if (ours && (marked < 2 || i == 0)) {
        mark((ArrayNode) messages.path(i).path("content"));
        marked++;
      }
    }
  }

  private static void mark(ArrayNode blocks) {
    mark((ObjectNode) blocks.path(blocks.size() - 1));
  }

  private static void mark(ObjectNode block) {
    block.putObject("cache_control").put("type", "ephemeral");
  }

  /**
   * A turn that began without thinking, under another setting or by another model, cannot go on
   * with it: the provider would refuse the whole request.
   */
  private static boolean canThink(List<Message> messages) {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i) instanceof Message.User) {
        return i + 1 >= messages.size()
            || !(messages.get(i + 1) instanceof Message.Assistant(Reply first))
            || isThinking(said(first).path(0));
      }
    }
    return true;
  }

  private static ObjectNode tool(ToolSpec tool) {
    try {
      ObjectNode node = Json.MAPPER.createObjectNode();
      node.put("name", tool.name()).put("description", tool.description());
      node.set("input_schema", Json.MAPPER.readTree(tool.schema()));
      return node;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the schema of the tool " + tool.name() + " is no JSON", e);
    }
  }

  private static ObjectNode text(String text) {
    return Json.MAPPER
        .createObjectNode()
        .put("type", "text")
        .put("text", text.isBlank() ? "-" : text);
  }

  private static ObjectNode image(Image image) {
    ObjectNode block = Json.MAPPER.createObjectNode().put("type", "image");
    block
        .putObject("source")
        .put("type", "base64")
        .put("media_type", image.mediaType())
        .put("data", image.base64());
    return block;
  }

  private static ObjectNode result(ToolResult result) {
    return Json.MAPPER
        .createObjectNode()
        .put("type", "tool_result")
        .put("tool_use_id", result.callId())
        .put("content", result.text().isBlank() ? "(no output)" : result.text())
        .put("is_error", result.failed());
  }

  private static ArrayNode said(Reply reply) {
    try {
      if (Json.MAPPER.readTree(reply.raw()) instanceof ArrayNode blocks && !blocks.isEmpty()) {
        return blocks;
      }
    } catch (JsonProcessingException e) {
      // Another model said it (a script, another provider): told anew below.
    }
    ArrayNode blocks = Json.MAPPER.createArrayNode();
    if (!reply.text().isBlank() || reply.calls().isEmpty()) {
      blocks.add(text(reply.text()));
    }
    for (ToolCall call : reply.calls()) {
      ObjectNode use = blocks.addObject().put("type", "tool_use");
      use.put("id", call.id())
          .put("name", call.tool())
          .set("input", Json.MAPPER.valueToTree(call.input()));
    }
    return blocks;
  }
}
