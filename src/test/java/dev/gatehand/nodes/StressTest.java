package dev.gatehand.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.store.FreshPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three nodes under load, killed and frozen at random. {@code ./gatehand stress --minutes 5} is the
 * same for longer.
 */
class StressTest {
  @TempDir private Path place;

  @Test
  void nothing_is_lost_and_nothing_twice_when_nodes_die_at_random() throws Exception {
    int seconds = Integer.getInteger("stress.seconds", 15);
    int count = Integer.getInteger("stress.nodes", 3);
    long seed = Long.getLong("stress.seed", System.nanoTime());
    int inFlight = Integer.getInteger("stress.tasks", 6);
    var stress = new Stress(place, FreshPostgres.url(), inFlight, seed);
    var outcome = stress.run(count, Duration.ofSeconds(seconds));
    System.out.printf(
        "stress: %d nodes, %d s, seed %d: %s%n", count, seconds, seed, outcome.report());
    assertThat(outcome.tally().duplicates()).as(outcome.report()).isEqualTo(List.of());
    assertThat(outcome.tally().losses()).as(outcome.report()).isEqualTo(List.of());
    assertThat(outcome.tally().tasks()).isPositive();
    assertThat(outcome.kills() + outcome.freezes()).isPositive();
  }
}
