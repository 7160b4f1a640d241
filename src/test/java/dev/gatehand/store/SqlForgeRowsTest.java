package dev.gatehand.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.forge.Arrivals.Rank;
import dev.gatehand.forge.Arrivals.Told;
import dev.gatehand.forge.Arrivals.Waiting;
import dev.gatehand.forge.CommentRef;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a forge told of, and what it allows, on both databases. */
@ParameterizedClass
@EnumSource(Dialect.class)
class SqlForgeRowsTest {
  private final OpenStore store;
  private final SqlArrivals arrivals;
  private final SqlAllowance allowance;

  SqlForgeRowsTest(Dialect dialect, @TempDir Path folder) {
    store = OpenStore.on(dialect, folder);
    arrivals = new SqlArrivals(store.database, store);
    allowance = new SqlAllowance(store.database, store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void a_delivery_is_kept_once_and_a_comment_waits_once() {
    assertThat(arrivals.keep("d-1", "issue_comment", List.of(told(5, Rank.INSIDER)))).isTrue();
    assertThat(arrivals.keep("d-1", "issue_comment", List.of(told(6, Rank.INSIDER)))).isFalse();
    assertThat(arrivals.keep("d-2", "issue_comment", List.of(told(5, Rank.INSIDER)))).isTrue();
    arrivals.found(told(5, Rank.INSIDER));
    assertThat(waiting()).containsExactly(5L);
    assertThat(arrivals.lastDelivery()).contains(store.instant());
    arrivals.heard(arrivals.waiting(store.instant(), 1).getFirst());
    assertThat(arrivals.count()).isZero();
  }

  @Test
  void answers_come_before_other_words_and_strangers_last() {
    arrivals.found(told(1, Rank.STRANGER));
    arrivals.found(told(2, Rank.INSIDER));
    store.pass(Duration.ofSeconds(1));
    arrivals.found(told(3, Rank.ANSWER));
    assertThat(waiting()).containsExactly(3L, 2L, 1L);
  }

  @Test
  void what_could_not_be_heard_comes_later() {
    arrivals.found(told(1, Rank.INSIDER));
    arrivals.later(comment(1), store.instant().plusSeconds(60));
    assertThat(waiting()).isEmpty();
    store.pass(Duration.ofSeconds(60));
    assertThat(arrivals.waiting(store.instant(), 9)).extracting(Waiting::tries).containsExactly(1);
  }

  @Test
  void names_of_deliveries_are_forgotten_and_notes_are_not() {
    arrivals.keep("d-1", "ping", List.of());
    arrivals.note("read x", "one");
    arrivals.note("read x", "two");
    arrivals.forget(store.instant().plusSeconds(1));
    assertThat(arrivals.lastDelivery()).isEmpty();
    assertThat(arrivals.note("read x")).contains("two");
    assertThat(arrivals.note("read y")).isEmpty();
  }

  @Test
  void changes_get_moments_that_lie_apart_and_are_counted_by_the_hour() {
    Instant first = allowance.turn("token", Duration.ofSeconds(1));
    Instant second = allowance.turn("token", Duration.ofSeconds(1));
    assertThat(first).isEqualTo(store.instant());
    assertThat(second).isEqualTo(first.plusSeconds(1));
    assertThat(allowance.turn("other", Duration.ofSeconds(1))).isEqualTo(first);
    assertThat(allowance.of("token").changes()).isEqualTo(2);
    store.pass(Duration.ofHours(1));
    assertThat(allowance.turn("token", Duration.ofSeconds(1))).isEqualTo(store.instant());
    assertThat(allowance.of("token").changes()).isEqualTo(1);
  }

  @Test
  void a_stop_is_never_shortened() {
    Instant until = store.instant().plusSeconds(90);
    allowance.stop("token", until, "too many");
    allowance.stop("token", until.minusSeconds(60), "again");
    allowance.left("token", 12, 5_000, until);
    var budget = new SqlAllowance(store.database, store).of("token");
    assertThat(budget.stopped()).isEqualTo(until);
    assertThat(budget.why()).isEqualTo("too many");
    assertThat(budget.remaining()).isEqualTo(12);
    assertThat(allowance.all()).hasSize(1);
  }

  private List<Long> waiting() {
    return arrivals.waiting(store.instant(), 9).stream().map(it -> it.comment().id()).toList();
  }

  private static Told told(long id, Rank rank) {
    return new Told(comment(id), rank);
  }

  private static CommentRef comment(long id) {
    return new CommentRef(Samples.THREAD, id);
  }
}
