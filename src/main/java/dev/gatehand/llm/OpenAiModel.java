package dev.gatehand.llm;

import dev.gatehand.model.Conversation;
import dev.gatehand.model.Model;
import dev.gatehand.model.Reply;
import java.util.Map;

/**
 * A model behind chat completions with tools, as OpenAI has them and many servers copy them:
 * Ollama, vLLM, llama.cpp, gateways.
 */
public final class OpenAiModel implements Model, AutoCloseable {
  private final ProviderSettings settings;
  private final OpenAiRequest requests;
  private final OpenAiReply replies;
  private final Sight sight;
  private final Exchange exchange;

  public OpenAiModel(ProviderSettings settings) {
    this.settings = settings;
    this.requests = new OpenAiRequest(settings);
    this.replies = new OpenAiReply(settings);
    this.sight = new Sight(settings);
    this.exchange = new Exchange(settings);
  }

  @Override
  public String name() {
    return settings.model();
  }

  @Override
  public long contextTokens() {
    return settings.conversationTokens();
  }

  @Override
  public boolean takesImages() {
    return settings.images();
  }

  @Override
  public Reply reply(Conversation conversation) {
    return sight.reply(conversation, this::asked);
  }

  private Reply asked(Conversation conversation) {
    String request = requests.of(conversation);
    int words = request.length() - pictured(conversation);
    return exchange.reply(
        "chat/completions",
        headers(),
        request,
        (events, complaints) -> new OpenAiStream(complaints).read(events),
        completion -> replies.of(completion, conversation, words));
  }

  /** What bytes of images take of the request: no tokens are counted by them. */
  private static int pictured(Conversation conversation) {
    return conversation.images().stream().mapToInt(image -> image.base64().length()).sum();
  }

  private Map<String, String> headers() {
    return settings
        .key()
        .map(key -> Map.of("authorization", "Bearer " + key.value()))
        .orElse(Map.of());
  }

  @Override
  public void close() {
    exchange.close();
  }

  @Override
  public String toString() {
    return "OpenAiModel[" + settings.model() + " at " + settings.baseUrl() + "]";
  }
}
