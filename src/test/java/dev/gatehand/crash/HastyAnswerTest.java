package dev.gatehand.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.CrashHouse;
import dev.gatehand.CrashHouse.Between;
import dev.gatehand.CrashHouse.Place;
import dev.gatehand.Seams;
import dev.gatehand.TestHouse;
import dev.gatehand.forge.Losses.Rates;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.Lease;
import dev.gatehand.store.Writes;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Somebody answers as soon as the ask stands, while the slice that asks has not come to rest. */
class HastyAnswerTest {
  @Test
  void an_answer_before_the_park_is_complete_is_heard() throws Exception {
    try (Arena arena = Arena.onSqlite()) {
      Outcome reference = new Matrix(arena, Rates.NONE).reference();
      Place place = arena.fresh();
      AtomicReference<CrashHouse> house = new AtomicReference<>();
      Seams seams = new AfterEach(Event.AskPosted.class, () -> answer(house.get()));
      try (CrashHouse opened =
          new CrashHouse(place, new Between(seams, Writes.UNHEARD, model -> model))) {
        house.set(opened);
        new Story(opened, Deaths.none()).play();
        assertThat(Outcome.of(opened)).isEqualTo(reference);
      }
    }
  }

  private static void answer(CrashHouse house) {
    TaskId task = house.store().latestOn(TestHouse.ISSUE).orElseThrow().id();
    var ask = house.store().openAsks(task).getFirst();
    house.says(TestHouse.ISSUE, "bob", TestHouse.yes(ask));
  }

  /** The journal, with something that happens right after an event of a kind is kept. */
  private record AfterEach(Class<? extends Event> kind, Runnable what) implements Seams {
    @Override
    public Journal journal(Journal real) {
      return new Journal() {
        @Override
        public Instant append(Lease lease, List<Event> events) {
          Instant at = real.append(lease, events);
          if (events.stream().anyMatch(kind::isInstance)) {
            what.run();
          }
          return at;
        }

        @Override
        public List<Entry> read(TaskId task, long seq) {
          return real.read(task, seq);
        }
      };
    }
  }
}
