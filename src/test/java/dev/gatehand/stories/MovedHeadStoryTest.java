package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.TestHouse;
import dev.gatehand.forge.CommitLine;
import dev.gatehand.forge.FileDiff;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.journal.TaskState;
import dev.gatehand.task.TaskStore.AskView;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody pushes between an ask and its answer. */
class MovedHeadStoryTest {
  private static final String WORKFLOW = ".github/workflows/check.yml";

  @TempDir private Path temporary;

  @Test
  void what_was_approved_is_what_is_proposed_when_the_default_branch_moved_meanwhile() {
    try (var house = house()) {
      house.says("alice", "/agent fix");
      AskView ask = house.parkedWithAsk();
      String before = house.site().text(TestHouse.SAMPLE, WORKFLOW);
      String theirs = "# Ours.\n" + before;
      house.jobs().pushes("dave", "main", WORKFLOW, theirs);
      house.says("bob", TestHouse.yes(ask));
      ThreadRef pull = house.pullRequest(house.ended(TaskState.DONE));
      assertThat(house.changedFiles(pull)).containsExactly(WORKFLOW, "NOTES.md");
      String patch =
          house.site().diff(pull).stream()
              .filter(file -> file.path().equals(WORKFLOW))
              .map(FileDiff::patch)
              .findFirst()
              .orElseThrow();
      assertThat(patch.lines().filter(line -> line.matches("[+-].*")).toList())
          .as("the line that bob saw, and none of dave's taken back")
          .containsExactly("+  pull_request:");
      assertThat(house.site().text(TestHouse.SAMPLE, WORKFLOW)).isEqualTo(theirs);
      assertThat(house.auditComplaint()).isEmpty();
    }
  }

  @Test
  void a_person_s_commit_is_not_pushed_over_and_what_was_approved_is_asked_anew_on_it() {
    try (var house = house()) {
      ThreadRef pull = pullRequestWithoutTheWorkflow(house);
      house.says(pull, "alice", "/agent fix");
      AskView ask = house.parkedWithAsk(pull);
      String branch = house.site().pullRequest(pull).orElseThrow().headBranch();
      house.jobs().pushes("dave", branch, "DAVE.md", "Mine.\n");
      house.says(pull, "bob", TestHouse.yes(ask));
      house.ended(pull, TaskState.FAILED);
      assertThat(house.told(pull))
          .contains("somebody else pushed; nothing was pushed")
          .contains("/agent retry begins from what stands there now");
      assertThat(house.changedFiles(pull)).containsExactly("DAVE.md", "NOTES.md");

      house.says(pull, "alice", "/agent retry");
      AskView anew = house.parkedWithAsk(pull);
      assertThat(anew.ask().id()).isNotEqualTo(ask.ask().id());
      house.says(pull, "bob", TestHouse.yes(anew));
      house.ended(pull, TaskState.DONE);
      assertThat(house.changedFiles(pull)).containsExactly(WORKFLOW, "DAVE.md", "NOTES.md");
      assertThat(house.site().commits(pull))
          .extracting(CommitLine::subject)
          .contains("Change DAVE.md");
      assertThat(house.auditComplaint()).isEmpty();
    }
  }

  private static ThreadRef pullRequestWithoutTheWorkflow(TestHouse house) {
    house.says("alice", "/agent fix");
    AskView ask = house.parkedWithAsk();
    house.says("bob", "/agent deny " + ask.ask().id() + " not yet");
    return house.pullRequest(house.ended(TaskState.DONE));
  }

  private TestHouse house() {
    return TestHouse.open(TestHouse.dataIn(temporary), "workflow.jsonl", TestHouse.QUICK);
  }
}
