package dev.gatehand.llm;

import com.fasterxml.jackson.databind.JsonNode;
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
  private final Complaints complaints;
  private final ProviderHttp http;

  public OpenAiModel(ProviderSettings settings) {
    this.settings = settings;
    this.requests = new OpenAiRequest(settings);
    this.replies = new OpenAiReply(settings);
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
    String request = requests.of(conversation);
    try (Answer answer = http.post(settings.endpoint("chat/completions"), headers(), request)) {
      JsonNode completion =
          answer.isStream()
              ? new OpenAiStream(complaints).read(new ServerEvents(answer))
              : AnthropicModel.inOnePiece(answer.whole());
      return replies.of(completion, conversation, request.length());
    } catch (Unreadable e) {
      throw complaints.unreadable(e);
    }
  }

  private Map<String, String> headers() {
    return settings
        .key()
        .map(key -> Map.of("authorization", "Bearer " + key.value()))
        .orElse(Map.of());
  }

  @Override
  public void close() {
    http.close();
  }

  @Override
  public String toString() {
    return "OpenAiModel[" + settings.model() + " at " + settings.baseUrl() + "]";
  }
}
