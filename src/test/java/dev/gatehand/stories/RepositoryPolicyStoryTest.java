package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.TestHouse;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskState;
import dev.gatehand.policy.Tightening;
import dev.gatehand.task.TaskStore.AskView;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a repository says for itself on its default branch. */
class RepositoryPolicyStoryTest {
  private static final String NOTES_ASKED =
      """
      version: 1
      people:
        approve: admin
      checks: ["test -f NOTES.md"]
      protected:
        - id: repository/notes
          paths: [NOTES.md]
          decision: ask
          reason: the notes are read out every Monday
      """;

  @TempDir private Path temporary;

  @Test
  void it_asks_for_more_and_wants_a_higher_role() {
    try (var house = house()) {
      says(house, NOTES_ASKED);
      house.says("alice", "/agent fix");
      AskView ask = house.parkedWithAsk();
      assertThat(ask.ask().reason().rule()).isEqualTo("repository/notes");
      house.says("bob", TestHouse.yes(ask));
      assertThat(house.lastWords())
          .isEqualTo("@bob, approving here needs admin access; you have maintain.");
      house.says("dave", TestHouse.yes(ask));
      TaskHistory history = house.ended(TaskState.DONE);
      assertThat(history.checked().map(Event.Checked::runs).orElseThrow())
          .extracting(Event.CheckRun::command)
          .containsExactly("test -f README.md", "test -f NOTES.md");
    }
  }

  @Test
  void an_approval_does_not_outlive_a_change_of_it() {
    try (var house = house()) {
      says(house, NOTES_ASKED);
      house.says("alice", "/agent fix");
      AskView first = house.parkedWithAsk();
      says(house, NOTES_ASKED.replace("Monday", "Tuesday"));
      house.says("dave", TestHouse.yes(first));
      AskView second = house.parkedWithAsk();
      assertThat(second.ask().id()).isNotEqualTo(first.ask().id());
      assertThat(second.ask().body()).contains("Tuesday");
      house.says("dave", TestHouse.yes(second));
      house.ended(TaskState.DONE);
    }
  }

  @Test
  void a_mistake_in_it_is_told_and_nothing_begins() {
    try (var house = house()) {
      says(house, "version: 1\nmode: automatic\npeople: {bots: [7]}\n");
      house.says("alice", "/agent fix");
      Golden.assertReads("policy-unusable.md", house.lastWords());
      house.says("alice", "/agent help");
      assertThat(house.lastWords()).contains("/agent approve");
      says(house, "version: 1\n");
      house.says("alice", "/agent fix");
      house.ended(TaskState.DONE);
    }
  }

  @Test
  void a_task_waits_for_the_mending_of_a_mistake_that_came_while_it_was_parked() {
    try (var house = house()) {
      says(house, NOTES_ASKED);
      house.says("alice", "/agent fix");
      AskView ask = house.parkedWithAsk();
      says(house, "version: 1\nmode: automatic\n");
      house.says("alice", "/agent continue and be brief");
      assertThat(house.lastWords()).contains(".github/gatehand.yaml:2: ");
      says(house, NOTES_ASKED);
      house.says("dave", TestHouse.yes(ask));
      house.ended(TaskState.DONE);
    }
  }

  private static void says(TestHouse house, String policy) {
    house.jobs().pushes("dave", "main", Tightening.FILE, policy);
  }

  private TestHouse house() {
    return TestHouse.open(TestHouse.dataIn(temporary), "notes.jsonl", TestHouse.QUICK);
  }
}
