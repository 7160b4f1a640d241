package dev.gatehand.llm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.model.Reply;
import java.util.Map;

/** One request to a provider and its answer, streamed or in one piece, whatever its protocol. */
final class Exchange implements AutoCloseable {
  private final ProviderSettings settings;
  private final Complaints complaints;
  private final ProviderHttp http;

  Exchange(ProviderSettings settings) {
    this.settings = settings;
    this.complaints = new Complaints(settings);
    this.http = new ProviderHttp(settings.patience(), complaints);
  }

  /** Puts the events of a stream together to what would have come in one piece. */
  interface Stream {
    JsonNode read(ServerEvents events, Complaints complaints) throws Unreadable;
  }

  /** Makes a reply of what came. */
  interface Meaning {
    Reply of(JsonNode answer) throws Unreadable;
  }

  /**
   * @param endpoint below the base address, e.g. {@code messages}
   */
  Reply reply(
      String endpoint,
      Map<String, String> headers,
      String request,
      Stream stream,
      Meaning meaning) {
    try (Answer answer = http.post(settings.endpoint(endpoint), headers, request)) {
      return meaning.of(
          answer.isStream()
              ? stream.read(new ServerEvents(answer), complaints)
              : inOnePiece(answer.whole()));
    } catch (Unreadable e) {
      throw complaints.unreadable(e);
    }
  }

  private static JsonNode inOnePiece(String body) throws Unreadable {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw new Unreadable("it is not JSON, or was cut off", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
