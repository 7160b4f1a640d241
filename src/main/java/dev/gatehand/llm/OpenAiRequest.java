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
 * Our conversation as a request for a chat completion. What the model said goes back as it came.
 */
final class OpenAiRequest {
  private final ProviderSettings settings;

  OpenAiRequest(ProviderSettings settings) {
    this.settings = settings;
  }

  String of(Conversation conversation) {
    ObjectNode request = Json.MAPPER.createObjectNode();
    request.put("model", settings.model());
    // OpenAI itself no longer takes the name that everybody else understands.
    boolean isOpenAi = settings.baseUrl().getHost().equals("api.openai.com");
    request.put(isOpenAi ? "max_completion_tokens" : "max_tokens", settings.maxTokens());
    request.put("stream", true).putObject("stream_options").put("include_usage", true);
    if (!conversation.tools().isEmpty()) {
      ArrayNode tools = request.putArray("tools");
      conversation.tools().forEach(tool -> tools.add(tool(tool)));
    }
    ArrayNode messages = request.putArray("messages");
    if (!conversation.system().isBlank()) {
      messages.addObject().put("role", "system").put("content", conversation.system());
    }
    conversation.messages().forEach(message -> add(messages, message));
    return request.toString();
  }

  private static void add(ArrayNode messages, Message message) {
    switch (message) {
      case Message.User(String text, List<Image> images) -> {
        JsonNode last = messages.path(messages.size() - 1);
        if (!images.isEmpty()) {
          ArrayNode parts = messages.addObject().put("role", "user").putArray("content");
          parts.add(text(text));
          images.forEach(image -> parts.add(image(image)));
        } else if (last.path("content") instanceof ArrayNode parts && isUsers(last)) {
          parts.add(text(text));
        } else if (isUsers(last)) {
          // Some templates of local models refuse two messages of one side in a row.
          ((ObjectNode) last).put("content", last.path("content").asText() + "\n\n" + text);
        } else {
          messages.addObject().put("role", "user").put("content", text);
        }
      }
      case Message.Results(List<ToolResult> results) ->
          results.forEach(
              result ->
                  messages
                      .addObject()
                      .put("role", "tool")
                      .put("tool_call_id", result.callId())
                      .put("content", result.text().isBlank() ? "(no output)" : result.text()));
      case Message.Assistant(Reply reply) -> messages.add(said(reply));
    }
  }

  private static boolean isUsers(JsonNode message) {
    return message.path("role").asText().equals("user");
  }

  private static ObjectNode text(String text) {
    return Json.MAPPER.createObjectNode().put("type", "text").put("text", text);
  }

  private static ObjectNode image(Image image) {
    ObjectNode part = Json.MAPPER.createObjectNode().put("type", "image_url");
    part.putObject("image_url")
        .put("url", "data:" + image.mediaType() + ";base64," + image.base64());
    return part;
  }

  private static ObjectNode tool(ToolSpec tool) {
    try {
      ObjectNode node = Json.MAPPER.createObjectNode().put("type", "function");
      node.putObject("function")
          .put("name", tool.name())
          .put("description", tool.description())
          .set("parameters", Json.MAPPER.readTree(tool.schema()));
      return node;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the schema of the tool " + tool.name() + " is no JSON", e);
    }
  }

  private static ObjectNode said(Reply reply) {
    try {
      if (Json.MAPPER.readTree(reply.raw()) instanceof ObjectNode message && message.has("role")) {
        return message;
      }
    } catch (JsonProcessingException e) {
      // Another model said it (a script, another provider): told anew below.
    }
    ObjectNode message = Json.MAPPER.createObjectNode().put("role", "assistant");
    message.put("content", reply.text());
    if (!reply.calls().isEmpty()) {
      ArrayNode calls = message.putArray("tool_calls");
      reply.calls().forEach(call -> calls.add(call(call)));
    }
    return message;
  }

  private static ObjectNode call(ToolCall call) {
    ObjectNode node = Json.MAPPER.createObjectNode().put("id", call.id()).put("type", "function");
    node.putObject("function")
        .put("name", call.tool())
        .put("arguments", Json.MAPPER.valueToTree(call.input()).toString());
    return node;
  }
}
