package dev.gatehand.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehand.model.Conversation;
import dev.gatehand.model.ConversationTooLong;
import dev.gatehand.model.Message;
import dev.gatehand.model.ModelUnavailable;
import dev.gatehand.model.ToolSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicTroubleTest {
  private static final String KEY = "sk-secret-0123456789";
  private static final Patience PATIENT = patience(60, 60, 60);
  private static final Conversation HELLO =
      new Conversation(
          "Be brief.",
          List.of(new Message.User("Hello")),
          List.of(new ToolSpec("bash", "Runs.", "{\"type\":\"object\"}")));
  private static final String STREAM = StandInProvider.recorded("anthropic-tools.sse");

  @ParameterizedTest
  @CsvSource({
    "400, false, did not accept",
    "401, false, refuses the key",
    "403, false, refuses the key",
    "404, false, is not there",
    "429, true, asks to wait 7 s",
    "500, true, overloaded or broken",
    "503, true, overloaded or broken",
    "529, true, overloaded or broken",
    "302, false, did not accept"
  })
  void tells_in_words_what_went_wrong_and_whether_waiting_helps(
      int status, boolean passing, String words) throws IOException {
    String body = "{\"error\":{\"message\":\"no \\u001b[31m for " + KEY + "\"}}";
    try (StandInProvider provider =
            new StandInProvider(
                StandInProvider.answers(
                    status, Map.of("retry-after", "7", "location", "/elsewhere"), body));
        AnthropicModel model = model(provider, PATIENT)) {
      ModelUnavailable told = failure(model);
      assertThat(told).hasMessageContaining(words).hasMessageContaining("⟨U+001B⟩[31m for [key]");
      assertThat(told.passing()).isEqualTo(passing);
      assertThat(provider.seen).as("one request, no redirect followed").hasSize(1);
      assertThat(told.toString() + model).doesNotContain(KEY);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>gateway</html>",
        "{\"role\":\"assistant\"}",
        "{\"role\":\"user\",\"content\":[]}",
        "{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"b\",\"input\":\"c\"}]}",
        "{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"\",\"name\":\"b\",\"input\":{}}]}",
        "{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"b\",\"input\":{}},{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"b\",\"input\":{}}]}"
      })
  void an_answer_that_cannot_be_read_is_no_reply(String body) throws IOException {
    try (StandInProvider provider = answering(200, body);
        AnthropicModel model = model(provider, PATIENT)) {
      ModelUnavailable told = failure(model);
      assertThat(told).hasMessageContaining("could not be read");
      assertThat(told.passing()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, prompt is too long: 208310 tokens > 200000 maximum",
    "400, input length and `max_tokens` exceed context limit: 1 + 2 > 2",
    "413, request too large"
  })
  void a_conversation_that_does_not_fit_is_told_as_that(int status, String said)
      throws IOException {
    String body =
        "{\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\",\"message\":\"%s\"}}"
            .formatted(said);
    try (StandInProvider provider = answering(status, body);
        AnthropicModel model = model(provider, PATIENT)) {
      assertThat(catchThrowableOfType(ConversationTooLong.class, () -> model.reply(HELLO)))
          .hasMessageContaining("finds the conversation too");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "overloaded_error, true",
    "api_error, true",
    "rate_limit_error, true",
    "invalid_request_error, false",
    "authentication_error, false"
  })
  void an_error_in_the_middle_of_a_stream_is_told(String type, boolean passing) throws IOException {
    String begun = STREAM.substring(0, STREAM.indexOf("event: message_delta"));
    String error =
        "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"%s\",\"message\":\"no %s\"}}\n\n"
            .formatted(type, KEY);
    try (StandInProvider provider =
            new StandInProvider(StandInProvider.streams(begun + error, 500));
        AnthropicModel model = model(provider, PATIENT)) {
      ModelUnavailable told = failure(model);
      assertThat(told).hasMessageContaining(type + ": no [key]");
      assertThat(told.passing()).isEqualTo(passing);
    }
  }

  @Test
  void a_dropped_connection_passes() throws IOException {
    try (StandInProvider provider = new StandInProvider(StandInProvider.breaksOff());
        AnthropicModel model = model(provider, PATIENT)) {
      assertThat(failure(model).passing()).isTrue();
    }
  }

  @Test
  void a_server_that_says_nothing_is_not_waited_for() throws IOException {
    try (StandInProvider provider = StandInProvider.silent();
        AnthropicModel model = model(provider, patience(1, 60, 60))) {
      assertThat(failure(model)).hasMessageContaining("did not answer within 1 s");
    }
  }

  @Test
  void a_server_that_begins_and_falls_silent_is_not_waited_for() throws IOException {
    try (StandInProvider provider = StandInProvider.silentAfter(STREAM.substring(0, 3_000));
        AnthropicModel model = model(provider, patience(60, 1, 60))) {
      assertThat(failure(model)).hasMessageContaining("fell silent for 1 s");
    }
  }

  @Test
  void a_server_that_never_comes_to_an_end_is_not_waited_for() throws IOException {
    try (StandInProvider provider = new StandInProvider(StandInProvider.dawdles());
        AnthropicModel model = model(provider, patience(60, 60, 1))) {
      assertThat(failure(model)).hasMessageContaining("did not end within 1 s");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void an_interrupt_ends_the_call_and_stays_visible(boolean begun) throws Exception {
    try (StandInProvider provider =
            begun
                ? StandInProvider.silentAfter(STREAM.substring(0, 3_000))
                : StandInProvider.silent();
        AnthropicModel model = model(provider, PATIENT)) {
      CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
      Thread caller =
          Thread.ofVirtual()
              .start(
                  () -> {
                    var _ = failure(model);
                    interrupted.complete(Thread.currentThread().isInterrupted());
                  });
      provider.arrived.await();
      caller.interrupt();
      assertThat(interrupted.get()).isTrue();
    }
  }

  @Test
  void a_key_that_no_header_can_carry_is_refused_without_being_shown() {
    IllegalArgumentException told =
        catchThrowableOfType(IllegalArgumentException.class, () -> new ApiKey("sk-1\nx: y"));
    assertThat(told).hasMessageContaining("GATEHAND_MODEL_API_KEY");
    assertThat(told.getMessage()).doesNotContain("sk-1");
    assertThat(new ApiKey(KEY)).hasToString("[key]");
  }

  private static StandInProvider answering(int status, String body) throws IOException {
    return new StandInProvider(StandInProvider.answers(status, Map.of(), body));
  }

  private static Patience patience(int first, int between, int whole) {
    return new Patience(
        Duration.ofSeconds(20),
        Duration.ofSeconds(first),
        Duration.ofSeconds(between),
        Duration.ofSeconds(whole));
  }

  private static AnthropicModel model(StandInProvider provider, Patience patience) {
    return new AnthropicModel(settings(provider, patience, 0, 200_000));
  }

  private static ProviderSettings settings(
      StandInProvider provider, Patience patience, int thinking, long context) {
    return new ProviderSettings(
        provider.url(),
        Optional.of(new ApiKey(KEY)),
        AnthropicModel.DEFAULT_MODEL,
        16_000,
        thinking,
        context,
        patience,
        Prices.shipped(),
        true);
  }

  private static ModelUnavailable failure(AnthropicModel model) {
    return catchThrowableOfType(ModelUnavailable.class, () -> model.reply(HELLO));
  }
}
