package dev.gatehand.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehand.model.Conversation;
import dev.gatehand.model.Reply;
import dev.gatehand.model.Reply.Stop;
import dev.gatehand.model.ToolCall;
import dev.gatehand.model.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * A chat completion as our reply; believed in nothing. Where a server gives a call no id, or one
 * that was there before, it gets one of ours, also in what is stored and sent back.
 */
final class OpenAiReply {
  private static final int LETTERS_PER_TOKEN = 4;
  private final ProviderSettings settings;

  OpenAiReply(ProviderSettings settings) {
    this.settings = settings;
  }

  /**
   * @param before what it answers
   * @param sent letters of the request, for servers that do not count tokens
   */
  Reply of(JsonNode completion, Conversation before, int sent) throws Unreadable {
    JsonNode choice = completion.path("choices").path(0);
    if (!(choice.path("message") instanceof ObjectNode message)) {
      throw new Unreadable("it has no message");
    }
    message.put("role", "assistant");
    String refusal = message.path("refusal").asText("");
    // Some servers refuse to read the nulls that they write.
    message.properties().removeIf(field -> field.getValue().isNull());
    if (!message.has("content")) {
      message.put("content", "");
    }
    Stop stop = stop(choice.path("finish_reason").asText(""));
    if (stop == Stop.REFUSED || !refusal.isEmpty()) {
      message.remove("tool_calls");
      String words = words(message.path("content"));
      String told = words.isBlank() ? refusal : words;
      return reply(told, List.of(), Stop.REFUSED, completion, sent, message);
    }
    if (stop == Stop.TOO_LONG && message.path("tool_calls") instanceof ArrayNode calls) {
      // The last call of a reply that was cut off may be half a file: it must not be written.
      calls.remove(calls.size() - 1);
    }
    if (message.path("tool_calls").isEmpty()) {
      message.remove("tool_calls");
    }
    List<ToolCall> calls = calls(message.path("tool_calls"), new CallIds(before));
    Stop ended = stop == Stop.TOO_LONG ? stop : calls.isEmpty() ? Stop.DONE : Stop.CALLS;
    return reply(words(message.path("content")), calls, ended, completion, sent, message);
  }

  private Reply reply(
      String words,
      List<ToolCall> calls,
      Stop stop,
      JsonNode completion,
      int sent,
      ObjectNode message) {
    String raw = message.toString();
    return new Reply(words, calls, stop, usage(completion.path("usage"), sent, raw), raw);
  }

  /** Servers have many words for an end; whether there are calls is seen from the calls. */
  private static Stop stop(String reason) {
    return switch (reason) {
      case "length", "max_tokens" -> Stop.TOO_LONG;
      case "content_filter", "refusal", "safety" -> Stop.REFUSED;
      default -> Stop.DONE;
    };
  }

  private static List<ToolCall> calls(JsonNode list, CallIds ids) throws Unreadable {
    List<ToolCall> calls = new ArrayList<>();
    int number = 0;
    for (JsonNode each : list) {
      if (!(each instanceof ObjectNode call)) {
        throw new Unreadable("a call of it is no object");
      }
      while (!ids.isFree(call.path("id").asText(""))) {
        number++;
        call.put("id", "call_" + number);
      }
      if (!call.has("type")) {
        call.put("type", "function");
      }
      String id = call.path("id").asText();
      String name = call.path("function").path("name").asText("");
      ids.take(id, name);
      JsonNode input = input(name, call.path("function").path("arguments"));
      calls.add(new ToolCall(id, name, PlainValues.of(input)));
    }
    return calls;
  }

  /** An object, or an object written into a text; nothing stands for an empty one. */
  private static JsonNode input(String name, JsonNode arguments) throws Unreadable {
    boolean none =
        arguments.isMissingNode()
            || arguments.isNull()
            || (arguments.isTextual() && arguments.asText().isBlank());
    try {
      JsonNode input =
          none
              ? Json.MAPPER.createObjectNode()
              : arguments.isTextual() ? Json.MAPPER.readTree(arguments.asText()) : arguments;
      if (input.isObject()) {
        return input;
      }
    } catch (JsonProcessingException e) {
      throw new Unreadable("the input of a call of " + name + " is not JSON", e);
    }
    throw new Unreadable("the input of a call of " + name + " is no object");
  }

  private static String words(JsonNode content) {
    if (!content.isArray()) {
      return content.asText("");
    }
    List<String> words = new ArrayList<>();
    content.forEach(part -> words.add(part.path("text").asText("")));
    return String.join("\n", words);
  }

  /** A server that does not count is counted for: a budget must end. */
  private Usage usage(JsonNode usage, int sent, String raw) {
    long prompt =
        usage.path("prompt_tokens").isNumber()
            ? AnthropicReply.count(usage, "prompt_tokens")
            : sent / LETTERS_PER_TOKEN;
    long output =
        usage.path("completion_tokens").isNumber()
            ? AnthropicReply.count(usage, "completion_tokens")
            : raw.length() / LETTERS_PER_TOKEN;
    long cached =
        Math.min(
            prompt, AnthropicReply.count(usage.path("prompt_tokens_details"), "cached_tokens"));
    return new Usage(
        prompt - cached,
        cached,
        output,
        settings.prices().cost(settings.model(), prompt - cached, 0, cached, output));
  }
}
