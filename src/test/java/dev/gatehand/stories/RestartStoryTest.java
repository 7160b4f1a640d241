package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehand.HouseProcess;
import dev.gatehand.TestHouse;
import dev.gatehand.forge.Comment;
import dev.gatehand.journal.TaskState;
import dev.gatehand.task.TaskStore.AskView;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing of a task lives in a process: it goes on where its journal says, and says nothing twice.
 */
class RestartStoryTest {
  private static final List<String> APPROVED_FILES =
      List.of(".github/workflows/check.yml", "NOTES.md");

  @TempDir private Path temporary;

  @Test
  void an_open_ask_outlives_a_restart() {
    Path data = TestHouse.dataIn(temporary);
    try (var house = TestHouse.open(data, "workflow.jsonl", TestHouse.QUICK)) {
      house.says("alice", "/agent fix");
      AskView ask = house.parkedWithAsk();
      house.restart();
      assertThat(house.parkedWithAsk().ask()).isEqualTo(ask.ask());
      house.says("bob", TestHouse.yes(ask));
      house.restart();
      house.ended(TaskState.DONE);
      house.restart();
      house.sweep();
      assertToldOnce(house);
    }
  }

  @Test
  void a_kill_while_an_ask_is_open_loses_nothing_and_repeats_nothing() throws Exception {
    Path data = TestHouse.dataIn(temporary);
    Process process = HouseProcess.start(data, "workflow.jsonl", "quick", "patient");
    try {
      awaitLine(process, "parked");
      assertThat(process.descendants()).as("nothing runs while parked").isEmpty();
    } finally {
      kill(process);
    }
    try (var house = TestHouse.open(data, "workflow.jsonl", TestHouse.QUICK)) {
      AskView ask = house.parkedWithAsk();
      house.says("bob", TestHouse.yes(ask));
      house.ended(TaskState.DONE);
      assertToldOnce(house);
    }
  }

  @Test
  void a_kill_while_a_command_runs_leaves_no_process_and_the_task_goes_on() throws Exception {
    Path data = TestHouse.dataIn(temporary);
    Process process = HouseProcess.start(data, "demo.jsonl", "real", "patient");
    List<ProcessHandle> sandboxes;
    try {
      awaitLine(process, "asked for");
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> sandboxes(process).size() > 1);
      sandboxes = sandboxes(process);
    } finally {
      kill(process);
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> sandboxes.stream().noneMatch(ProcessHandle::isAlive));
    try (var house = TestHouse.open(data, "demo.jsonl", Map.of())) {
      AskView ask = house.parkedWithAsk();
      house.says("bob", TestHouse.yes(ask));
      house.ended(TaskState.DONE);
      assertThat(house.comments().stream().map(c -> c.author().login()))
          .containsExactly("alice", "gatehand", "gatehand", "bob");
    }
  }

  /** The moments differ from run to run; wherever they fall, the end must be the same. */
  @Test
  void kills_at_any_moment_change_nothing_of_what_people_read() throws Exception {
    Path data = TestHouse.dataIn(temporary);
    for (int millis : new int[] {40, 160, 320, 80, 640, 240, 480}) {
      Process process = HouseProcess.start(data, "workflow.jsonl", "quick", "hasty");
      try {
        awaitLine(process, "asked for");
        assertThat(process.waitFor(millis, TimeUnit.MILLISECONDS)).isFalse();
      } finally {
        kill(process);
      }
    }
    try (var house = TestHouse.open(data, "workflow.jsonl", TestHouse.QUICK)) {
      if (!house.hasSaid("bob")) {
        house.says("bob", TestHouse.yes(house.parkedWithAsk()));
      }
      house.ended(TaskState.DONE);
      assertToldOnce(house);
    }
  }

  private static void assertToldOnce(TestHouse house) {
    assertThat(house.comments().stream().map(RestartStoryTest::line))
        .satisfiesExactly(
            line -> assertThat(line).isEqualTo("alice: /agent fix"),
            line -> assertThat(line).startsWith("gatehand: **Gatehand finished @alice's request**"),
            line -> assertThat(line).endsWith("approved by bob and done."),
            line -> assertThat(line).startsWith("bob: /agent approve "));
    assertThat(house.site().threads(TestHouse.SAMPLE)).hasSize(2);
    assertThat(house.changedFiles(house.pullRequest(house.history()))).isEqualTo(APPROVED_FILES);
    assertThat(house.auditComplaint()).isEmpty();
  }

  private static String line(Comment comment) {
    return comment.author().login() + ": " + comment.body().lines().findFirst().orElse("");
  }

  private static List<ProcessHandle> sandboxes(Process process) {
    return process
        .descendants()
        .filter(each -> each.info().command().filter(it -> !it.endsWith("java")).isPresent())
        .toList();
  }

  private static void awaitLine(Process process, String wanted) throws Exception {
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals(wanted)) {
        return;
      }
    }
    throw new AssertionError("the process ended before it said: " + wanted);
  }

  private static void kill(Process process) throws InterruptedException {
    process.toHandle().destroyForcibly();
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }
}
