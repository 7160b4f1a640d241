package dev.gatehand.stories;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehand.llm.StandInProvider;
import dev.gatehand.llm.StandInProvider.Behaviour;
import java.util.Map;

/** Completions as a stand-in provider sends them. */
final class SpokenOverHttp {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SpokenOverHttp() {}

  /** A reply with one call, or with none if {@code tool} is empty. */
  static Behaviour said(String text, String tool, String input, long promptTokens) {
    var message = JSON.createObjectNode().put("role", "assistant").put("content", text);
    if (!tool.isEmpty()) {
      message
          .putArray("tool_calls")
          .addObject()
          .putObject("function")
          .put("name", tool)
          .put("arguments", input);
    }
    var body = JSON.createObjectNode();
    body.putArray("choices").addObject().set("message", message);
    body.putObject("usage").put("prompt_tokens", promptTokens).put("completion_tokens", 10);
    return StandInProvider.answers(200, Map.of(), body.toString());
  }
}
