package dev.gatehand.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.model.Conversation;
import dev.gatehand.model.Message;
import dev.gatehand.model.Reply;
import dev.gatehand.model.ToolCall;
import dev.gatehand.model.ToolResult;
import dev.gatehand.text.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's script on the sample repository: files and checks are real, only the gate is told. */
class DemoStoryTest {
  private static final String WORKFLOW = ".github/workflows/check.yml";
  private static final String DENIED =
      Template.prompt("results/denied.md")
          .render(Map.of("login", "bob", "reason", "our runners are too few"))
          .strip();

  @TempDir private Path repository;
  private final List<Message> messages = new ArrayList<>();
  private final List<String> checks = new ArrayList<>();
  private String issue = "";
  private String summary = "";

  @BeforeEach
  void unpack() throws IOException {
    for (String line : Template.resource("sample/manifest.txt").lines().toList()) {
      if (!line.startsWith("#")) {
        String[] parts = line.split(" ");
        Path file = repository.resolve(parts[1]);
        Files.createDirectories(file.getParent());
        Files.writeString(file, Template.resource("sample/files/" + parts[2]));
        assertThat(file.toFile().setExecutable(parts[0].equals("100755"))).isTrue();
      }
    }
    issue = Template.resource("sample/issue.md");
  }

  @Test
  void mends_the_library_once_and_the_check_passes() throws IOException, InterruptedException {
    play("fix", "changed " + WORKFLOW);
    assertThat(summary).contains("keeps_trailing_empty_field").contains("for pull requests too");
    assertThat(checks.getFirst())
        .contains("FAILED CsvLineTest.reads_what_it_wrote")
        .contains("expected <name,note,> but was <name,note>")
        .endsWith("8 passed, 1 failed\n[exit 1]");
    assertThat(checks).hasSize(3).endsWith("10 passed, 0 failed\n[exit 0]");
    assertThat(Files.readString(repository.resolve(WORKFLOW))).contains("  pull_request:\n");

    messages.clear();
    summary = "";
    play("fix", "");
    assertThat(summary).as("the second time").contains("mended already");
  }

  @Test
  void repeats_the_reason_of_a_denial_and_goes_on_without()
      throws IOException, InterruptedException {
    play("fix", DENIED);
    assertThat(summary).contains("a maintainer declined").endsWith("our runners are too few");
    assertThat(checks).hasSize(2).endsWith("10 passed, 0 failed\n[exit 0]");
    assertThat(Files.readString(repository.resolve(WORKFLOW))).doesNotContain("pull_request");
  }

  @Test
  void says_that_it_is_a_script_when_asked_for_anything_else()
      throws IOException, InterruptedException {
    issue = "Another bug\n\nPlease help";
    play("fix", "");
    assertThat(summary).contains("I am a script");
  }

  @Test
  void the_scripts_for_maintenance_do_what_they_say() throws IOException, InterruptedException {
    assertThat(run("scripts/headers.sh")).isEqualTo("headers: nothing to do\n[exit 0]");
    assertThat(run("scripts/tidy.sh --check")).endsWith("[exit 1]");
    assertThat(run("scripts/tidy.sh")).contains("tidied docs/dialects.md").endsWith("[exit 0]");
    assertThat(run("scripts/tidy.sh")).isEqualTo("tidy: nothing to do\n[exit 0]");
  }

  /** Each turn a new model on the conversation alone, as after a park. */
  private void play(String prompt, String workflowEdited) throws IOException, InterruptedException {
    messages.add(new Message.User(opening(prompt)));
    for (int turn = 0; turn < 30 && summary.isEmpty(); turn++) {
      ScriptedModel model = ScriptedModel.fromClassPath("scripts/demo.jsonl");
      Reply reply = model.reply(new Conversation("", messages, List.of()));
      messages.add(new Message.Assistant(reply));
      List<ToolResult> results = new ArrayList<>();
      for (ToolCall call : reply.calls()) {
        String text = perform(call, workflowEdited);
        results.add(new ToolResult(call.id(), text, text.startsWith("Not done")));
      }
      messages.add(new Message.Results(results));
    }
    assertThat(summary).isNotEmpty();
  }

  private String opening(String prompt) {
    return Template.prompt(prompt + ".md")
        .render(
            Map.ofEntries(
                Map.entry("repository", "acme/csvline"),
                Map.entry("number", 1),
                Map.entry("title", issue.lines().findFirst().orElseThrow()),
                Map.entry("author", "carol"),
                Map.entry("body", issue.substring(issue.indexOf('\n')).strip()),
                Map.entry("comments", List.of()),
                Map.entry("before", ""),
                Map.entry("words", ""),
                Map.entry("requester", "alice"),
                Map.entry("checks", List.of("./check.sh")),
                Map.entry("role", "reader"),
                Map.entry("left", 0),
                Map.entry("approver", "")));
  }

  private String perform(ToolCall call, String workflowEdited)
      throws IOException, InterruptedException {
    String path = String.valueOf(call.input().get("path"));
    return switch (call.tool()) {
      case "bash" -> bash(String.valueOf(call.input().get("command")));
      case "edit_file" -> path.equals(WORKFLOW) ? workflow(call, workflowEdited) : edit(path, call);
      case "read_file" -> Files.readString(repository.resolve(path));
      case "list", "search" -> run("grep -rl . .");
      case "commit" -> "kept as a commit";
      case "finish" -> {
        summary = String.valueOf(call.input().get("summary"));
        yield "";
      }
      default -> throw new AssertionError("no such tool: " + call.tool());
    };
  }

  private String bash(String command) throws IOException, InterruptedException {
    if (command.startsWith("curl")) {
      return Template.prompt("results/blocked.md")
          .render(Map.of("rule", "r", "piece", "p", "because", "b", "instead", "", "call", "c"));
    }
    String output = run(command);
    checks.add(output);
    return output;
  }

  private String workflow(ToolCall call, String edited) throws IOException {
    return edited.startsWith("changed") ? edit(WORKFLOW, call) : edited;
  }

  private String edit(String path, ToolCall call) throws IOException {
    Path file = repository.resolve(path);
    String text = Files.readString(file);
    String old = String.valueOf(call.input().get("old"));
    assertThat(text.split(java.util.regex.Pattern.quote(old), -1)).as(path).hasSize(2);
    Files.writeString(file, text.replace(old, String.valueOf(call.input().get("new"))));
    return "changed " + path;
  }

  private String run(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("bash", "-c", command)
            .directory(repository.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return output.strip() + "\n[exit " + process.waitFor() + "]";
  }
}
