package dev.gatehand.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehand.llm.StandInProvider.Behaviour;
import dev.gatehand.llm.StandInProvider.Seen;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What a test's Judge says over real HTTP, and what it was shown. */
public final class JudgingProvider {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JudgingProvider() {}

  /** One question as it arrived. */
  public record Asked(String system, List<String> parts, int maxTokens) {
    /** The action to judge with all that is told of it. */
    public String action() {
      return parts.size() > 1 ? parts.get(1) : parts.getFirst();
    }

    public boolean isFirstStage() {
      return parts.getLast().startsWith("Could this action");
    }

    public boolean isProbe() {
      return parts.size() == 1;
    }
  }

  /** {@code mind}: what is said to a question; empty: overloaded. */
  public static StandInProvider saying(Function<Asked, Optional<String>> mind)
      throws java.io.IOException {
    return new StandInProvider(
        (Seen seen) ->
            mind.apply(asked(seen)).map(JudgingProvider::reply).orElseGet(JudgingProvider::down));
  }

  public static Asked asked(Seen seen) {
    try {
      JsonNode body = JSON.readTree(seen.body());
      List<String> parts = new ArrayList<>();
      body.path("messages")
          .forEach(m -> m.path("content").forEach(part -> parts.add(part.path("text").asText())));
      return new Asked(
          body.path("system").path(0).path("text").asText(),
          parts,
          body.path("max_tokens").asInt());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The Judge's model at that address. */
  public static AnthropicModel model(URI url, int maxTokens) {
    return new AnthropicModel(
        new ProviderSettings(
            url,
            Optional.of(new ApiKey("sk-judge-canary")),
            "claude-haiku-4-5",
            maxTokens,
            0,
            200_000,
            Patience.USUAL,
            Prices.shipped(),
            false));
  }

  private static Behaviour reply(String text) {
    var body = JSON.createObjectNode().put("type", "message").put("role", "assistant");
    body.putArray("content").addObject().put("type", "text").put("text", text);
    body.put("stop_reason", "end_turn");
    body.putObject("usage")
        .put("input_tokens", 1000)
        .put("cache_read_input_tokens", 3000)
        .put("output_tokens", 10);
    return StandInProvider.answers(
        200, Map.of("content-type", "application/json"), body.toString());
  }

  private static Behaviour down() {
    return StandInProvider.answers(
        529,
        Map.of("content-type", "application/json"),
        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}");
  }
}
