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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnthropicModelTest {
  private static final String KEY = "sk-secret-0123456789";
  private static final Patience PATIENT = Patience.USUAL;
  private static final Conversation HELLO =
      new Conversation(
          "Be brief.",
          List.of(new Message.User("Hello")),
          List.of(new ToolSpec("bash", "Runs.", "{\"type\":\"object\"}")));
  private static final String STREAM = StandInProvider.recorded("anthropic-tools.sse");
  private static final String CONTENT =
      """
      [{"type":"thinking","thinking":"It may be the splitter, größer.","signature":"RXJyb3I="},\
      {"type":"text","text":"I look.","citations":[{"type":"char_location","cited_text":"a"}]},\
      {"type":"tool_use","id":"toolu_1","name":"bash","input":{"command":"ls -l","n":2}},\
      {"type":"tool_use","id":"toolu_2","name":"list","input":{}},\
      {"type":"something_new","deep":[{"a":1.10}],"words":"new words"}]""";
  private static final Reply SAID =
      new Reply(
          "I look.",
          List.of(
              new ToolCall("toolu_1", "bash", Map.of("command", "ls -l", "n", 2L)),
              new ToolCall("toolu_2", "list", Map.of())),
          Reply.Stop.CALLS,
          new Usage(3000, 10000, 100, new BigDecimal("0.015")),
          CONTENT);
  private static final String ANSWER =
      """
      {"role":"assistant","content":%s,"stop_reason":"%s","usage":{"input_tokens":1000,\
      "cache_creation_input_tokens":0,"cache_read_input_tokens":10000,"output_tokens":100}}""";

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100_000})
  void puts_a_stream_together_however_it_is_cut_into_pieces(int pieces) throws IOException {
    try (StandInProvider provider = new StandInProvider(StandInProvider.streams(STREAM, pieces));
        AnthropicModel model = model(provider, PATIENT)) {
      assertThat(model.reply(HELLO)).isEqualTo(SAID);
    }
  }

  @Test
  void nothing_of_a_stream_that_does_not_reach_its_end_is_used() throws IOException {
    int end = STREAM.indexOf("\n\n", STREAM.indexOf("data: {\"type\":\"message_stop\"}"));
    for (int bytes = 0; bytes < end; bytes += 61) {
      int cut = bytes;
      try (StandInProvider provider = new StandInProvider(StandInProvider.endsAfter(STREAM, cut));
          AnthropicModel model = model(provider, PATIENT)) {
        ModelUnavailable told = failure(model);
        assertThat(told).as("after %d bytes", cut).hasMessageContaining("nothing of it is used");
        assertThat(told.passing()).isTrue();
      }
    }
  }

  @Test
  void sends_back_what_came_as_it_came_and_marks_at_most_four_places_for_the_cache()
      throws IOException {
    try (StandInProvider provider = new StandInProvider(StandInProvider.streams(STREAM, 999));
        AnthropicModel model = model(provider, PATIENT)) {
      Reply reply = model.reply(HELLO);
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
                              new Message.User("Go on"),
                              new Message.Assistant(reply),
                              new Message.Results(List.of(new ToolResult("toolu_1", "a", false))),
                              new Message.Assistant(reply),
                              new Message.Results(List.of(new ToolResult("toolu_1", "b", false)))),
                          HELLO.tools())));
      assertThat(repeatedId).hasMessageContaining("was there before");
      assertThat(provider.seen.getFirst())
          .isEqualTo(
              new StandInProvider.Seen(
                  "/v1/messages",
                  KEY,
                  "2023-06-01",
                  StandInProvider.recorded("anthropic-first-request.json").strip()));
      assertThat(provider.seen.getLast().body())
          .isEqualTo(
              StandInProvider.recorded("anthropic-later-request.json")
                  .strip()
                  .replace("@CONTENT@", CONTENT));
    }
  }

  @Test
  void thinks_when_it_is_to_and_the_turn_began_so() throws IOException {
    try (StandInProvider provider = new StandInProvider(StandInProvider.streams(STREAM, 999));
        AnthropicModel model = new AnthropicModel(settings(provider, PATIENT, 4_000, 200_000))) {
      Reply reply = model.reply(HELLO);
      Message.Results results =
          new Message.Results(
              List.of(new ToolResult("toolu_1", "", false), new ToolResult("toolu_2", "", false)));
      Reply scripted = new Reply("", reply.calls(), Reply.Stop.CALLS, Usage.NONE, "{}");
      for (Reply first : List.of(reply, scripted)) {
        var _ =
            catchThrowableOfType(
                ModelUnavailable.class,
                () ->
                    model.reply(
                        new Conversation(
                            "Be brief.",
                            List.of(new Message.User("Hi"), new Message.Assistant(first), results),
                            HELLO.tools())));
      }
      String thinks =
          "\"max_tokens\":20000,\"stream\":true,\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":4000}";
      assertThat(provider.seen)
          .extracting(StandInProvider.Seen::body)
          .satisfiesExactly(
              first -> assertThat(first).contains(thinks),
              goingOn -> assertThat(goingOn).contains(thinks, "RXJyb3I="),
              another -> assertThat(another).doesNotContain("budget_tokens"));
    }
  }

  @Test
  void drops_the_call_that_was_cut_off() throws IOException {
    String content =
        "[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"write_file\",\"input\":{}}]";
    try (StandInProvider provider = answering(200, ANSWER.formatted(content, "max_tokens"));
        AnthropicModel model = model(provider, PATIENT)) {
      Reply reply = model.reply(HELLO);
      assertThat(reply.calls()).isEmpty();
      assertThat(reply.stop()).isEqualTo(Reply.Stop.TOO_LONG);
      assertThat(reply.raw()).isEqualTo("[{\"type\":\"text\",\"text\":\"a\"}]");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tool_use, DONE, CALLS",
    "end_turn, DONE, CALLS",
    "stop_sequence, DONE, CALLS",
    "pause_turn, PAUSED, PAUSED",
    "refusal, REFUSED, REFUSED",
    "max_tokens, TOO_LONG, TOO_LONG",
    "model_context_window_exceeded, TOO_LONG, TOO_LONG",
    "of_a_later_version, DONE, CALLS"
  })
  void each_reason_to_stop_is_understood(String reason, Reply.Stop alone, Reply.Stop beside)
      throws IOException {
    String text = "{\"type\":\"text\",\"text\":\"a\"}";
    String call = "{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"write_file\",\"input\":{}}";
    assertThat(stop("[" + text + "]", reason)).isEqualTo(alone);
    assertThat(stop("[" + text + "," + call + "," + text + "]", reason)).isEqualTo(beside);
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

  private static Reply.Stop stop(String content, String reason) throws IOException {
    try (StandInProvider provider = answering(200, ANSWER.formatted(content, reason));
        AnthropicModel model = model(provider, PATIENT)) {
      Reply reply = model.reply(HELLO);
      assertThat(reply.calls().isEmpty())
          .as("a reply that was refused wants nothing")
          .isEqualTo(reason.equals("refusal") || !content.contains("tool_use"));
      return reply.stop();
    }
  }

  private static StandInProvider answering(int status, String body) throws IOException {
    return new StandInProvider(StandInProvider.answers(status, Map.of(), body));
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
