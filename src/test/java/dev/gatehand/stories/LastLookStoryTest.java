package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.TestHouse;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.journal.TaskState;
import dev.gatehand.task.TaskStore.AskView;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was done behind the gate's back is found before anything leaves. */
class LastLookStoryTest {
  private static final String WRITTEN = ".github/workflows/x.yml";

  @TempDir private Path temporary;

  @Test
  void a_workflow_that_a_program_wrote_is_asked_for_and_put_back_when_denied() {
    try (var house = house("behind.jsonl")) {
      house.says("alice", "/agent fix");
      AskView ask = house.parkedWithAsk();
      assertThat(ask.ask().target()).isEqualTo(WRITTEN);
      Golden.assertReads("behind-ask.md", ask.ask().body());
      house.says("bob", "/agent deny " + ask.ask().id() + " no new workflows");
      ThreadRef pullRequest = house.pullRequest(house.ended(TaskState.DONE));
      assertThat(house.changedFiles(pullRequest)).containsExactly("NOTES.md", "tools/Notes.java");
      Golden.assertReads("behind-pull-request.md", house.site().thread(pullRequest).body());
    }
  }

  @Test
  void a_workflow_that_a_program_wrote_is_published_when_approved() {
    try (var house = house("behind.jsonl")) {
      house.says("alice", "/agent fix");
      AskView ask = house.parkedWithAsk();
      house.says("bob", TestHouse.yes(ask));
      ThreadRef pullRequest = house.pullRequest(house.ended(TaskState.DONE));
      assertThat(house.changedFiles(pullRequest))
          .containsExactly(WRITTEN, "NOTES.md", "tools/Notes.java");
      assertThat(house.told(TestHouse.ISSUE)).contains("approved by bob and done");
    }
  }

  @Test
  void what_a_stranger_asked_for_is_pushed_only_after_its_diff_was_seen() {
    try (var house = house("notes.jsonl")) {
      ThreadRef issue =
          house
              .site()
              .open(TestHouse.SAMPLE, "carol", "A note is missing", "Somebody should write one.");
      house.says(issue, "alice", "/agent fix");
      AskView ask = house.parkedWithAsk(issue);
      Golden.assertReads("stranger-ask.md", ask.ask().body());
      assertThat(house.site().threads(TestHouse.SAMPLE)).as("nothing is pushed yet").hasSize(2);
      house.says(issue, "bob", TestHouse.yes(ask));
      var history = house.ended(issue, TaskState.DONE);
      assertThat(house.changedFiles(house.pullRequest(history))).containsExactly("NOTES.md");
      Golden.assertReads("stranger-thread.md", house.told(issue));
    }
  }

  @Test
  void a_denied_push_keeps_the_work_and_says_so() {
    try (var house = house("notes.jsonl")) {
      ThreadRef issue = house.site().open(TestHouse.SAMPLE, "carol", "A note", "Write one.");
      house.says(issue, "alice", "/agent fix");
      AskView ask = house.parkedWithAsk(issue);
      house.says(issue, "bob", "/agent deny " + ask.ask().id() + " not needed");
      house.ended(issue, TaskState.FAILED);
      Golden.assertReads("stranger-denied-thread.md", house.told(issue));
    }
  }

  private TestHouse house(String script) {
    return TestHouse.open(TestHouse.dataIn(temporary), script, TestHouse.QUICK);
  }
}
