package dev.gatehand.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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
  private final Complaints complaints;
  private final ProviderHttp http;

  public AnthropicModel(ProviderSettings settings) {
    this.settings = settings;
    this.requests = new AnthropicRequest(settings);
    this.replies = new AnthropicReply(settings);
    this.complaints = new Complaints(settings);
    this.http = new ProviderHttp(settings.patience(), complaints);
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
  public Reply reply(Conversation conversation) {
    try (Answer answer =
        http.post(settings.endpoint("messages"), headers(), requests.of(conversation))) {
      JsonNode message =
          answer.isStream()
              ? new AnthropicStream(complaints).read(new ServerEvents(answer))
              : inOnePiece(answer.whole());
      return replies.of(message, conversation);
    } catch (Unreadable e) {
      throw complaints.unreadable(e);
    }
  }

  static JsonNode inOnePiece(String body) throws Unreadable {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new Unreadable("it is not JSON, or was cut off", e);
    }
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    headers.put("anthropic-version", "2023-06-01");
    settings.key().ifPresent(key -> headers.put("x-api-key", key.value()));
    return headers;
  }

  @Override
  public void close() {
    http.close();
  }

  @Override
  public String toString() {
    return "AnthropicModel[" + settings.model() + " at " + settings.baseUrl() + "]";
  }
}
