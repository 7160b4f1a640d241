package dev.gatehand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehand.gate.Containment;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateCheckTest {

  @Test
  void answers_each_call_on_its_own_line_and_in_order() throws IOException {
    var answers =
        answers(
            """
            {"id":"a","tool":"read_file","input":{"path":"README.md"}}
            {"id":2,"tool":"read_file","input":{"path":"/etc/passwd"}}

            {"id":"c","tool":"write_file","input":{"path":"src/a.py","content":"x = 1\\n"}}
            {"id":"d","tool":"edit_file","input":{"path":".github/workflows/a.yml","old":"a","new":"b"}}
            {"id":"e","tool":"read_file","input":{"path":"b.txt"},"workspace":"/srv/w","cwd":"/srv/w/sub"}
            {"id":"f","tool":"read_file","input":{"path":"../../b.txt"},"workspace":"/srv/w","cwd":"/srv/w/sub"}
            """,
            0);
    assertThat(answers)
        .extracting(a -> a.get("id") + " " + a.get("verdict").textValue() + " " + a.get("rule"))
        .containsExactly(
            "\"a\" permit \"permit/read\"",
            "2 refuse \"read/outside\"",
            "\"c\" permit \"permit/edit\"",
            "\"d\" hold \"protected/ci\"",
            "\"e\" permit \"permit/read\"",
            "\"f\" refuse \"read/outside\"");
    assertThat(answers.get(1).get("reason").textValue())
        .isEqualTo(
            "The path leads out of the workspace. Piece: /etc/passwd Instead: read files of the"
                + " workspace");
  }

  @Test
  void holds_what_a_stricter_mode_wants_people_to_see() throws Exception {
    Path strict = Files.createTempFile("strict", ".yaml");
    String shipped = Files.readString(Path.of("policy.yaml"));
    Files.writeString(strict, shipped.replace("\nautoMode: enabled", "\nautoMode: disable"));
    var out = new StringWriter();
    var calls =
        """
        {"id":1,"tool":"write_file","input":{"path":"a.txt","content":"x"}}
        {"id":2,"tool":"read_file","input":{"path":"a.txt"}}
        """;
    new GateCheck(() -> Containment.SANDBOX)
        .check(new BufferedReader(new StringReader(calls)), out, PolicyFiles.read(strict));
    assertThat(out.toString().lines())
        .satisfiesExactly(
            first -> assertThat(first).startsWith("{\"id\":1,\"verdict\":\"hold\""),
            second -> assertThat(second).startsWith("{\"id\":2,\"verdict\":\"permit\""));
    Files.delete(strict);
  }

  @Test
  void refuses_every_line_that_is_no_call_and_says_so_at_the_end() throws IOException {
    var answers =
        answers(
            """
            not json
            []
            {"id":"a","tool":"bash"}
            {"id":"b","tool":"rm","input":{}}
            {"tool":"bash","input":{"command":"ls"}}
            {"id":"d","id":"e","tool":"bash","input":{"command":"ls"}}
            {"id":"f","tool":"bash","input":{"command":7}}
            {"id":"g","tool":"bash","input":{"command":"ls"},"cwd":"relative"}
            {"id":"h","tool":"bash","input":{"command":"ls"}} trailing
            """,
            2);
    assertThat(answers)
        .hasSize(9)
        .allSatisfy(a -> assertThat(a.get("verdict").textValue()).isEqualTo("refuse"))
        .allSatisfy(a -> assertThat(a.get("rule").textValue()).isEqualTo("input"));
    assertThat(answers)
        .extracting(a -> a.get("id").toString())
        .containsExactly(
            "null", "null", "\"a\"", "\"b\"", "null", "null", "\"f\"", "\"g\"", "null");
  }

  @Test
  void one_line_stays_one_line_whatever_the_call_holds() throws IOException {
    var answers =
        answers(
            "{\"id\":\"x\\ny\",\"tool\":\"read_file\",\"input\":{\"path\":\"/a\\nb\\u001b\"}}\n",
            0);
    assertThat(answers).hasSize(1);
    assertThat(answers.getFirst().get("id").textValue()).isEqualTo("x\ny");
  }

  private static List<JsonNode> answers(String calls, int exit) throws IOException {
    var out = new StringWriter();
    var check = new GateCheck(() -> Containment.NONE);
    int code = check.check(new BufferedReader(new StringReader(calls)), out, PolicyFiles.shipped());
    assertThat(code).isEqualTo(exit);
    List<JsonNode> answers = new ArrayList<>();
    for (String line : out.toString().split("\n")) {
      answers.add(new ObjectMapper().readTree(line));
    }
    return answers;
  }
}
