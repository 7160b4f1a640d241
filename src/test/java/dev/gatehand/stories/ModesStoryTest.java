package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.TestHouse;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskState;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How careful a task is: policy says it, a comment can only make it more so. */
class ModesStoryTest {
  @TempDir private Path temporary;

  @ParameterizedTest
  @CsvSource({
    "autoMode: enabled, mode: auto, ask",
    "autoMode: enabled, mode: ask, auto",
    "autoMode: disable, mode: auto, auto",
    "autoMode: disable, mode: acceptEdits, acceptEdits"
  })
  void the_more_careful_of_policy_and_comment_counts(String auto, String mode, String said) {
    try (var house =
        house("notes.jsonl", Map.of("autoMode: enabled", auto, "mode: auto ", mode + " "))) {
      house.says("alice", "/agent fix --mode " + said);
      var ask = house.parkedWithAsk();
      assertThat(ask.ask().reason().rule()).isEqualTo("mode/ask");
      assertThat(ask.ask().target()).isEqualTo("NOTES.md");
      house.says("bob", TestHouse.yes(ask));
      house.ended(TaskState.DONE);
    }
  }

  @Test
  void a_mode_outlives_a_retry() {
    try (var house = house("notes.jsonl", Map.of())) {
      house.says("alice", "/agent fix --mode ask");
      house.parkedWithAsk();
      house.says("alice", "/agent stop");
      house.ended(TaskState.STOPPED);
      house.says("alice", "/agent retry");
      assertThat(house.parkedWithAsk().ask().reason().rule()).isEqualTo("mode/ask");
    }
  }

  @Test
  void a_plan_is_posted_and_a_fix_after_it_starts_the_work_with_the_plan() {
    try (var house = house("planned.jsonl", Map.of())) {
      house.says("alice", "/agent fix --mode plan");
      TaskHistory plan = house.ended(TaskState.DONE);
      assertThat(plan.published()).isEmpty();
      assertThat(house.lastWords()).contains("### Plan for @alice", "PLAN-CANARY", "`/agent fix`");
      house.says("alice", "/agent fix");
      TaskHistory work = house.ended(TaskState.DONE);
      assertThat(work.published()).isPresent();
      assertThat(house.changedFiles(house.pullRequest(work))).containsExactly("NOTES.md");
    }
  }

  @Test
  void where_policy_plans_first_a_fix_posts_the_plan_and_the_next_one_asks_for_each_step() {
    try (var house = house("planned.jsonl", Map.of("mode: auto ", "mode: plan "))) {
      house.says("alice", "/agent fix --mode auto");
      TaskHistory plan = house.ended(TaskState.DONE);
      assertThat(plan.published()).isEmpty();
      assertThat(house.lastWords()).contains("### Plan for @alice", "PLAN-CANARY");
      house.says("alice", "/agent fix --mode auto");
      var ask = house.parkedWithAsk();
      assertThat(ask.ask().reason().rule()).isEqualTo("mode/ask");
      house.says("bob", TestHouse.yes(ask));
      assertThat(house.ended(TaskState.DONE).published()).isPresent();
    }
  }

  private TestHouse house(String script, Map<String, String> changes) {
    var all = new HashMap<>(changes);
    all.putAll(TestHouse.QUICK);
    return TestHouse.open(TestHouse.dataIn(temporary), script, all);
  }
}
