package dev.gatehand.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatehand.model.Conversation;
import dev.gatehand.model.ConversationTooLong;
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

class OpenAiModelTest {
  private static final String KEY = "sk-secret-0123456789";
  private static final Conversation HELLO =
      new Conversation(
          "Be brief.",
          List.of(new Message.User("Hello"), new Message.User("Again")),
          List.of(new ToolSpec("bash", "Runs.", "{\"type\":\"object\"}")));
  private static final String STREAM = StandInProvider.recorded("openai-tools.sse");
  private static final List<ToolCall> CALLS =
      List.of(
          new ToolCall("call_a", "bash", Map.of("command", "ls -l", "n", 2L)),
          new ToolCall("call_b", "list", Map.of()));

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100_000})
  void puts_a_stream_together_however_it_is_cut_into_pieces(int pieces) throws IOException {
    try (StandInProvider provider = new StandInProvider(StandInProvider.streams(STREAM, pieces));
        OpenAiModel model = model(provider)) {
      Reply reply = model.reply(HELLO);
      assertThat(reply)
          .isEqualTo(
              new Reply(
                  "I look.",
                  CALLS,
                  Reply.Stop.CALLS,
                  new Usage(1000, 10000, 100, new BigDecimal("0.004")),
                  reply.raw()));
      assertThat(reply.raw()).contains("\"reasoning_content\":\"The splitter, größer.\"");
      assertThat(provider.seen.getFirst().path()).isEqualTo("/v1/chat/completions");
      assertThat(provider.seen.getFirst().key()).isEqualTo("Bearer " + KEY);
    }
  }

  @Test
  void nothing_of_a_stream_that_does_not_reach_its_end_is_used() throws IOException {
    int end = STREAM.indexOf("\"finish_reason\":\"tool_calls\"");
    for (int bytes = 0; bytes < end; bytes += 31) {
      try (StandInProvider provider =
              new StandInProvider(StandInProvider.endsAfter(STREAM, bytes));
          OpenAiModel model = model(provider)) {
        assertThat(failure(model))
            .as("after %d bytes", bytes)
            .hasMessageContaining("nothing of it is used");
      }
    }
  }

  @Test
  void sends_back_what_came_as_it_came() throws IOException {
    try (StandInProvider provider = new StandInProvider(StandInProvider.streams(STREAM, 999));
        OpenAiModel model = model(provider)) {
      Reply reply = model.reply(HELLO);
      Reply scripted =
          new Reply(
              "Scripted",
              List.of(new ToolCall("t", "bash", Map.of("command", "ls"))),
              Reply.Stop.CALLS,
              Usage.NONE,
              "{\"script\":\"a\",\"line\":1}");
      Reply again =
          model.reply(
              new Conversation(
                  "Be brief.",
                  List.of(
                      new Message.User("Hello"),
                      new Message.User("Again"),
                      new Message.Assistant(reply),
                      new Message.Results(
                          List.of(
                              new ToolResult("call_a", "", true),
                              new ToolResult("call_b", "b", false))),
                      new Message.User("Go on"),
                      new Message.Assistant(scripted)),
                  HELLO.tools()));
      assertThat(provider.seen.getLast().body())
          .isEqualTo(
              StandInProvider.recorded("openai-request.json")
                  .strip()
                  .replace("@RAW@", reply.raw()));
      assertThat(again.calls())
          .as("an id that was there before is replaced, also in what is sent back")
          .extracting(ToolCall::id)
          .doesNotHaveDuplicates()
          .doesNotContain("call_a", "call_b")
          .allMatch(id -> again.raw().contains("\"id\":\"" + id + "\""));
    }
  }

  @Test
  void understands_the_dialects_of_local_servers() throws IOException {
    String dialect = StandInProvider.recorded("openai-dialect.sse");
    try (StandInProvider provider = new StandInProvider(StandInProvider.streams(dialect, 999));
        OpenAiModel model = model(provider)) {
      Reply reply = model.reply(HELLO);
      assertThat(reply.stop()).isEqualTo(Reply.Stop.CALLS);
      assertThat(reply.calls())
          .containsExactly(
              new ToolCall("call_1", "bash", Map.of("command", "ls")),
              new ToolCall("call_2", "list", Map.of("path", ".")),
              new ToolCall("call_3", "list", Map.of()));
      assertThat(reply.usage().tokens()).as("counted for a server that does not").isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"content\":\"a\"} | stop | DONE",
        "{\"content\":\"a\"} | | DONE",
        "{\"content\":\"a\"} | eos | DONE",
        "{\"content\":[{\"type\":\"text\",\"text\":\"a\"}]} | stop | DONE",
        "{\"content\":\"a\",\"tool_calls\":[]} | tool_calls | DONE",
        "{\"content\":\"a\"} | length | TOO_LONG",
        "{\"content\":\"a\",\"tool_calls\":[{\"function\":{\"name\":\"b\",\"arguments\":\"{\\\"c\"}}]}"
            + " | length | TOO_LONG",
        "{\"content\":\"a\"} | content_filter | REFUSED",
        "{\"content\":null,\"refusal\":\"a\"} | stop | REFUSED"
      })
  void each_reason_to_finish_is_understood(String message, String reason, Reply.Stop stop)
      throws IOException {
    String why = reason == null ? "null" : "\"" + reason + "\"";
    String body = "{\"choices\":[{\"message\":%s,\"finish_reason\":%s}]}".formatted(message, why);
    try (StandInProvider provider = answering(200, body);
        OpenAiModel model = model(provider)) {
      Reply reply = model.reply(HELLO);
      assertThat(reply.stop()).isEqualTo(stop);
      assertThat(reply.text()).isEqualTo("a");
      assertThat(reply.calls()).isEmpty();
      assertThat(reply.raw()).doesNotContain("null", "tool_calls");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>gateway</html>",
        "{}",
        "{\"choices\":[]}",
        "{\"choices\":[{\"message\":{\"tool_calls\":[{\"function\":{\"name\":\"\",\"arguments\":\"{}\"}}]}}]}",
        "{\"choices\":[{\"message\":{\"tool_calls\":[{\"function\":{\"name\":\"b\",\"arguments\":\"{\"}}]}}]}",
        "{\"choices\":[{\"message\":{\"tool_calls\":[{\"function\":{\"name\":\"b\",\"arguments\":\"[1]\"}}]}}]}",
        "{\"choices\":[{\"message\":{\"tool_calls\":[7]}}]}"
      })
  void an_answer_that_cannot_be_read_is_no_reply(String body) throws IOException {
    try (StandInProvider provider = answering(200, body);
        OpenAiModel model = model(provider)) {
      ModelUnavailable told = failure(model);
      assertThat(told).hasMessageContaining("could not be read");
      assertThat(told.passing()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"message\":\"This model's maximum context length is 8192 tokens.\"}}",
        "{\"error\":{\"code\":400,\"message\":\"the request exceeds the available context size\"}}",
        "{\"error\":\"input is too long for the context window\"}"
      })
  void a_conversation_that_does_not_fit_is_told_as_that(String body) throws IOException {
    try (StandInProvider provider = answering(400, body);
        OpenAiModel model = model(provider)) {
      assertThat(catchThrowableOfType(ConversationTooLong.class, () -> model.reply(HELLO)))
          .hasMessageContaining("finds the conversation too long");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"message\":\"out of memory for " + KEY + "\",\"type\":\"server_error\"}}",
        "{\"error\":\"out of memory for " + KEY + "\"}"
      })
  void an_error_in_the_middle_of_a_stream_is_told(String error) throws IOException {
    String begun = STREAM.substring(0, STREAM.indexOf("data: {\"id\":\"c1\",\"choices\":[],"));
    try (StandInProvider provider =
            new StandInProvider(StandInProvider.streams(begun + "data: " + error + "\n\n", 500));
        OpenAiModel model = model(provider)) {
      ModelUnavailable told = failure(model);
      assertThat(told).hasMessageContaining("out of memory for [key]");
      assertThat(told.passing()).isTrue();
    }
  }

  @Test
  void a_local_server_is_asked_without_a_key() throws IOException {
    try (StandInProvider provider = new StandInProvider(StandInProvider.streams(STREAM, 999));
        OpenAiModel model =
            new OpenAiModel(ProviderSettings.of(provider.url(), Optional.empty(), "qwen3"))) {
      assertThat(model.reply(HELLO).calls()).isEqualTo(CALLS);
      assertThat(provider.seen.getFirst().key()).isEmpty();
      assertThat(model).hasToString("OpenAiModel[qwen3 at " + provider.url() + "]");
    }
  }

  private static StandInProvider answering(int status, String body) throws IOException {
    return new StandInProvider(StandInProvider.answers(status, Map.of(), body));
  }

  private static OpenAiModel model(StandInProvider provider) {
    ProviderSettings usual =
        ProviderSettings.of(provider.url(), Optional.of(new ApiKey(KEY)), "qwen3");
    return new OpenAiModel(
        new ProviderSettings(
            usual.baseUrl(),
            usual.key(),
            usual.model(),
            usual.maxTokens(),
            0,
            200_000,
            usual.patience(),
            Prices.shipped().with(Map.of("qwen", "2, 2, 0.1, 10")),
            false));
  }

  private static ModelUnavailable failure(OpenAiModel model) {
    return catchThrowableOfType(ModelUnavailable.class, () -> model.reply(HELLO));
  }
}
