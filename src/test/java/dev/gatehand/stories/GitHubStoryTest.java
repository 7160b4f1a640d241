package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.GitHubHouse;
import dev.gatehand.TestHouse;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskState;
import dev.gatehand.task.TaskStore.AskView;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on GitHub, over its own protocols and at its pace. */
class GitHubStoryTest {
  private static final List<String> CHANGED =
      List.of(
          ".github/workflows/check.yml",
          "src/main/java/csvline/FieldReader.java",
          "src/test/java/csvline/CsvLineTest.java");

  @TempDir private Path temporary;

  @Test
  void a_comment_becomes_one_pull_request_however_often_github_tells_of_it() {
    try (var house = GitHubHouse.open(temporary, TestHouse.QUICK)) {
      house.github.webhooks().copies(2);
      long asked = house.says("alice", "/agent fix");
      AskView ask = house.parkedWithAsk();
      assertThat(house.saying("### Approval needed: " + ask.ask().id())).isEqualTo(1);
      long yes = house.says("bob", TestHouse.yes(ask));
      TaskHistory history = house.ended(TaskState.DONE);
      int pull = history.published().orElseThrow().pullRequest();
      assertThat(house.as("bob").changedFiles(house.repository, pull)).isEqualTo(CHANGED);
      assertThat(house.as("bob").text(house.repository, pull)).contains("Fixes #1");
      assertThat(house.receipts(asked)).contains("eyes", "+1");
      assertThat(house.receipts(yes)).contains("+1");

      house.restart();
      List<String> before = house.ownWords(house.issue());
      house.github.webhooks().deliveries().forEach(house.github.webhooks()::redeliver);
      house.github.webhooks().settle();
      house.sweep();
      assertThat(house.ownWords(house.issue())).isEqualTo(before);
      assertThat(house.as("bob").threads(house.repository)).containsExactly(house.issue(), pull);
      assertThat(house.auditComplaint()).isEmpty();
      assertThat(house.github.violations()).isEmpty();
    }
  }

  @Test
  void lost_replies_and_an_outage_in_the_middle_double_nothing() {
    try (var house = GitHubHouse.open(temporary, TestHouse.QUICK)) {
      house.github.faults().dice(7, 20);
      house.says("alice", "/agent fix");
      AskView ask = house.parkedWithAsk();
      house.says("bob", TestHouse.yes(ask));
      house.github.webhooks().settle();
      house.github.faults().outage();
      house.restart();
      house.sweep();
      house.github.faults().end();
      house.github.faults().dice(8, 20);
      TaskHistory history = house.ended(TaskState.DONE);

      assertThat(house.github.faults().happened()).hasSizeGreaterThan(3);
      int pull = history.published().orElseThrow().pullRequest();
      assertThat(house.as("bob").changedFiles(house.repository, pull)).isEqualTo(CHANGED);
      assertThat(house.as("bob").threads(house.repository)).containsExactly(house.issue(), pull);
      assertThat(house.saying("Gatehand finished")).isEqualTo(1);
      assertThat(house.saying(ask.ask().id().toString())).isEqualTo(1);
      assertThat(house.auditComplaint()).isEmpty();
    }
  }

  @Test
  void a_crowd_of_strangers_starts_nothing_and_holds_nobody_up() {
    try (var house = GitHubHouse.open(temporary, TestHouse.QUICK)) {
      for (int i = 0; i < 60; i++) {
        String stranger = "mallory" + i % 12;
        house.says(stranger, i % 3 == 0 ? "/agent approve K7QF-2M x" : "/agent fix");
      }
      house.says("alice", "/agent fix");
      AskView ask = house.parkedWithAsk();
      house.says("mallory0", TestHouse.yes(ask));
      long edited = house.says("bob", "I will look at it tomorrow");
      house.as("mallory1").edits(house.repository, edited, TestHouse.yes(ask));
      house.github.webhooks().settle();
      house.sweep();
      assertThat(house.task().state()).isEqualTo(TaskState.PARKED);
      assertThat(house.task().by()).isEqualTo("alice");
      assertThat(house.github.violations()).isEmpty();
    }
  }
}
