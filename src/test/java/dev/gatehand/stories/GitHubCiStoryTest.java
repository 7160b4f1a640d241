package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.GitHubHouse;
import dev.gatehand.TestHouse;
import dev.gatehand.gate.GitId;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskState;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A label begins it, and GitHub's own CI finds something wrong with it. */
class GitHubCiStoryTest {
  @TempDir private Path temporary;

  @Test
  void a_label_begins_work_and_the_log_of_a_failing_job_says_what_to_mend() {
    Map<String, String> changes = new HashMap<>(TestHouse.QUICK);
    changes.put("ciFixes: 0 ", "ciFixes: 1 ");
    changes.put("#triggers:\n#  label: agent-fix ", "triggers:\n  label: agent-fix ");
    try (var house = GitHubHouse.open(temporary, "ci.jsonl", changes)) {
      house.github.webhooks().copies(2);
      house.as("alice").labels(house.repository, house.issue(), "agent-fix");
      TaskHistory first = house.ended(TaskState.DONE);
      int pull = first.published().orElseThrow().pullRequest();
      GitId head = house.as("bob").head(house.repository, pull);

      house.about(pull);
      house
          .as("ci")
          .ci()
          .runs(house.repository, head, "build", "failure", "...\nASSERTION-CANARY\n");
      TaskHistory mended = house.ended(TaskState.DONE);
      assertThat(mended.request().failures())
          .singleElement()
          .satisfies(it -> assertThat(it.check()).isEqualTo("build"))
          .satisfies(it -> assertThat(it.output()).contains("ASSERTION-CANARY"));
      GitId second = house.as("bob").head(house.repository, pull);
      assertThat(second).isNotEqualTo(head);
      assertThat(house.as("bob").threads(house.repository)).containsExactly(1, pull);
      assertThat(house.github.violations()).isEmpty();
      assertThat(house.auditComplaint()).isEmpty();
    }
  }
}
