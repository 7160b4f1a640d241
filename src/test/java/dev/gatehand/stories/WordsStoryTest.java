package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehand.TestHouse;
import dev.gatehand.forge.HostedRefusal;
import dev.gatehand.journal.TaskState;
import dev.gatehand.task.TaskStore.AskView;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people say besides approving, and the answer that each word gets. */
class WordsStoryTest {
  @TempDir private Path temporary;

  @Test
  void each_word_gets_its_answer_and_a_parked_task_can_be_stopped() {
    try (var house = house()) {
      house.says("erin", "/agent fxi");
      assertThat(house.lastWords())
          .isEqualTo(
              "`fxi`: I don't know this command. Did you mean `/agent fix`?"
                  + " `/agent help` lists what I understand.");
      house.says("carol", "/agent fix");
      assertThat(house.lastWords())
          .isEqualTo("@carol, starting a task here needs write access; you have read.");
      house.says("erin", "/agent stop");
      assertThat(house.lastWords()).isEqualTo("Nothing is running or waiting on this thread.");
      house.says("erin", "/agent continue");
      assertThat(house.lastWords())
          .isEqualTo(
              "There is no earlier task on this thread. To start one, comment `/agent fix`.");

      house.says("erin", "/agent fix");
      AskView ask = house.parkedWithAsk();
      house.says("carol", "/agent status");
      Golden.assertReads("status-parked.md", house.lastWords());
      house.says("carol", "/agent help");
      Golden.assertReads("help.md", house.lastWords());
      house.says("dave", "/agent plan");
      assertThat(house.lastWords())
          .startsWith(
              "**Gatehand will work on this for @dave**: 1st in line on this thread. A thread has one");
      house.says("carol", "/agent stop");
      assertThat(house.lastWords()).startsWith("@carol, ").endsWith("; you have read.");
      house.says("carol", "/agent status");
      assertThat(house.lastWords()).contains("**parked**", "1 more waits in line on this thread");

      house.says("erin", "/agent stop");
      house.ended(TaskState.STOPPED);
      house.says("bob", TestHouse.yes(ask));
      Golden.assertReads("stopped-thread.md", house.told(TestHouse.ISSUE));
    }
  }

  @Test
  void what_was_quoted_shown_or_changed_is_no_command() {
    try (var house = house()) {
      house.says("alice", "> /agent fix\n\nShould somebody do that?");
      house.says("alice", "It is started so:\n\n```\n/agent fix\n```\n");
      house.says("alice", "Or `/agent fix`, or in a sentence: /agent fix");
      house.saysItself("/agent fix");
      assertThatThrownBy(() -> house.says("gatehand", "/agent fix"))
          .isInstanceOf(HostedRefusal.class);
      house.sweep();
      assertThat(house.comments()).hasSize(4);

      var comment = house.writesUnheard("alice", "The last column is lost.");
      house.site().edit(comment, "erin", "/agent fix");
      house.sweep();
      assertThat(house.lastWords())
          .isEqualTo(
              "This comment was edited, so it does not count as a command: others can edit it"
                  + " too. Please write it as a new comment.");
      house.says("alice", "/agent status");
      assertThat(house.lastWords())
          .isEqualTo("No task has run on this thread. To start one, comment `/agent fix`.");
    }
  }

  private TestHouse house() {
    return TestHouse.open(TestHouse.dataIn(temporary), "workflow.jsonl", TestHouse.QUICK);
  }
}
