package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.HouseJobs;
import dev.gatehand.HouseProcess;
import dev.gatehand.TestHouse;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskState;
import dev.gatehand.task.TaskStore.TaskView;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is killed in the middle of a job: the next one ends the same run, once. */
class JobKillTest {
  @TempDir private Path temporary;

  /** The moments differ from run to run; wherever they fall, the end must be the same. */
  @Test
  void kills_in_the_middle_of_a_job_end_in_one_run_and_one_pull_request() throws Exception {
    Path data = TestHouse.dataIn(temporary);
    for (int millis : new int[] {30, 250, 90, 500, 160, 350}) {
      Process process = HouseProcess.start(data, "mend.jsonl", "jobs", "mend");
      try {
        awaitStart(process);
        assertThat(process.waitFor(millis, TimeUnit.MILLISECONDS)).isFalse();
      } finally {
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      }
    }
    try (var house = TestHouse.open(data, "mend.jsonl", HouseJobs.POLICY)) {
      TaskView run = house.jobs().ranTimes("mend", 1);
      assertThat(run.state()).as(run.why()).isEqualTo(TaskState.DONE);
      TaskHistory history = house.history(run);
      assertThat(history.events().stream().filter(Event.Composed.class::isInstance)).hasSize(1);
      ThreadRef pull = house.pullRequest(history);
      assertThat(house.changedFiles(pull)).containsExactly("README.md", "WRONG.md");
      assertThat(house.site().threads(TestHouse.SAMPLE)).hasSize(2);
      assertThat(house.ownWords(TestHouse.ISSUE)).hasSize(1);
      assertThat(house.comments(pull)).isEmpty();
      assertThat(house.auditComplaint()).isEmpty();
    }
  }

  private static void awaitStart(Process process) throws Exception {
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals("asked for")) {
        return;
      }
    }
    throw new AssertionError("the process ended before dave could ask");
  }
}
