package dev.gatehand.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehand.CrashHouse;
import dev.gatehand.CrashHouse.Between;
import dev.gatehand.CrashHouse.Place;
import dev.gatehand.TestHouse;
import dev.gatehand.crash.Deaths.Point;
import dev.gatehand.forge.Losses;
import dev.gatehand.forge.Losses.Rates;
import dev.gatehand.journal.TaskState;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody answers in time, and the node dies at each step of saying so, one life after another. */
class ExpiredAskTest {
  private static final InstantSource LATER =
      InstantSource.offset(InstantSource.system(), Duration.ofDays(4));

  @Test
  void the_word_that_nobody_answered_is_said_once_over_a_death_at_each_step() throws Exception {
    try (Arena arena = Arena.onSqlite()) {
      Place place = arena.fresh();
      try (CrashHouse house = new CrashHouse(place, Between.NOTHING)) {
        house.start();
        house.says(TestHouse.ISSUE, "alice", "/agent fix");
        await().atMost(Duration.ofMinutes(1)).until(() -> state(house) == TaskState.PARKED);
      }
      for (String step :
          List.of(
              "journal AskClosed",
              "outbox intend expired",
              "forge comment",
              "outbox done expired")) {
        for (String side : List.of("before ", "after ")) {
          dies(arena, place, new Point(side + step, 1));
        }
      }
      try (CrashHouse house = new CrashHouse(place, Between.NOTHING, LATER)) {
        house.start();
        await().atMost(Duration.ofMinutes(1)).until(() -> state(house) == TaskState.DONE);
        assertThat(house.site().thread(TestHouse.ISSUE).comments())
            .filteredOn(comment -> comment.body().startsWith("**Nobody answered"))
            .hasSize(1);
        assertThat(house.audit().verify()).isEmpty();
      }
    }
  }

  /** One life: it ends at the point, which it must come to. */
  private static void dies(Arena arena, Place place, Point point) throws Exception {
    Deaths deaths = Deaths.abandonedAt(point);
    var seams = new Watched(deaths, arena.ledger(place), new Losses(1, Rates.NONE), false);
    try (CrashHouse house = new CrashHouse(place, new Between(seams, deaths, it -> it), LATER)) {
      start(house);
      await(point.toString()).atMost(Duration.ofMinutes(1)).until(deaths::dead);
    }
  }

  /** The queue runs before the start is over: what it dies of, the start can meet as well. */
  private static void start(CrashHouse house) {
    try {
      house.start();
    } catch (Deaths.Dead dead) {
      // It is what was to happen; that it did is awaited.
    }
  }

  private static TaskState state(CrashHouse house) {
    return house.store().latestOn(TestHouse.ISSUE).orElseThrow().state();
  }
}
