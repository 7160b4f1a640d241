package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehand.HouseJobs;
import dev.gatehand.TestHouse;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskState;
import dev.gatehand.task.TaskStore.AskView;
import dev.gatehand.task.TaskStore.TaskView;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A maintenance job asks where people are, and waits for them. */
class JobAskStoryTest {
  @TempDir private Path temporary;

  @Test
  void a_job_without_a_pull_request_asks_in_an_issue_of_its_own() {
    try (var house = house()) {
      house.restartLater(Duration.ofDays(400));
      TaskView run = waiting(house, "pipeline");
      ThreadRef issue = run.thread();
      assertThat(house.site().thread(issue).author().login()).isEqualTo("gatehand");
      Golden.assertReads("job-issue.md", house.site().thread(issue).body());
      AskView ask = house.parkedWithAsk(issue);
      Golden.assertReads("job-ask.md", house.told(issue));
      house.says(issue, "erin", TestHouse.yes(ask));
      assertThat(house.ownWords(issue).getLast()).contains("maintain");
      house.says(issue, "bob", TestHouse.yes(ask));
      // The command was shown; what it made of the file is shown before it leaves.
      AskView file = house.jobs().nextAsk(issue, ask);
      house.says(issue, "dave", TestHouse.yes(file));
      TaskView ended = house.jobs().ranTimes("pipeline", 1);
      assertThat(ended.state()).as(ended.why()).isEqualTo(TaskState.DONE);
      TaskHistory history = house.history(ended);
      assertThat(house.changedFiles(house.pullRequest(history)))
          .containsExactly(".github/workflows/check.yml");
      assertThat(house.site().thread(issue).open()).isFalse();
      // Other jobs are at work as well: which number this one's pull request gets is left open.
      String told = house.told(issue).replaceAll("\\[#\\d+\\]\\(\\S+?\\)", "[#N](address)");
      Golden.assertReads("job-issue-thread.md", told);
    }
  }

  @Test
  void a_job_with_an_open_pull_request_asks_there() {
    try (var house = house()) {
      house.restartLater(Duration.ofDays(400));
      ThreadRef issue = waiting(house, "pipeline").thread();
      AskView ask = house.parkedWithAsk(issue);
      house.says(issue, "bob", TestHouse.yes(ask));
      house.says(issue, "bob", TestHouse.yes(house.jobs().nextAsk(issue, ask)));
      TaskView first = house.jobs().ranTimes("pipeline", 1);
      ThreadRef pull = house.pullRequest(house.history(first));
      String workflow = house.site().text(TestHouse.SAMPLE, ".github/workflows/check.yml");
      house.jobs().pushes("dave", "main", ".github/workflows/check.yml", "# Ours.\n" + workflow);
      house.restartLater(Duration.ofDays(400));
      await().until(() -> house.jobs().runs("pipeline").size() == 2);
      assertThat(house.jobs().runs("pipeline").getFirst().thread()).isEqualTo(pull);
      AskView again = house.parkedWithAsk(pull);
      house.says(pull, "bob", TestHouse.yes(again));
      house.says(pull, "bob", TestHouse.yes(house.jobs().nextAsk(pull, again)));
      TaskView second = house.jobs().ranTimes("pipeline", 2);
      assertThat(house.pullRequest(house.history(second))).isEqualTo(pull);
      assertThat(house.site().diff(pull).getFirst().patch()).doesNotContain("-# Ours.");
      assertThat(house.auditComplaint()).isEmpty();
    }
  }

  @Test
  void a_denied_step_ends_the_run_with_the_reason() {
    try (var house = house()) {
      house.restartLater(Duration.ofDays(400));
      ThreadRef issue = waiting(house, "pipeline").thread();
      AskView ask = house.parkedWithAsk(issue);
      house.says(issue, "bob", "/agent deny " + ask.ask().id() + " not this quarter");
      TaskView ended = house.jobs().ranTimes("pipeline", 1);
      assertThat(ended.state()).isIn(TaskState.DONE, TaskState.FAILED);
      assertThat(house.history(ended).published()).isEmpty();
      assertThat(house.site().thread(issue).open()).isFalse();
    }
  }

  @Test
  void a_run_whose_ask_nobody_answers_ends_with_a_word_and_a_line_to_ask_again() {
    try (var house = house()) {
      house.restartLater(Duration.ofDays(400));
      ThreadRef issue = waiting(house, "pipeline").thread();
      house.parkedWithAsk(issue);
      house.restartLater(Duration.ofDays(4));
      TaskView ended = house.jobs().ranTimes("pipeline", 1);
      assertThat(house.history(ended).published()).isEmpty();
      Golden.assertReads("job-expired-thread.md", house.told(issue));
      house.says(issue, "dave", "/agent retry");
      await().atMost(Duration.ofMinutes(1)).until(() -> house.jobs().runs("pipeline").size() == 2);
      assertThat(house.auditComplaint()).isEmpty();
    }
  }

  @Test
  void a_run_that_asks_can_be_stopped_where_it_asks() {
    try (var house = house()) {
      house.restartLater(Duration.ofDays(400));
      ThreadRef issue = waiting(house, "pipeline").thread();
      house.parkedWithAsk(issue);
      house.says(issue, "bob", "/agent stop");
      TaskView ended = house.jobs().ranTimes("pipeline", 1);
      assertThat(ended.state()).isEqualTo(TaskState.STOPPED);
      assertThat(house.history(ended).published()).isEmpty();
      assertThat(house.site().thread(issue).open()).isFalse();
    }
  }

  @Test
  void a_run_in_the_way_is_not_doubled() {
    try (var house = house()) {
      house.restartLater(Duration.ofDays(400));
      waiting(house, "pipeline");
      house.says("bob", "/agent maintenance run pipeline");
      assertThat(house.lastWords()).startsWith("The maintenance job `pipeline` is at work already");
      house.restartLater(Duration.ofDays(400));
      assertThat(house.jobs().runs("pipeline")).hasSize(1);
      assertThat(house.jobs().lines())
          .filteredOn(line -> line.job().name().equals("pipeline"))
          .allSatisfy(line -> assertThat(line.note()).contains("had not ended"));
    }
  }

  private TestHouse house() {
    return TestHouse.open(TestHouse.dataIn(temporary), "mend.jsonl", HouseJobs.POLICY);
  }

  /** The run of a job that waits for an answer on a thread of its own. */
  private static TaskView waiting(TestHouse house, String job) {
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                house.jobs().runs(job).stream()
                    .anyMatch(
                        run -> run.state() == TaskState.PARKED && run.thread().number() != 0));
    TaskView run = house.jobs().runs(job).getFirst();
    assertThat(house.history(run).events()).anyMatch(Event.IssueOpened.class::isInstance);
    return run;
  }
}
