package dev.gatehand.llm;

import java.net.URI;
import java.util.Optional;

/**
 * How to reach a model. All of it is the operator's; nothing of it can come from a comment or a
 * repository.
 *
 * @param baseUrl with or without {@code /v1}, e.g. {@code https://api.anthropic.com}
 * @param key none where the server asks for none, as local ones do
 * @param maxTokens the longest reply, in tokens
 * @param thinkingTokens what the model may think before it answers, besides those; 0 for none
 * @param contextTokens what conversation and reply may have together
 * @param images whether the model is shown those of a thread
 */
public record ProviderSettings(
    URI baseUrl,
    Optional<ApiKey> key,
    String model,
    int maxTokens,
    int thinkingTokens,
    long contextTokens,
    Patience patience,
    Prices prices,
    boolean images) {
  public static final int USUAL_MAX_TOKENS = 16_000;

  public ProviderSettings {
    if (baseUrl.getHost() == null || !String.valueOf(baseUrl.getScheme()).matches("https?")) {
      throw new IllegalArgumentException(
          "gatehand.model.base-url must be an http or https address, not " + baseUrl);
    }
    if (baseUrl.getUserInfo() != null || baseUrl.getQuery() != null) {
      // It is shown in messages and logs; and whatever holds a secret has a setting of its own.
      throw new IllegalArgumentException(
          "gatehand.model.base-url must be a plain address, without a user, a password or a query;"
              + " the key is gatehand.model.api-key");
    }
    if (model.isBlank()) {
      throw new IllegalArgumentException("gatehand.model.name is empty");
    }
    if (maxTokens < 1 || thinkingTokens < 0 || contextTokens < 2L * maxTokens + thinkingTokens) {
      throw new IllegalArgumentException(
          ("gatehand.model.context-tokens (%d) must be at least twice the longest reply"
                  + " (gatehand.model.max-tokens, %d) and the thinking (%d) together")
              .formatted(contextTokens, maxTokens, thinkingTokens));
    }
  }

  /** The usual limits and the shipped prices. */
  public static ProviderSettings of(URI baseUrl, Optional<ApiKey> key, String model) {
    return new ProviderSettings(
        baseUrl, key, model, USUAL_MAX_TOKENS, 0, 200_000, Patience.USUAL, Prices.shipped(), false);
  }

  /** What is left for the conversation when the reply has its room. */
  long conversationTokens() {
    return contextTokens - maxTokens - thinkingTokens;
  }

  /** An address below the base, e.g. {@code messages}. */
  URI endpoint(String name) {
    String base = baseUrl.toString().replaceAll("/+$", "").replaceAll("/v1$", "");
    return URI.create(base + "/v1/" + name);
  }

  /** Takes the key out of a text that somebody else wrote: some providers repeat it in errors. */
  String withoutKey(String text) {
    return key.map(it -> it.removedFrom(text)).orElse(text);
  }
}
