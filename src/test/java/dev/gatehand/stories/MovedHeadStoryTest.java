package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.TestHouse;
import dev.gatehand.forge.CommitLine;
import dev.gatehand.forge.FileDiff;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskState;
import dev.gatehand.task.TaskStore.AskView;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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
  void the_work_is_carried_onto_a_person_s_commit_and_checked_there() {
    try (var house = house()) {
      ThreadRef pull = pullRequestWithoutTheWorkflow(house);
      house.says(pull, "alice", "/agent fix");
      AskView ask = house.parkedWithAsk(pull);
      String branch = house.site().pullRequest(pull).orElseThrow().headBranch();
      house.jobs().pushes("dave", branch, "DAVE.md", "Mine.\n");
      house.says(pull, "bob", TestHouse.yes(ask));
      TaskHistory history = house.ended(pull, TaskState.DONE);
      assertThat(house.changedFiles(pull)).containsExactly(WORKFLOW, "DAVE.md", "NOTES.md");
      assertThat(house.site().commits(pull))
          .extracting(CommitLine::subject)
          .containsSubsequence("Change DAVE.md", house.site().thread(TestHouse.ISSUE).title());
      assertThat(history.rebased()).isEqualTo(1);
      assertThat(history.checked().orElseThrow().tree()).isEqualTo(history.tree().orElseThrow());
      assertThat(history.checked().orElseThrow().passed()).isTrue();
      assertThat(house.auditComplaint()).isEmpty();
    }
  }

  @Test
  void what_was_approved_is_asked_anew_where_a_person_s_commit_changed_the_same_file() {
    try (var house = house()) {
      ThreadRef pull = pullRequestWithoutTheWorkflow(house);
      house.says(pull, "alice", "/agent fix");
      AskView ask = house.parkedWithAsk(pull);
      String branch = house.site().pullRequest(pull).orElseThrow().headBranch();
      String theirs = house.site().text(TestHouse.SAMPLE, WORKFLOW) + "# The end.\n";
      house.jobs().pushes("dave", branch, WORKFLOW, theirs);
      house.says(pull, "bob", TestHouse.yes(ask));
      AskView anew = house.parkedWithAsk(pull);
      assertThat(anew.ask().id()).isNotEqualTo(ask.ask().id());
      house.says(pull, "bob", TestHouse.yes(anew));
      house.ended(pull, TaskState.DONE);
      assertThat(house.told(pull)).doesNotContain("somebody else pushed");
    }
  }

  @Test
  void where_both_changed_the_same_lines_nothing_is_pushed_and_retry_begins_from_theirs() {
    try (var house = house()) {
      ThreadRef pull = pullRequestWithoutTheWorkflow(house);
      house.says(pull, "alice", "/agent fix");
      AskView ask = house.parkedWithAsk(pull);
      String branch = house.site().pullRequest(pull).orElseThrow().headBranch();
      house.jobs().pushes("dave", branch, "DAVE.md", "Mine.\n");
      String before = house.site().text(TestHouse.SAMPLE, WORKFLOW);
      String theirs = before.replace("branches: [main]\n", "branches: [main]\n  merge_group:\n");
      house.jobs().pushes("dave", branch, WORKFLOW, theirs);
      house.says(pull, "bob", TestHouse.yes(ask));
      house.ended(pull, TaskState.FAILED);
      assertThat(house.told(pull))
          .contains(
              "somebody else pushed; nothing was pushed; both changed "
                  + WORKFLOW
                  + "; /agent retry");
      assertThat(house.changedFiles(pull)).containsExactly(WORKFLOW, "DAVE.md", "NOTES.md");

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

  @Test
  void where_not_everybody_who_pushes_may_command_nobody_named_the_new_head() {
    Map<String, String> changes = new HashMap<>(TestHouse.QUICK);
    changes.put("command: write ", "command: maintain ");
    try (var house = TestHouse.open(TestHouse.dataIn(temporary), "workflow.jsonl", changes)) {
      ThreadRef pull = pullRequestWithoutTheWorkflow(house);
      house.says(pull, "alice", "/agent fix");
      AskView ask = house.parkedWithAsk(pull);
      String branch = house.site().pullRequest(pull).orElseThrow().headBranch();
      house.jobs().pushes("erin", branch, "ERIN.md", "Mine.\n");
      house.says(pull, "bob", TestHouse.yes(ask));
      house.ended(pull, TaskState.FAILED);
      assertThat(house.told(pull)).contains("not everybody who can push here may give commands");
      assertThat(house.changedFiles(pull)).containsExactly("ERIN.md", "NOTES.md");
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
