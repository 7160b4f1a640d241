package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.HouseJobs;
import dev.gatehand.TestHouse;
import dev.gatehand.forge.PullRequest;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.journal.TaskState;
import dev.gatehand.task.TaskStore.TaskView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A maintenance job keeps a repository healthy, and what people do to its work is an answer. */
class JobStoryTest {
  private static final Duration A_WEEK = Duration.ofDays(7);
  private static final List<String> TIDIED =
      List.of("docs/dialects.md", "src/main/java/csvline/FieldWriter.java");

  @TempDir private Path temporary;

  @Test
  void a_due_job_opens_one_pull_request_and_then_keeps_quiet() {
    try (var house = house()) {
      house.restartLater(A_WEEK);
      TaskView first = house.jobs().ranTimes("tidy", 1);
      assertThat(first.state()).as(first.why()).isEqualTo(TaskState.DONE);
      assertThat(first.origin()).isEqualTo(TaskRequest.Origin.SCHEDULE);
      ThreadRef pull = house.pullRequest(house.history(first));
      assertThat(house.changedFiles(pull)).isEqualTo(TIDIED);
      assertThat(house.site().pullRequest(pull).orElseThrow().headBranch())
          .isEqualTo("gatehand/job-tidy");
      Golden.assertReads("job-pull-request.md", house.site().thread(pull).body());
      TaskView idle = house.jobs().ranTimes("headers", 1);
      assertThat(idle.state()).isEqualTo(TaskState.DONE);
      assertThat(idle.why()).isEqualTo("there was nothing to change");
      house.restartLater(A_WEEK);
      assertThat(house.jobs().ranTimes("tidy", 2).why())
          .isEqualTo("#" + pull.number() + " proposes this already");
      house.jobs().ranTimes("headers", 2);
      assertThat(house.site().threads(TestHouse.SAMPLE)).hasSize(2);
      assertThat(house.comments(pull)).isEmpty();
      assertThat(house.auditComplaint()).isEmpty();
    }
  }

  @Test
  void what_a_person_closed_is_not_opened_again_until_it_is_another_change() {
    try (var house = house()) {
      ThreadRef pull = tidied(house);
      house.site().close(pull, "dave");
      assertThat(again(house, 2).why())
          .isEqualTo(
              "this very change was closed in #%d, so it is not opened again; reopen that one to have it"
                  .formatted(pull.number()));
      house.jobs().pushes("dave", "main", "docs/more.md", "More.  \n");
      TaskView third = again(house, 3);
      ThreadRef other = house.pullRequest(house.history(third));
      assertThat(other).isNotEqualTo(pull);
      assertThat(house.changedFiles(other)).contains("docs/more.md");
    }
  }

  @Test
  void a_branch_that_a_person_pushed_to_is_left_alone() {
    try (var house = house()) {
      ThreadRef pull = tidied(house);
      house.jobs().pushes("erin", "gatehand/job-tidy", "docs/mine.md", "Mine.\n");
      house.jobs().pushes("dave", "main", "docs/more.md", "More.  \n");
      assertThat(again(house, 2).why())
          .isEqualTo(
              "somebody pushed to gatehand/job-tidy (#%d), so it is left to them"
                  .formatted(pull.number()));
      assertThat(house.changedFiles(pull)).contains("docs/mine.md").doesNotContain("docs/more.md");
    }
  }

  @Test
  void a_newer_change_goes_into_the_open_pull_request_and_keeps_what_people_wrote_there() {
    try (var house = house()) {
      ThreadRef pull = tidied(house);
      house.jobs().pushes("dave", "main", "docs/more.md", "More.  \n");
      TaskView second = again(house, 2);
      assertThat(house.pullRequest(house.history(second))).isEqualTo(pull);
      assertThat(house.changedFiles(pull)).contains("docs/more.md").containsAll(TIDIED);
      assertThat(house.site().commits(pull)).hasSize(1);
      assertThat(house.site().thread(pull).body()).contains(second.id().value());
      PullRequest open = house.site().pullRequest(pull).orElseThrow();
      house.jobs().rewritesPullRequest(pull, "My title", open.body() + "\nAnd my own words.");
      house.jobs().pushes("dave", "main", "docs/even-more.md", "Even more.  \n");
      again(house, 3);
      assertThat(house.changedFiles(pull)).contains("docs/even-more.md");
      assertThat(house.site().thread(pull).title()).isEqualTo("My title");
      assertThat(house.site().thread(pull).body())
          .contains("And my own words.", second.id().value());
    }
  }

