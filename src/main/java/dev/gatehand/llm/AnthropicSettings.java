package dev.gatehand.llm;

import java.net.URI;
import java.time.Duration;

/**
 * How to reach a model that speaks Anthropic Messages. All of it is the operator's; nothing of it
 * can come from a comment or a repository.
 *
 * @param baseUrl with or without {@code /v1}, e.g. {@code https://api.anthropic.com}
 * @param maxTokens the longest reply, in tokens
 * @param timeout for one whole reply, from the first byte sent to the last received
 */
public record AnthropicSettings(
    URI baseUrl, ApiKey key, String model, int maxTokens, Duration timeout, Prices prices) {
  public static final URI DEFAULT_URL = URI.create("https://api.anthropic.com");
  public static final String DEFAULT_MODEL = "claude-sonnet-4-5";

  public AnthropicSettings {
    if (baseUrl.getHost() == null || !baseUrl.getScheme().matches("https?")) {
      throw new IllegalArgumentException(
          "gatehand.model.base-url must be an http or https address, not " + baseUrl);
    }
    if (model.isBlank()) {
      throw new IllegalArgumentException("gatehand.model.name is empty");
    }
  }

  /** The usual limits: replies of 16,000 tokens, ten minutes, the shipped prices. */
  public static AnthropicSettings of(URI baseUrl, ApiKey key, String model) {
    return new AnthropicSettings(
        baseUrl, key, model, 16_000, Duration.ofMinutes(10), Prices.shipped());
  }

  URI messages() {
    String base = baseUrl.toString().replaceAll("/+$", "").replaceAll("/v1$", "");
    return URI.create(base + "/v1/messages");
  }
}
