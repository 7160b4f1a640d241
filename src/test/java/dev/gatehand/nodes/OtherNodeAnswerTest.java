package dev.gatehand.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehand.NodeHouse;
import dev.gatehand.TestHouse;
import dev.gatehand.forge.FileDiff;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskState;
import dev.gatehand.store.FreshPostgres;
import dev.gatehand.task.TaskStore.TaskView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One node asks and is gone, with all that it had on its disk; the answer reaches another. */
class OtherNodeAnswerTest {
  private static final RepoRef REPOSITORY = new RepoRef("acme", "widgets");
  private static final String SCRIPT = "workflow.jsonl";

  @TempDir private Path place;

  @Test
  void an_answer_that_another_node_hears_goes_on_from_the_snapshot_there() throws Exception {
    String database = FreshPostgres.url();
    try (var second = NodeHouse.at(place, database, "second", SCRIPT)) {
      second.host(REPOSITORY);
      ThreadRef issue = second.site().open(REPOSITORY, "alice", "The check runs too seldom", "So.");
      try (var first = Node.start(place, database, "first", SCRIPT)) {
        first.awaitReady();
        second.writesUnheard(issue, "alice", "/agent fix");
        await().atMost(Duration.ofSeconds(60)).until(() -> asks(second, issue));
        first.kill();
      }
      Files.move(place.resolve("first"), place.resolve("gone"));
      var ask = second.tasks().openAsks(task(second, issue).id()).getFirst();
      second.writesUnheard(issue, "bob", TestHouse.yes(ask));
      second.start();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                second.sweep();
                return task(second, issue).state().ended();
              });
      assertThat(task(second, issue).state()).isEqualTo(TaskState.DONE);
      List<Journal.Entry> journal = second.journal().read(task(second, issue).id(), 0);
      assertThat(takenUpBy(journal)).startsWith("first").endsWith("second");
      int number = TaskHistory.of(journal).published().orElseThrow().pullRequest();
      assertThat(second.site().diff(new ThreadRef(REPOSITORY, number)))
          .as("one file is of the first node's making, the other was approved here")
          .extracting(FileDiff::path)
          .containsExactlyInAnyOrder("NOTES.md", ".github/workflows/check.yml");
      Tally tally = Tally.of(second, List.of(REPOSITORY), 1);
      assertThat(tally).as(tally.report()).isEqualTo(new Tally(1, List.of(), List.of()));
    }
  }

  private static boolean asks(NodeHouse house, ThreadRef issue) {
    return house
        .tasks()
        .latestOn(issue)
        .filter(task -> task.state() == TaskState.PARKED)
        .filter(task -> house.tasks().openAsks(task.id()).size() == 1)
        .isPresent();
  }

  private static TaskView task(NodeHouse house, ThreadRef issue) {
    return house.tasks().latestOn(issue).orElseThrow();
  }

  private static List<String> takenUpBy(List<Journal.Entry> journal) {
    return journal.stream()
        .map(Journal.Entry::event)
        .filter(Event.TakenUp.class::isInstance)
        .map(event -> ((Event.TakenUp) event).node())
        .toList();
  }
}
