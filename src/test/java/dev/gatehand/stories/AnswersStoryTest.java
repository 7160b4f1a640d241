package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.TestHouse;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.journal.TaskState;
import dev.gatehand.policy.Role;
import dev.gatehand.task.TaskStore.AskView;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers that come at awkward moments, or from people who may not give them. */
class AnswersStoryTest {
  @TempDir private Path temporary;

  @Test
  void only_a_line_that_names_the_ask_and_its_target_counts_and_only_once() {
    try (var house = house()) {
      house.says("alice", "/agent fix");
      AskView ask = house.parkedWithAsk();
      String id = ask.ask().id().value();

      house.says("bob", "/agent approve " + id + " NOTES.md");
      assertThat(house.lastWords())
          .isEqualTo(
              "This does not name what **"
                  + id
                  + "** asks for. If you have looked at what the ask shows and agree, the line is:"
                  + "\n\n```\n/agent approve "
                  + id
                  + " .github/workflows/check.yml\n```");
      house.says("bob", "/agent approve ZZZZ-ZZ .github/workflows/check.yml");
      assertThat(house.lastWords())
          .isEqualTo(
              "This answer to **ZZZZ-ZZ** does not count: there is no such ask on this"
                  + " thread.");
      house.says("erin", TestHouse.yes(ask));
      assertThat(house.lastWords()).contains("@erin, ").contains("you have write");
      house.says("bob", TestHouse.yes(ask));
      house.says("dave", TestHouse.yes(ask));
      house.ended(TaskState.DONE);
      house.says("dave", TestHouse.yes(ask));
      assertThat(house.lastWords())
          .isEqualTo(
              "This answer to **" + id + "** does not count: it was approved already, by bob.");
      assertThat(house.changedFiles(house.pullRequest(house.history())))
          .containsExactly(".github/workflows/check.yml", "NOTES.md");
    }
  }

  @Test
  void a_role_that_was_lost_before_the_answer_was_used_does_not_count() {
    try (var house = house()) {
      house.says("alice", "/agent fix");
      AskView ask = house.parkedWithAsk();
      house.restartWithoutQueue();
      house.says("bob", TestHouse.yes(ask));
      house.admit("bob", Role.READ);
      house.begin();
      house.parkedWithAsk();
      assertThat(house.lastWords())
          .isEqualTo(
              "This answer to **%s** does not count: answering it needs maintain access here; you"
                      .formatted(ask.ask().id())
                  + " have read. The ask stays open.");
      house.says("dave", TestHouse.yes(ask));
      house.ended(TaskState.DONE);
    }
  }

  @Test
  void an_answer_that_was_edited_before_it_was_used_does_not_count() {
    try (var house = house()) {
      house.says("alice", "/agent fix");
      AskView ask = house.parkedWithAsk();
      house.restartWithoutQueue();
      CommentRef answer = house.says("bob", TestHouse.yes(ask));
      house.site().edit(answer, "bob", TestHouse.yes(ask) + " and thank you");
      house.begin();
      house.parkedWithAsk();
      assertThat(house.lastWords()).contains("does not count: the comment was edited");
      house.says("bob", "/agent deny " + ask.ask().id() + " not now");
      assertThat(house.changedFiles(house.pullRequest(house.ended(TaskState.DONE))))
          .containsExactly("NOTES.md");
    }
  }

  @Test
  void an_ask_that_nobody_answers_expires_and_the_agent_goes_on_without() {
    try (var house = house()) {
      house.says("alice", "/agent fix");
      AskView ask = house.parkedWithAsk();
      house.restartLater(Duration.ofDays(4));
      assertThat(house.changedFiles(house.pullRequest(house.ended(TaskState.DONE))))
          .containsExactly("NOTES.md");
      Golden.assertReads("expired-word.md", house.lastWords());
      house.says("bob", TestHouse.yes(ask));
      assertThat(house.lastWords())
          .isEqualTo(
              "This answer to **%s** does not count: its time is over.".formatted(ask.ask().id()));
      house.restart();
      house.sweep();
      assertThat(house.ownWords(TestHouse.ISSUE))
          .filteredOn(words -> words.startsWith("**Nobody answered"))
          .as("told once, in a comment of its own")
          .hasSize(1);
    }
  }

  @Test
  void people_are_reminded_once_before_an_ask_expires() {
    try (var house = house()) {
      house.says("alice", "/agent fix");
      AskView ask = house.parkedWithAsk();
      house.restartLater(Duration.ofHours(53));
      assertThat(house.parkedWithAsk().ask()).isEqualTo(ask.ask());
      assertThat(reminders(house)).isZero();
      house.restartLater(Duration.ofHours(2));
      assertThat(house.parkedWithAsk().ask()).isEqualTo(ask.ask());
      assertThat(reminders(house)).isEqualTo(1);
      assertThat(house.lastWords())
          .containsPattern("1[67] hours more\\), then the agent goes on without it");
      house.restartLater(Duration.ofHours(10));
      house.sweep();
      assertThat(house.parkedWithAsk().ask()).isEqualTo(ask.ask());
      assertThat(reminders(house)).isEqualTo(1);
      house.says("bob", TestHouse.yes(ask));
      house.ended(TaskState.DONE);
    }
  }

  private static long reminders(TestHouse house) {
    return house.ownWords(TestHouse.ISSUE).stream()
        .filter(words -> words.contains("still waits for an answer"))
        .count();
  }

  @Test
  void an_ask_whose_comment_was_changed_is_asked_anew() {
    try (var house = house()) {
      house.says("alice", "/agent fix");
      AskView ask = house.parkedWithAsk();
      // A writer can edit what others wrote: here it hides what is really asked for.
      var shown = new CommentRef(TestHouse.ISSUE, ask.commentId());
      house.site().edit(shown, "erin", "### Approval needed: a new line in the README");
      house.says("bob", TestHouse.yes(ask));
      AskView anew = house.parkedWithAsk();
      assertThat(anew.ask().id()).isNotEqualTo(ask.ask().id());
      assertThat(anew.ask().action()).isEqualTo(ask.ask().action());
      house.says("bob", TestHouse.yes(anew));
      house.ended(TaskState.DONE);
      assertThat(house.told(TestHouse.ISSUE))
          .contains("no longer valid: its comment was changed after it was posted");
    }
  }

  private TestHouse house() {
    return TestHouse.open(TestHouse.dataIn(temporary), "workflow.jsonl", TestHouse.QUICK);
  }
}
