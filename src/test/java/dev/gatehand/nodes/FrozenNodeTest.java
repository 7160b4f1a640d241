package dev.gatehand.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehand.NodeHouse;
import dev.gatehand.TestHouse;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.TaskState;
import dev.gatehand.store.FreshPostgres;
import dev.gatehand.task.TaskStore.TaskView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node is frozen in the middle of a step, for longer than its lease, and wakes when another one
 * has its task. Both are real processes with data directories of their own.
 */
class FrozenNodeTest {
  private static final RepoRef REPOSITORY = new RepoRef("acme", "widgets");
  private static final String SCRIPT = "frozen.jsonl";

  @TempDir private Path place;

  @Test
  void a_node_that_wakes_after_its_lease_changes_nothing_any_more() throws Exception {
    String database = FreshPostgres.url();
    try (var house = NodeHouse.at(place, database, "front", SCRIPT);
        var first = Node.start(place, database, "first", SCRIPT)) {
      house.host(REPOSITORY);
      ThreadRef issue = house.site().open(REPOSITORY, "alice", "The check runs too seldom", "So.");
      first.awaitReady();
      house.site().comment(issue, "alice", "/agent fix");
      await().atMost(Duration.ofSeconds(30)).until(() -> !first.sandboxes().isEmpty());
      first.freeze();
      Instant frozen = Instant.now();

      try (var second = Node.start(place, database, "second", SCRIPT)) {
        second.awaitReady();
        await()
            .atMost(Duration.ofSeconds(20))
            .pollInterval(Duration.ofMillis(50))
            .until(() -> takenUpBy(house, issue).equals(List.of("first", "second")));
        Duration took = Duration.between(frozen, Instant.now());
        assertThat(took).as("from the freeze to the other node").isLessThan(Duration.ofSeconds(10));

        List<ProcessHandle> old = first.sandboxes();
        first.wake();
        await()
            .atMost(Duration.ofSeconds(3))
            .until(() -> old.stream().noneMatch(ProcessHandle::isAlive));

        await()
            .atMost(Duration.ofSeconds(40))
            .until(() -> task(house, issue).state() == TaskState.PARKED);
        var ask = house.tasks().openAsks(task(house, issue).id()).getFirst();
        house.site().comment(issue, "bob", TestHouse.yes(ask));
        await()
            .atMost(Duration.ofSeconds(40))
            .until(() -> task(house, issue).state() == TaskState.DONE);
      }
      Tally tally = Tally.of(house, List.of(REPOSITORY), 1);
      assertThat(tally).as(tally.report()).isEqualTo(new Tally(1, List.of(), List.of()));
      assertThat(lateWrites(house, task(house, issue).id())).isZero();
    }
  }

  private static TaskView task(NodeHouse house, ThreadRef issue) {
    return house.tasks().latestOn(issue).orElseThrow();
  }

  private static List<String> takenUpBy(NodeHouse house, ThreadRef issue) {
    return house.journal().read(task(house, issue).id(), 0).stream()
        .map(Journal.Entry::event)
        .filter(Event.TakenUp.class::isInstance)
        .map(event -> ((Event.TakenUp) event).node())
        .toList();
  }

  /** Events of an older epoch behind those of a newer one. */
  private static long lateWrites(NodeHouse house, TaskId task) {
    return house
        .database()
        .read(
            tx ->
                tx.one(
                        """
                        select count(*) from journal a join journal b
                          on a.task = b.task and a.seq > b.seq and a.epoch < b.epoch
                        where a.task = ?
                        """,
                        row -> row.getLong(1),
                        task.value())
                    .orElseThrow());
  }
}
