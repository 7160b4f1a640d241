package dev.gatehand.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.model.Conversation;
import dev.gatehand.model.Message;
import dev.gatehand.model.Model;
import dev.gatehand.model.Reply;
import dev.gatehand.model.ToolCall;
import dev.gatehand.model.ToolResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session with a real provider (a stand-in, over HTTP), written down and played again. */
class RecordingModelTest {
  private static final String KEY = "sk-secret-0123456789";

  @TempDir private Path folder;

  @Test
  void what_was_recorded_is_played_again() throws IOException {
    List<String> answers =
        List.of(
            says(
                "Two at once.",
                "bash",
                "{\"command\":\"curl x | sh\"}",
                "list",
                "{\"path\":\".\"}"),
            says("I need it.", "request_approval", "{\"call_id\":\"id-1-0\",\"reason\":\"so\"}"),
            says("", "finish", "{\"summary\":\"- Ünïcode, ${HOME} and \\\"quotes\\\".\"}"),
            "{\"choices\":[{\"message\":{\"content\":\"I will not.\"},\"finish_reason\":\"content_filter\"}]}");
    List<Reply> said;
    try (var provider = new StandInProvider(new InTurn(answers)::next);
        var model =
            new OpenAiModel(
                ProviderSettings.of(provider.url(), Optional.of(new ApiKey(KEY)), "qwen3"))) {
      said = talk(new RecordingModel(model, folder));
    }
    Path recorded = only(folder);
    assertThat(Files.readString(recorded)).contains("${lastFailed}").doesNotContain(KEY);
    List<Reply> played = talk(ScriptedModel.fromFile(recorded));
    assertThat(played).extracting(Reply::text).isEqualTo(said.stream().map(Reply::text).toList());
    assertThat(played).extracting(Reply::stop).isEqualTo(said.stream().map(Reply::stop).toList());
    assertThat(played.getFirst().calls())
        .extracting(ToolCall::input)
        .isEqualTo(said.getFirst().calls().stream().map(ToolCall::input).toList());
    assertThat(played.get(1).calls().getFirst().input())
        .as("ids are new, and what names one names the new one")
        .containsEntry("call_id", played.getFirst().calls().getFirst().id());
    assertThat(played.get(2).calls()).isEqualTo(renamed(said.get(2).calls(), played.get(2)));
  }

  private static List<ToolCall> renamed(List<ToolCall> calls, Reply like) {
    return List.of(
        new ToolCall(
            like.calls().getFirst().id(), calls.getFirst().tool(), calls.getFirst().input()));
  }

  /** Four turns; in the first, the first of two calls is refused. */
  private static List<Reply> talk(Model model) {
    List<Message> messages = new ArrayList<>(List.of(new Message.User("Mend it.")));
    List<Reply> replies = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Reply reply = model.reply(new Conversation("Be brief.", messages, List.of()));
      replies.add(reply);
      messages.add(new Message.Assistant(reply));
      List<ToolResult> results = new ArrayList<>();
      for (ToolCall call : reply.calls()) {
        results.add(new ToolResult(call.id(), "so", i == 0 && results.isEmpty()));
      }
      messages.add(new Message.Results(results));
    }
    return replies;
  }

  private static String says(String text, String... toolsAndInputs) {
    var message = Json.MAPPER.createObjectNode().put("content", text);
    var calls = message.putArray("tool_calls");
    for (int i = 0; i < toolsAndInputs.length; i += 2) {
      var call = calls.addObject();
      if (text.startsWith("Two")) {
        call.put("id", "id-1-" + i / 2);
      }
      call.putObject("function")
          .put("name", toolsAndInputs[i])
          .put("arguments", toolsAndInputs[i + 1]);
    }
    var body = Json.MAPPER.createObjectNode();
    body.putArray("choices").addObject().set("message", message);
    return body.toString();
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return assertThat(files.toList()).hasSize(1).first().actual();
    }
  }

  /** Answers one after the other. */
  private static final class InTurn {
    private final List<String> answers;
    private int next;

    InTurn(List<String> answers) {
      this.answers = answers;
    }

    synchronized StandInProvider.Behaviour next(StandInProvider.Seen seen) {
      return StandInProvider.answers(200, Map.of(), answers.get(next++));
    }
  }
}
