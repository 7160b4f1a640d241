package dev.gatehand.llm;

import dev.gatehand.model.Conversation;
import dev.gatehand.model.Model;
import dev.gatehand.model.Reply;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** A model behind Anthropic Messages: one request per turn, its answer streamed. */
public final class AnthropicModel implements Model, AutoCloseable {
  public static final URI DEFAULT_URL = URI.create("https://api.anthropic.com");
  public static final String DEFAULT_MODEL = "claude-sonnet-4-5";

  private final ProviderSettings settings;
  private final AnthropicRequest requests;
  private final AnthropicReply replies;
  private final Sight sight;
  private final Exchange exchange;

  public AnthropicModel(ProviderSettings settings) {
    this.settings = settings;
    this.requests = new AnthropicRequest(settings);
    this.replies = new AnthropicReply(settings);
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
    return exchange.reply(
        "messages",
        headers(),
        requests.of(conversation),
        (events, complaints) -> new AnthropicStream(complaints).read(events),
        message -> replies.of(message, conversation));
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    headers.put("anthropic-version", "2023-06-01");
    settings.key().ifPresent(key -> headers.put("x-api-key", key.value()));
    return headers;
  }

  @Override
  public void close() {
    exchange.close();
  }

  @Override
  public String toString() {
    return "AnthropicModel[" + settings.model() + " at " + settings.baseUrl() + "]";
  }
}
