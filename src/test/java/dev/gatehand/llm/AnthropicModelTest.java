package dev.gatehand.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehand.model.Conversation;
import dev.gatehand.model.Message;
import dev.gatehand.model.ModelUnavailable;
import dev.gatehand.model.Reply;
import dev.gatehand.model.ToolCall;
import dev.gatehand.model.ToolResult;
import dev.gatehand.model.ToolSpec;
import dev.gatehand.model.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicModelTest {
  private static final String KEY = "sk-secret-0123456789";
  private static final Conversation HELLO =
      new Conversation(
          "Be brief.",
          List.of(new Message.User("Hello")),
          List.of(new ToolSpec("bash", "Runs.", "{\"type\":\"object\"}")));
  private static final String CONTENT =
      """
      [{"type":"thinking","thinking":"hm","signature":"c2ln","odd":1.10},\
      {"type":"text","text":"I look."},\
      {"type":"tool_use","id":"toolu_1","name":"bash","input":{"command":"ls","n":2,"x":null}},\
      {"type":"something_new","deep":[{"a":1}]}]""";
  private static final String ANSWER =
      """
      {"role":"assistant","content":%s,"stop_reason":"%s","usage":{"input_tokens":1000,\
      "cache_creation_input_tokens":0,"cache_read_input_tokens":10000,"output_tokens":100}}""";

  @Test
  void reads_a_reply_and_sends_it_back_as_it_came() throws IOException {
    try (StandInProvider provider = answering(200, ANSWER.formatted(CONTENT, "tool_use"));
        AnthropicModel model = model(provider, Duration.ofSeconds(60))) {
      Reply reply = model.reply(HELLO);
      assertThat(reply)
          .isEqualTo(
              new Reply(
                  "I look.",
                  List.of(new ToolCall("toolu_1", "bash", Map.of("command", "ls", "n", 2L))),
                  Reply.Stop.CALLS,
                  new Usage(1000, 10000, 100, new BigDecimal("0.0075")),
                  CONTENT));
      ModelUnavailable repeatedId =
          catchThrowableOfType(
              ModelUnavailable.class,
              () ->
                  model.reply(
                      new Conversation(
                          "Be brief.",
                          List.of(
                              new Message.User("Hello"),
                              new Message.Assistant(reply),
                              new Message.Results(List.of(new ToolResult("toolu_1", "", true))),
                              new Message.User("Go on")),
                          HELLO.tools())));
      assertThat(repeatedId).hasMessageContaining("was there before");
      assertThat(provider.seen.getFirst())
          .isEqualTo(
              new StandInProvider.Seen(
                  "/v1/messages",
                  KEY,
                  "2023-06-01",
                  "{\"model\":\"claude-sonnet-4-5\",\"max_tokens\":16000,\"system\":\"Be brief.\","
                      + "\"tools\":[{\"name\":\"bash\",\"description\":\"Runs.\","
                      + "\"input_schema\":{\"type\":\"object\"}}],\"messages\":[{\"role\":\"user\","
                      + "\"content\":[{\"type\":\"text\",\"text\":\"Hello\"}]}]}"));
      assertThat(provider.seen.getLast().body())
          .contains("{\"role\":\"assistant\",\"content\":" + CONTENT + "}")
          .endsWith(
              "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"toolu_1\","
                  + "\"content\":\"(no output)\",\"is_error\":true},"
                  + "{\"type\":\"text\",\"text\":\"Go on\"}]}]}");
    }
  }

  @Test
  void drops_the_call_that_was_cut_off() throws IOException {
    String content =
        "[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"write_file\",\"input\":{}}]";
    try (StandInProvider provider = answering(200, ANSWER.formatted(content, "max_tokens"));
        AnthropicModel model = model(provider, Duration.ofSeconds(60))) {
      Reply reply = model.reply(HELLO);
      assertThat(reply.calls()).isEmpty();
      assertThat(reply.stop()).isEqualTo(Reply.Stop.TOO_LONG);
      assertThat(reply.raw()).isEqualTo("[{\"type\":\"text\",\"text\":\"a\"}]");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "400, false, did not accept",
    "401, false, refuses the key",
    "403, false, refuses the key",
    "404, false, is not there",
    "413, false, too large",
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
        AnthropicModel model = model(provider, Duration.ofSeconds(60))) {
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
        AnthropicModel model = model(provider, Duration.ofSeconds(60))) {
      ModelUnavailable told = failure(model);
      assertThat(told).hasMessageContaining("could not be read");
      assertThat(told.passing()).isTrue();
    }
  }

  @Test
  void a_refusal_is_told() throws IOException {
    try (StandInProvider provider = answering(200, ANSWER.formatted("[]", "refusal"));
        AnthropicModel model = model(provider, Duration.ofSeconds(60))) {
      ModelUnavailable told = failure(model);
      assertThat(told).hasMessageContaining("declined");
      assertThat(told.passing()).isFalse();
    }
  }

  @Test
  void a_dropped_connection_passes() throws IOException {
    try (StandInProvider provider = new StandInProvider(StandInProvider.breaksOff());
        AnthropicModel model = model(provider, Duration.ofSeconds(60))) {
      assertThat(failure(model).passing()).isTrue();
    }
  }

  @Test
  void a_server_that_begins_and_does_not_end_is_not_waited_for() throws IOException {
    try (StandInProvider provider = StandInProvider.silent();
        AnthropicModel model = model(provider, Duration.ofSeconds(1))) {
      assertThat(failure(model)).hasMessageContaining("did not answer within 1 s");
    }
  }

  @Test
  void an_interrupt_ends_the_call_and_stays_visible() throws Exception {
    try (StandInProvider provider = StandInProvider.silent();
        AnthropicModel model = model(provider, Duration.ofMinutes(5))) {
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

  @Test
  void a_model_without_a_price_counts_as_the_dearest() {
    Prices prices = Prices.shipped();
    assertThat(prices.cost("claude-opus-4-5-20251101", 0, 0, 0, 1_000_000))
        .isEqualByComparingTo("25");
    assertThat(prices.cost("claude-opus-4-1", 0, 0, 0, 1_000_000)).isEqualByComparingTo("75");
    assertThat(prices.cost("unheard-of", 0, 0, 0, 1_000_000)).isEqualByComparingTo("75");
    assertThat(prices.with(Map.of("unheard", "1, 2, 3, 4")).cost("unheard-of", 1, 1, 1, 999_997))
        .isEqualByComparingTo("3.999994");
  }

  private static StandInProvider answering(int status, String body) throws IOException {
    return new StandInProvider(StandInProvider.answers(status, Map.of(), body));
  }

  private static AnthropicModel model(StandInProvider provider, Duration timeout) {
    return new AnthropicModel(
        new AnthropicSettings(
            provider.url(),
            new ApiKey(KEY),
            AnthropicSettings.DEFAULT_MODEL,
            16_000,
            timeout,
            Prices.shipped()));
  }

  private static ModelUnavailable failure(AnthropicModel model) {
    return catchThrowableOfType(ModelUnavailable.class, () -> model.reply(HELLO));
  }
}
