package dev.gatehand;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehand.journal.StoreUnavailable;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The look of every few seconds meets the end of its node, and a store that fails. */
class SweepTest {
  @TempDir private Path data;

  @Test
  void a_node_that_ends_under_its_looks_says_nothing_of_its_closed_store() throws Exception {
    TestHouse house = house();
    CountDownLatch looked = new CountDownLatch(1);
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> looks =
        CompletableFuture.runAsync(
            () -> {
              while (!over.get()) {
                house.sweep();
                looked.countDown();
              }
            });
    looked.await();

    house.close();
    over.set(true);

    looks.get(1, TimeUnit.MINUTES);
    house.sweep();
  }

  @Test
  void a_store_that_fails_under_a_node_that_goes_on_is_told() {
    try (TestHouse house = house()) {
      house.assembly().database().close();

      assertThatThrownBy(house::sweep).isInstanceOf(StoreUnavailable.class);
    }
  }

  private TestHouse house() {
    return TestHouse.open(data, "blocked.jsonl", Map.of());
  }
}
