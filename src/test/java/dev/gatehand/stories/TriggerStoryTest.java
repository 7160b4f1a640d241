package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.TestHouse;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskRequest.Origin;
import dev.gatehand.journal.TaskState;
import dev.gatehand.policy.Role;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A label, or an assignment, asks for work. */
class TriggerStoryTest {
  private static final String OFF = "#triggers:\n#  label: agent-fix ";
  private static final String ON = "triggers:\n  assignee: true\n  label: agent-fix ";

  @TempDir private Path temporary;

  @Test
  void each_labelling_by_somebody_with_the_right_is_one_task() {
    try (var house = house()) {
      house.site().signals().label(TestHouse.ISSUE, "alice", "Agent-Fix");
      TaskHistory history = house.ended(TaskState.DONE);
      assertThat(history.request().origin()).isEqualTo(Origin.MARKING);
      assertThat(history.request().by().login()).isEqualTo("alice");
      assertThat(house.ownWords(TestHouse.ISSUE))
          .singleElement()
          .asString()
          .contains("Gatehand finished @alice's request");
      String first = house.task().id().value();

      house.site().signals().label(TestHouse.ISSUE, "alice", "other");
      house.restart();
      house.sweep();
      assertThat(house.task().id().value()).isEqualTo(first);

      var signals = house.site().signals();
      signals.unlabel(TestHouse.ISSUE, "alice", "Agent-Fix");
      signals.label(TestHouse.ISSUE, "bob", "agent-fix");
      assertThat(house.task().id().value()).isNotEqualTo(first);
      assertThat(house.ended(TaskState.DONE).request().by().login()).isEqualTo("bob");
      assertThat(house.auditComplaint()).isEmpty();
    }
  }

  @Test
  void whoever_may_label_and_not_command_is_told_so() {
    try (var house = house()) {
      house.admit("rita", Role.READ);
      house.site().signals().label(TestHouse.ISSUE, "rita", "agent-fix");
      assertThat(house.isIdle()).isTrue();
      assertThat(house.lastWords()).contains("@rita", "needs write access; you have read");
    }
  }

  @Test
  void a_label_that_was_taken_off_before_it_was_heard_starts_nothing() {
    try (var house = house()) {
      house.site().signals().label(TestHouse.ISSUE, "alice", "bug");
      house.site().signals().unlabel(TestHouse.ISSUE, "alice", "bug");
      house.site().signals().unlabel(TestHouse.ISSUE, "alice", "agent-fix");
      assertThat(house.isIdle()).isTrue();
    }
  }

  @Test
  void assigning_the_bot_asks_for_work_and_assigning_somebody_else_does_not() {
    try (var house = house()) {
      house.site().signals().assign(TestHouse.ISSUE, "alice", "bob");
      assertThat(house.isIdle()).isTrue();
      house.site().signals().assign(TestHouse.ISSUE, "alice", "gatehand");
      assertThat(house.ended(TaskState.DONE).request().origin()).isEqualTo(Origin.MARKING);
    }
  }

  private TestHouse house() {
    Map<String, String> changes = new HashMap<>(TestHouse.QUICK);
    changes.put(OFF, ON);
    return TestHouse.open(TestHouse.dataIn(temporary), "notes.jsonl", changes);
  }
}
