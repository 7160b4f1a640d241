package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.TestHouse;
import dev.gatehand.forge.Marks;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskState;
import dev.gatehand.task.TaskStore.AskView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job: a comment becomes a pull request, and on the way a person is asked. */
class FixStoryTest {
  @TempDir private Path temporary;

  @Test
  void a_comment_becomes_a_pull_request_that_a_second_person_allowed() {
    try (var house = TestHouse.open(TestHouse.dataIn(temporary), "demo.jsonl", Map.of())) {
      house.says("alice", "/agent fix");
      AskView ask = house.parkedWithAsk();
      Golden.assertReads("fix-ask.md", ask.ask().body());
      assertThat(ProcessHandle.current().descendants()).as("nothing runs while parked").isEmpty();
      house.says("alice", TestHouse.yes(ask));
      assertThat(house.lastWords())
          .isEqualTo(
              "This answer to **%s** does not count: policy wants a second person, and you asked"
                      .formatted(ask.ask().id())
                  + " for this task. The ask stays open.");
      house.says("bob", TestHouse.yes(ask));

      TaskHistory history = house.ended(TaskState.DONE);
      ThreadRef pullRequest = house.pullRequest(history);
      assertThat(history.checked().map(Event.Checked::passed)).contains(true);
      assertThat(house.changedFiles(pullRequest))
          .containsExactly(
              ".github/workflows/check.yml",
              "src/main/java/csvline/FieldReader.java",
              "src/test/java/csvline/CsvLineTest.java");
      Golden.assertReads("fix-thread.md", house.told(TestHouse.ISSUE));
      Golden.assertReads("fix-pull-request.md", house.site().thread(pullRequest).body());
      assertThat(house.auditComplaint()).isEmpty();
    }
  }

  @Test
  void a_new_pull_request_is_labelled_and_somebody_is_asked_to_review_it() {
    var changes =
        Map.of(
            "checks: auto ",
            "checks: [\"test -f NOTES.md\"] ",
            "labels: [] ",
            "labels: [by-agent] ",
            "reviewers: [] ",
            "reviewers: [dave, nobody-here] ");
    try (var house = TestHouse.open(TestHouse.dataIn(temporary), "notes.jsonl", changes)) {
      house.says("alice", "/agent fix");
      ThreadRef pullRequest = house.pullRequest(house.ended(TaskState.DONE));
      assertThat(house.site().marks(pullRequest))
          .isEqualTo(new Marks(List.of("by-agent"), List.of("dave")));
    }
  }

  @Test
  void a_denied_change_is_left_out_and_its_reason_is_read() {
    try (var house = TestHouse.open(TestHouse.dataIn(temporary), "demo.jsonl", Map.of())) {
      house.says("alice", "/agent fix");
      AskView ask = house.parkedWithAsk();
      house.says("bob", "/agent deny " + ask.ask().id() + " we trigger the check elsewhere");

      TaskHistory history = house.ended(TaskState.DONE);
      ThreadRef pullRequest = house.pullRequest(history);
      assertThat(house.changedFiles(pullRequest))
          .containsExactly(
              "src/main/java/csvline/FieldReader.java", "src/test/java/csvline/CsvLineTest.java");
      assertThat(history.finished().orElseThrow().summary())
          .endsWith(
              "a maintainer declined running the check for pull requests: we trigger the check"
                  + " elsewhere");
      Golden.assertReads("denied-thread.md", house.told(TestHouse.ISSUE));
      Golden.assertReads("denied-pull-request.md", house.site().thread(pullRequest).body());
    }
  }
}
