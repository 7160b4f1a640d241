package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.GitHubHouse;
import dev.gatehand.TestHouse;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.gate.GitId;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskState;
import dev.gatehand.task.TaskStore.AskView;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Work on somebody else's pull request: beside it, or on its branch where policy says so. */
class OthersStoryTest {
  @TempDir private Path temporary;

  @Test
  void it_is_a_pull_request_of_its_own_onto_theirs() {
    try (var house = house(Map.of())) {
      int pull = topicOfDave(house);
      GitId head = house.as("dave").head(house.repository, pull);
      house.says("alice", "/agent fix");
      TaskHistory history = house.ended(TaskState.DONE);
      int stacked = history.published().orElseThrow().pullRequest();
      assertThat(stacked).isNotEqualTo(pull);
      assertThat(house.as("dave").head(house.repository, pull)).isEqualTo(head);
      assertThat(house.as("dave").changedFiles(house.repository, stacked))
          .containsExactly("NOTES.md");
      assertThat(house.github.violations()).isEmpty();
    }
  }

  @Test
  void it_is_pushed_onto_their_branch_where_the_policy_says_so() {
    try (var house = house(Map.of("others: stack ", "others: push "))) {
      int pull = topicOfDave(house);
      house.says("alice", "/agent fix");
      TaskHistory history = house.ended(TaskState.DONE);
      assertThat(history.published().orElseThrow().pullRequest()).isEqualTo(pull);
      assertThat(history.published().orElseThrow().branch()).isEqualTo("dave/topic");
      assertThat(house.as("dave").changedFiles(house.repository, pull))
          .containsExactly("MINE.md", "NOTES.md");
      assertThat(house.as("dave").threads(house.repository)).containsExactly(1, pull);
      assertThat(house.ownWords(pull).getFirst())
          .contains("[#" + pull + "]", "dave/topic")
          .doesNotContain("draft");
      assertThat(house.github.violations()).isEmpty();
    }
  }

  @Test
  void a_strangers_branch_is_pushed_to_after_a_persons_yes_where_they_and_the_policy_allow_it() {
    try (var house = house(Map.of("forks: patch ", "forks: push "))) {
      RepoRef fork = house.github.fork(house.repository, "mallory");
      house.as("mallory").pushes(fork, "topic", Map.of("MINE.md", "Mine.\n"));
      int pull = house.as("mallory").pulls(house.repository, fork, "topic", "A field", "Please.");
      house.about(pull);
      house.says("alice", "/agent fix");
      AskView ask = house.parkedWithAsk();
      assertThat(ask.ask().target()).isEqualTo("mallory/csvline:topic");
      house.says("bob", TestHouse.yes(ask));
      TaskHistory history = house.ended(TaskState.DONE);
      assertThat(history.published().orElseThrow().pullRequest()).isEqualTo(pull);
      assertThat(house.as("bob").changedFiles(house.repository, pull))
          .containsExactly("MINE.md", "NOTES.md");
      assertThat(house.github.violations()).isEmpty();
    }
  }

  @Test
  void what_a_stranger_pushed_meanwhile_stays_and_the_work_becomes_a_patch() {
    try (var house = house(Map.of("forks: patch ", "forks: push "))) {
      RepoRef fork = house.github.fork(house.repository, "mallory");
      house.as("mallory").pushes(fork, "topic", Map.of("MINE.md", "Mine.\n"));
      int pull = house.as("mallory").pulls(house.repository, fork, "topic", "A field", "Please.");
      house.about(pull);
      house.says("alice", "/agent fix");
      AskView ask = house.parkedWithAsk();
      GitId later = house.as("mallory").pushes(fork, "topic", Map.of("MINE.md", "More.\n"));
      house.says("bob", TestHouse.yes(ask));
      TaskHistory history = house.ended(TaskState.DONE);
      assertThat(history.published()).isEmpty();
      assertThat(house.as("bob").head(house.repository, pull)).isEqualTo(later);
      assertThat(house.saying("could not be pushed there")).isEqualTo(1);
      assertThat(house.github.violations()).isEmpty();
    }
  }

  @Test
  void a_pull_request_says_what_of_the_policys_wishes_was_not_taken() {
    try (var house = house(Map.of("reviewers: [] ", "reviewers: [nobody-of-that-name] "))) {
      house.github.takesNoDrafts(house.repository);
      house.says("alice", "/agent fix");
      int pull = house.ended(TaskState.DONE).published().orElseThrow().pullRequest();
      assertThat(house.ownWords(pull))
          .singleElement()
          .asString()
          .contains("it takes no drafts here", "GitHub does not take its reviewers");
      assertThat(house.github.violations()).isEmpty();
    }
  }

  private static int topicOfDave(GitHubHouse house) {
    house.as("dave").pushes(house.repository, "dave/topic", Map.of("MINE.md", "Mine.\n"));
    int pull =
        house
            .as("dave")
            .pulls(house.repository, house.repository, "dave/topic", "A field", "Please.");
    house.about(pull);
    return pull;
  }

  private GitHubHouse house(Map<String, String> more) {
    Map<String, String> changes = new HashMap<>(TestHouse.QUICK);
    changes.putAll(more);
    return GitHubHouse.open(temporary, "notes.jsonl", changes);
  }
}
