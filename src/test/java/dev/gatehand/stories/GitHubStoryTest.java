package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.GitHubHouse;
import dev.gatehand.TestHouse;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskState;
import dev.gatehand.task.TaskStore.AskView;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on GitHub, over its own protocols. */
class GitHubStoryTest {
  @TempDir private Path temporary;

  @Test
  void a_comment_becomes_a_pull_request_that_a_second_person_allowed() {
    try (var house = GitHubHouse.open(temporary, TestHouse.QUICK)) {
      long asked = house.says("alice", "/agent fix");
      AskView ask = house.parkedWithAsk();
      assertThat(house.ownWords(house.issue()))
          .anyMatch(it -> it.contains(ask.ask().id().toString()));
      house.says("mallory", TestHouse.yes(ask));
      long yes = house.says("bob", TestHouse.yes(ask));

      TaskHistory history = house.ended(TaskState.DONE);
      int pull = history.published().orElseThrow().pullRequest();
      assertThat(house.as("bob").changedFiles(house.repository, pull))
          .containsExactly(
              ".github/workflows/check.yml",
              "src/main/java/csvline/FieldReader.java",
              "src/test/java/csvline/CsvLineTest.java");
      assertThat(house.as("bob").text(house.repository, pull)).contains("Fixes #1");
      assertThat(house.receipts(asked)).contains("eyes", "+1");
      assertThat(house.receipts(yes)).contains("+1");
      assertThat(house.auditComplaint()).isEmpty();
      assertThat(house.github.violations()).isEmpty();
    }
  }
}
