package dev.gatehand;

import dev.gatehand.llm.AnthropicModel;
import dev.gatehand.llm.ApiKey;
import dev.gatehand.llm.OpenAiModel;
import dev.gatehand.llm.Patience;
import dev.gatehand.llm.Prices;
import dev.gatehand.llm.ProviderSettings;
import dev.gatehand.llm.RecordingModel;
import dev.gatehand.llm.ScriptedModel;
import dev.gatehand.model.Model;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The model that settings choose. Address, key and name come from here alone: nothing that is
 * written on a thread or in a repository reaches them.
 */
final class Models {
  private Models() {}

  /** The agent's, whose sessions are written down if that is wanted. */
  static Model recorded(Settings.Model settings) {
    Model model = of(settings);
    if (settings.record().isEmpty()) {
      return model;
    }
    try {
      return new RecordingModel(model, settings.record().get());
    } catch (UncheckedIOException e) {
      throw new WrongSetting(e.getMessage() + ": " + e.getCause() + " (gatehand.model.record).");
    }
  }

  static Model of(Settings.Model settings) {
    try {
      return switch (settings.provider().toLowerCase(Locale.ROOT)) {
        case "scripted" -> scripted(settings);
        case "anthropic" -> anthropic(settings);
        case "openai" -> openAi(settings);
        default ->
            throw new WrongSetting(
                "gatehand.model.provider is "
                    + settings.provider()
                    + "; it can be anthropic, openai or scripted.");
      };
    } catch (IllegalArgumentException e) {
      throw new WrongSetting(String.valueOf(e.getMessage()));
    }
  }

  private static Model scripted(Settings.Model settings) {
    try {
      return settings
          .script()
          .map(ScriptedModel::fromFile)
          .orElseGet(() -> ScriptedModel.fromClassPath("scripts/demo.jsonl"));
    } catch (UncheckedIOException e) {
      throw new WrongSetting(e.getMessage() + ": " + e.getCause() + " (gatehand.model.script).");
    } catch (IllegalArgumentException e) {
      throw new WrongSetting(e.getMessage() + " (gatehand.model.script)");
    }
  }

  private static Model anthropic(Settings.Model settings) {
    if (settings.apiKey().isEmpty()) {
      throw new WrongSetting(
          "gatehand.model.api-key is not set (environment: GATEHAND_MODEL_API_KEY)."
              + " Without a key, GATEHAND_MODEL_PROVIDER=scripted plays a file.");
    }
    return new AnthropicModel(
        provider(
            settings,
            settings.baseUrl().map(Models::address).orElse(AnthropicModel.DEFAULT_URL),
            settings.name().orElse(AnthropicModel.DEFAULT_MODEL),
            200_000,
            true));
  }

  private static Model openAi(Settings.Model settings) {
    if (settings.baseUrl().isEmpty() || settings.name().isEmpty()) {
      throw new WrongSetting(
          "gatehand.model.provider=openai needs gatehand.model.base-url and gatehand.model.name,"
              + " e.g. http://127.0.0.1:11434 and qwen3-coder"
              + " (environment: GATEHAND_MODEL_BASE_URL, GATEHAND_MODEL_NAME).");
    }
    if (settings.thinkingTokens() > 0) {
      throw new WrongSetting(
          "gatehand.model.thinking-tokens is for gatehand.model.provider=anthropic; set it to 0.");
    }
    return new OpenAiModel(
        provider(
            settings, address(settings.baseUrl().get()), settings.name().get(), 64_000, false));
  }

  private static ProviderSettings provider(
      Settings.Model settings, URI address, String name, long contextTokens, boolean images) {
    return new ProviderSettings(
        address,
        settings.apiKey().map(ApiKey::new),
        name,
        settings.maxTokens(),
        settings.thinkingTokens(),
        settings.contextTokens().orElse(contextTokens),
        Patience.USUAL,
        prices(settings, name),
        settings.images().orElse(images));
  }

  /** A server that asks for no key is the operator's own, and sends no bill. */
  private static Prices prices(Settings.Model settings, String name) {
    Optional<String> price = settings.price();
    if (price.isPresent()) {
      return Prices.shipped().with(Map.of(name, price.get()));
    }
    return settings.apiKey().isPresent() ? Prices.shipped() : Prices.free();
  }

  private static URI address(String text) {
    try {
      URI address = URI.create(text);
      if (address.getHost() != null && String.valueOf(address.getScheme()).matches("https?")) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // Told below, as any other text that is no address.
    }
    throw new WrongSetting(
        "gatehand.model.base-url is " + text + "; write an address, e.g. https://host.example.");
  }
}
