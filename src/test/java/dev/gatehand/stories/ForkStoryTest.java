package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.GitHubHouse;
import dev.gatehand.TestHouse;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.gate.GitId;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskState;
import dev.gatehand.task.TaskStore.AskView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stranger's pull request, from a repository of their own. */
class ForkStoryTest {
  private static final Pattern PATCH = Pattern.compile("(?s)```+diff\\n(.*?)\\n```+\\n");
  private static final String CHANGED = ".github/workflows/check.yml";

  @TempDir private Path temporary;

  @Test
  void what_was_done_for_it_is_a_patch_that_applies_and_nothing_is_pushed() throws Exception {
    try (var house = GitHubHouse.open(temporary, TestHouse.QUICK)) {
      RepoRef fork = house.github.fork(house.repository, "mallory");
      GitId head = house.as("mallory").pushes(fork, "topic", Map.of("MINE.md", "Mine.\n"));
      int pull =
          house
              .as("mallory")
              .pulls(house.repository, fork, "topic", "A trailing empty field is lost", "Please.");
      house.about(pull);
      house.says("alice", "/agent fix");
      AskView ask = house.parkedWithAsk();
      house.says("bob", TestHouse.yes(ask));
      TaskHistory history = house.ended(TaskState.DONE);

      assertThat(history.published()).isEmpty();
      String offer =
          house.ownWords(pull).stream()
              .filter(words -> words.contains("git apply"))
              .findFirst()
              .orElseThrow();
      Golden.assertReads("fork-patch.md", offer.replace(head.value().substring(0, 12), "HEAD"));
      assertThat(applied(offer, house, fork, head)).contains("pull_request:");
      assertThat(house.github.violations()).isEmpty();
    }
  }

  /** The workflow after the patch was applied to a clone of the stranger's branch. */
  private String applied(String offer, GitHubHouse house, RepoRef fork, GitId head)
      throws Exception {
    Matcher patch = PATCH.matcher(offer);
    assertThat(patch.find()).isTrue();
    Path file = Files.writeString(temporary.resolve("offered.patch"), patch.group(1) + "\n");
    Path clone = temporary.resolve("clone");
    try (Git git =
        Git.cloneRepository()
            .setURI(house.github.endpoint().resolve("/" + fork + ".git").toString())
            .setBranch("topic")
            .setDirectory(clone.toFile())
            .call()) {
      assertThat(git.getRepository().resolve("HEAD").name()).isEqualTo(head.value());
    }
    Process apply =
        new ProcessBuilder("git", "apply", file.toString())
            .directory(clone.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(apply.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(apply.waitFor()).as(said).isZero();
    return Files.readString(clone.resolve(CHANGED));
  }
}
