package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.TestHouse;
import dev.gatehand.journal.TaskState;
import dev.gatehand.task.TaskStore.AskView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Data directories that earlier releases left, each with a task that waits for an answer. {@code
 * KeptHouse} makes one; a release that is out is never made again.
 */
class EarlierReleaseStoryTest {
  @TempDir private Path temporary;

  @Test
  void a_task_that_the_first_release_parked_is_continued() throws IOException {
    Path data = unpacked("0.1-parked.zip");
    // Its ask was open for three days from then on.
    Instant then = Instant.parse("2026-11-22T19:30:00Z");
    var clock = InstantSource.offset(InstantSource.system(), Duration.between(Instant.now(), then));
    try (var house = TestHouse.openAt(data, "workflow.jsonl", TestHouse.QUICK, clock)) {
      AskView ask = house.parkedWithAsk();
      assertThat(ask.ask().target()).isEqualTo(".github/workflows/check.yml");
      house.says("bob", TestHouse.yes(ask));
      // The policy that ships now is another one: what was approved under the old one is asked
      // anew.
      AskView anew = house.parkedWithAsk();
      assertThat(anew.ask().id()).isNotEqualTo(ask.ask().id());
      assertThat(anew.ask().target()).isEqualTo(ask.ask().target());
      house.says("bob", TestHouse.yes(anew));
      assertThat(house.changedFiles(house.pullRequest(house.ended(TaskState.DONE))))
          .containsExactly(".github/workflows/check.yml", "NOTES.md");
      assertThat(house.auditComplaint()).isEmpty();
    }
  }

  private Path unpacked(String name) throws IOException {
    Path data = TestHouse.dataIn(temporary);
    try (var zip = new ZipInputStream(getClass().getResourceAsStream("/earlier/" + name))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = data.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
    return data;
  }
}
