package dev.gatehand.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehand.model.Conversation;
import dev.gatehand.model.Message;
import dev.gatehand.model.ModelUnavailable;
import dev.gatehand.model.Reply;
import dev.gatehand.model.ToolCall;
import dev.gatehand.model.ToolResult;
import dev.gatehand.model.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptTest {
  private static final String TEXT =
      """
      # A comment, and a blank line below.

      {"start":[{"when":"broken","to":"mend"},{"to":"idle"}]}
      {"label":"mend","text":"I run it.","calls":[{"tool":"bash","input":{"command":"./x","n":1}}]}
      {"expect":"blocked","text":"Please.","calls":[{"tool":"request_approval","input":{"call_id":"${lastFailed}"}}],"next":[{"when":"denied: (?<why>.*)","to":"no"}]}
      {"text":"Done.","end":true}
      {"label":"no","text":"Then not: ${why}","end":true}
      {"label":"idle","text":"Nothing."}
      """;

  private final List<Message> messages = new ArrayList<>();

  @Test
  void plays_on_from_the_conversation_alone() {
    messages.add(new Message.User("it is broken"));
    assertThat(next())
        .isEqualTo(
            new Reply(
                "I run it.",
                List.of(new ToolCall("call_1_1", "bash", Map.of("command", "./x", "n", 1L))),
                Reply.Stop.CALLS,
                Usage.NONE,
                "{\"script\":\"test\",\"line\":4}"));
    result("call_1_1", "blocked by a rule");
    assertThat(next().calls())
        .containsExactly(
            new ToolCall("call_2_1", "request_approval", Map.of("call_id", "call_1_1")));
    result("call_2_1", "denied: too $1 dangerous");
    assertThat(next().text()).isEqualTo("Then not: too $1 dangerous");
    assertThatThrownBy(this::next)
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("nothing more to say");
  }

  @Test
  void goes_to_the_next_line_when_no_choice_fits() {
    messages.add(new Message.User("it is broken"));
    next();
    result("call_1_1", "blocked");
    next();
    result("call_2_1", "fine");
    assertThat(next().text()).isEqualTo("Done.");
  }

  @Test
  void starts_where_the_first_message_says() {
    messages.add(new Message.User("hello"));
    assertThat(next().text()).isEqualTo("Nothing.");
  }

  @Test
  void stops_when_the_world_went_another_way_than_the_script() {
    messages.add(new Message.User("it is broken"));
    next();
    result("call_1_1", "all went well");
    assertThatThrownBy(this::next)
        .isInstanceOf(ModelUnavailable.class)
        .hasMessageContaining("line 5")
        .hasMessageContaining("all went well")
        .matches(e -> !((ModelUnavailable) e).passing());
  }

  @Test
  void does_not_go_on_with_what_another_model_began() {
    messages.add(new Message.User("x"));
    messages.add(
        new Message.Assistant(new Reply("hi", List.of(), Reply.Stop.DONE, Usage.NONE, "[]")));
    assertThatThrownBy(this::next).hasMessageContaining("another model");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      delimiterString = "=>",
      value = {
        "{\"txt\":\"x\"} => line 1, knows no txt",
        "{ => line 1, is no JSON",
        "[] => line 1, is no JSON object",
        "{\"expect\":\"(\"} => line 1, has no regular expression",
        "{\"next\":[{\"to\":\"nowhere\"}]} => no label nowhere",
        "{\"calls\":[{\"tool\":\"bash\"}]} => line 1, has a call whose input is no object"
      })
  void says_what_is_wrong_with_a_script(String line, String complaint) {
    assertThatThrownBy(() -> Script.read("test", line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(complaint);
  }

  private Reply next() {
    ScriptedModel model = new ScriptedModel(Script.read("test", TEXT));
    Reply reply = model.reply(new Conversation("", messages, List.of()));
    messages.add(new Message.Assistant(reply));
    return reply;
  }

  private void result(String call, String text) {
    messages.add(new Message.Results(List.of(new ToolResult(call, text, true))));
  }
}