  @Test
  void a_pull_request_that_the_base_has_overtaken_is_said_to_be_needless_once() {
    try (var house = house()) {
      ThreadRef pull = tidied(house);
      for (String path : TIDIED) {
        String text = house.site().text(TestHouse.SAMPLE, path).replaceAll("(?m)[ \\t]+$", "");
        house.jobs().pushes("dave", "main", path, text);
      }
      assertThat(again(house, 2).why())
          .isEqualTo("there was nothing to change; #" + pull.number() + " is not needed now");
      again(house, 3);
      assertThat(house.ownWords(pull)).hasSize(1);
      Golden.assertReads("job-needless.md", house.ownWords(pull).getFirst());
      house.site().merge(pull, "dave");
      assertThat(again(house, 4).why()).isEqualTo("there was nothing to change");
    }
  }

  @Test
  void after_a_merge_the_same_branch_carries_the_next_change() {
    try (var house = house()) {
      ThreadRef pull = tidied(house);
      house.site().merge(pull, "dave");
      assertThat(again(house, 2).why()).isEqualTo("there was nothing to change");
      house.jobs().pushes("dave", "main", "docs/more.md", "More.  \n");
      ThreadRef next = house.pullRequest(house.history(again(house, 3)));
      assertThat(next).isNotEqualTo(pull);
      assertThat(house.changedFiles(next)).containsExactly("docs/more.md");
    }
  }

  @Test
  void somebody_with_the_role_runs_a_job_by_comment() {
    try (var house = house()) {
      house.says("carol", "/agent maintenance run tidy");
      assertThat(house.jobs().runs("tidy")).isEmpty();
      house.says("erin", "/agent maintenance run tydi");
      Golden.assertReads("job-unknown.md", house.lastWords());
      house.says("erin", "/agent maintenance run tidy");
      TaskView run = house.jobs().ranTimes("tidy", 1);
      assertThat(run.by()).isEqualTo("erin");
      assertThat(house.history(run).published()).isPresent();
      Golden.assertReads("job-by-comment.md", house.told(TestHouse.ISSUE));
    }
  }

  @Test
  void work_that_people_ask_for_on_a_jobs_pull_request_makes_the_branch_theirs() {
    try (var house = house()) {
      ThreadRef pull = tidied(house);
      house.says(pull, "erin", "/agent continue and mend it");
      house.ended(pull, TaskState.DONE);
      assertThat(house.changedFiles(pull)).contains("WRONG.md").containsAll(TIDIED);
      house.jobs().pushes("dave", "main", "docs/more.md", "More.  \n");
      assertThat(again(house, 2).why())
          .isEqualTo(
              "somebody pushed to gatehand/job-tidy (#%d), so it is left to them"
                  .formatted(pull.number()));
    }
  }

  @Test
  void a_run_is_retried_where_it_was_asked_for() {
    try (var house = house()) {
      house.says("bob", "/agent maintenance run broken");
      house.jobs().ranTimes("broken", 1);
      house.says("bob", "/agent retry");
      assertThat(house.jobs().ranTimes("broken", 2).state()).isEqualTo(TaskState.FAILED);
    }
  }

  @Test
  void a_command_that_fails_ends_the_run_and_opens_nothing() {
    try (var house = house()) {
      house.says("bob", "/agent maintenance run broken");
      TaskView run = house.jobs().ranTimes("broken", 1);
      assertThat(run.state()).isEqualTo(TaskState.FAILED);
      assertThat(run.why()).startsWith("`./scripts/gone.sh` failed: ");
      assertThat(house.history(run).published()).isEmpty();
    }
  }

  @Test
  void the_agent_mends_what_the_checks_find_after_the_commands() {
    try (var house = house()) {
      house.says("bob", "/agent maintenance run mend");
      TaskView run = house.jobs().ranTimes("mend", 1);
      TaskHistory history = house.history(run);
      assertThat(run.state()).as(run.why()).isEqualTo(TaskState.DONE);
      assertThat(history.failedChecks()).isEqualTo(1);
      assertThat(history.turns()).isPositive();
      assertThat(history.checked().orElseThrow().passed()).isTrue();
      assertThat(house.changedFiles(house.pullRequest(history)))
          .containsExactly("README.md", "WRONG.md");
    }
  }

  private TestHouse house() {
    return TestHouse.open(TestHouse.dataIn(temporary), "mend.jsonl", HouseJobs.POLICY);
  }

  private static ThreadRef tidied(TestHouse house) {
    house.restartLater(A_WEEK);
    return house.pullRequest(house.history(house.jobs().ranTimes("tidy", 1)));
  }

  private static TaskView again(TestHouse house, int times) {
    house.restartLater(A_WEEK);
    return house.jobs().ranTimes("tidy", times);
  }
}
