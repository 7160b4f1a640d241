package dev.gatehand.llm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.gatehand.model.Conversation;
import dev.gatehand.model.Reply;
import dev.gatehand.model.Reply.Stop;
import dev.gatehand.model.ToolCall;
import dev.gatehand.model.Usage;
import java.util.ArrayList;
import java.util.List;

/** A message of Anthropic Messages as our reply; believed in nothing. */
final class AnthropicReply {
  private final ProviderSettings settings;

  AnthropicReply(ProviderSettings settings) {
    this.settings = settings;
  }

  /** {@code before}: what it answers. */
  Reply of(JsonNode message, Conversation before) throws Unreadable {
    if (!(message.path("content") instanceof ArrayNode content)
        || !message.path("role").asText().equals("assistant")) {
      throw new Unreadable("it has no content of an assistant");
    }
    Stop stop = stop(message.path("stop_reason").asText());
    if (stop == Stop.TOO_LONG) {
      dropCutCall(content);
    }
    if (stop == Stop.REFUSED) {
      // What it wanted before it thought better of it counts for nothing.
      content.removeIf(AnthropicReply::isCall);
    }
    List<ToolCall> calls = calls(content, new CallIds(before));
    Stop ended = stop == Stop.DONE && !calls.isEmpty() ? Stop.CALLS : stop;
    Stop told = ended == Stop.CALLS && calls.isEmpty() ? Stop.DONE : ended;
    return new Reply(words(content), calls, told, usage(message), content.toString());
  }

  /** The last call of a reply that was cut off may be half a file: it must not be written. */
  private static void dropCutCall(ArrayNode content) {
    int last = content.size() - 1;
    if (isCall(content.path(last))) {
      content.remove(last);
    }
  }

  private static boolean isCall(JsonNode block) {
    return block.path("type").asText().equals("tool_use");
  }

  /** A reason of a later version of the protocol ends a reply like any other end. */
  private static Stop stop(String reason) {
    return switch (reason) {
      case "tool_use" -> Stop.CALLS;
      case "max_tokens", "model_context_window_exceeded" -> Stop.TOO_LONG;
      case "pause_turn" -> Stop.PAUSED;
      case "refusal" -> Stop.REFUSED;
      default -> Stop.DONE;
    };
  }

  private static List<ToolCall> calls(ArrayNode content, CallIds ids) throws Unreadable {
    List<ToolCall> calls = new ArrayList<>();
    for (JsonNode block : content) {
      if (!isCall(block)) {
        continue;
      }
      String id = block.path("id").asText();
      String name = block.path("name").asText();
      ids.take(id, name);
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

  private Usage usage(JsonNode message) {
    JsonNode usage = message.path("usage");
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

  static long count(JsonNode usage, String name) {
    return Math.clamp(usage.path(name).asLong(), 0, 1_000_000_000L);
  }
}
