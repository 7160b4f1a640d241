package dev.gatehand.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.Pictures;
import dev.gatehand.model.Conversation;
import dev.gatehand.model.Image;
import dev.gatehand.model.Message;
import dev.gatehand.model.Model;
import dev.gatehand.model.ModelUnavailable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a model is shown, in either protocol. */
class SightTest {
  private static final Image PIXEL = Image.of(Pictures.PIXEL).orElseThrow();
  private static final Conversation SHOWN =
      new Conversation(
          "Be brief.", List.of(new Message.User("Look.", List.of(PIXEL, PIXEL))), List.of());
  private static final String UNREADABLE =
      "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"Could not process image\"}}";

  /** How it is spoken. */
  enum Protocol {
    ANTHROPIC("anthropic-tools.sse", "\"type\":\"image\""),
    OPEN_AI("openai-tools.sse", "\"type\":\"image_url\"");

    private final String recorded;
    private final String image;

    Protocol(String recorded, String image) {
      this.recorded = recorded;
      this.image = image;
    }

    private StandInProvider.Behaviour speaks() {
      return StandInProvider.streams(StandInProvider.recorded(recorded), 9_999);
    }

    private Model model(StandInProvider provider, boolean sees) {
      var usual =
          ProviderSettings.of(provider.url(), Optional.of(new ApiKey("sk-secret-012345")), "m");
      var settings =
          new ProviderSettings(
              usual.baseUrl(),
              usual.key(),
              usual.model(),
              usual.maxTokens(),
              0,
              200_000,
              usual.patience(),
              usual.prices(),
              sees);
      return switch (this) {
        case ANTHROPIC -> new AnthropicModel(settings);
        case OPEN_AI -> new OpenAiModel(settings);
      };
    }
  }

  @Test
  void anthropic_is_sent_blocks_behind_the_words() throws IOException {
    JsonNode content = sent(Protocol.ANTHROPIC).path("messages").path(0).path("content");
    assertThat(content).hasSize(3);
    assertThat(content.path(0).path("text").asText()).isEqualTo("Look.");
    assertThat(content.path(1).path("source").toString())
        .isEqualTo(
            "{\"type\":\"base64\",\"media_type\":\"image/png\",\"data\":\"%s\"}"
                .formatted(PIXEL.base64()));
  }

  @Test
  void open_ai_is_sent_addresses_that_hold_the_bytes() throws IOException {
    JsonNode content = sent(Protocol.OPEN_AI).path("messages").path(1).path("content");
    assertThat(content).hasSize(3);
    assertThat(content.path(2).toString())
        .isEqualTo(
            "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,%s\"}}"
                .formatted(PIXEL.base64()));
  }

  @ParameterizedTest
  @EnumSource
  void who_does_not_see_reads_the_words(Protocol protocol) throws IOException {
    try (var provider = new StandInProvider(protocol.speaks())) {
      Model model = protocol.model(provider, false);
      assertThat(model.takesImages()).isFalse();
      model.reply(SHOWN);
      assertThat(provider.seen.getFirst().body())
          .doesNotContain(PIXEL.base64())
          .contains("Look.", "Go by the words");
    }
  }

  @ParameterizedTest
  @EnumSource
  void an_image_that_the_provider_cannot_read_keeps_nobody_from_working(Protocol protocol)
      throws IOException {
    try (var provider =
        new StandInProvider(
            seen ->
                seen.body().contains(protocol.image)
                    ? StandInProvider.answers(400, Map.of(), UNREADABLE)
                    : protocol.speaks())) {
      assertThat(protocol.model(provider, true).reply(SHOWN).text()).isEqualTo("I look.");
      assertThat(provider.seen).hasSize(2);
      assertThat(provider.seen.getLast().body()).contains("Go by the words");
    }
  }

  @ParameterizedTest
  @EnumSource
  void another_refusal_is_told_at_once(Protocol protocol) throws IOException {
    try (var provider =
        new StandInProvider(
            StandInProvider.answers(401, Map.of(), "{\"error\":{\"message\":\"no such key\"}}"))) {
      Model model = protocol.model(provider, true);
      assertThatThrownBy(() -> model.reply(SHOWN)).isInstanceOf(ModelUnavailable.class);
      assertThat(provider.seen).hasSize(1);
    }
  }

  private static JsonNode sent(Protocol protocol) throws IOException {
    try (var provider = new StandInProvider(protocol.speaks())) {
      protocol.model(provider, true).reply(SHOWN);
      return read(provider.seen.getFirst().body());
    }
  }

  private static JsonNode read(String body) throws JsonProcessingException {
    return Json.MAPPER.readTree(body);
  }
}
