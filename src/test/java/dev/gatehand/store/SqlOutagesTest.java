package dev.gatehand.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehand.llm.GuardedModel;
import dev.gatehand.model.Conversation;
import dev.gatehand.model.Model;
import dev.gatehand.model.ModelUnavailable;
import dev.gatehand.model.Outages.Outage;
import dev.gatehand.model.Reply;
import dev.gatehand.model.Usage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A model that does not answer is left alone by all tasks of all nodes, and asked by one again. */
@ParameterizedClass
@EnumSource(Dialect.class)
class SqlOutagesTest {
  private static final String NAME = "claude-example";
  private final OpenStore store;
  private final SqlOutages outages;
  private final SqlOutages otherNode;

  SqlOutagesTest(Dialect dialect, @TempDir Path folder) {
    store = OpenStore.on(dialect, folder);
    outages = new SqlOutages(store.database, store);
    otherNode = new SqlOutages(store.database, store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void one_failure_is_bad_luck_three_in_a_row_are_an_outage_for_everybody() {
    outages.failed(NAME, "overloaded", Duration.ZERO);
    outages.failed(NAME, "overloaded", Duration.ZERO);
    assertThat(otherNode.holding(NAME)).isEmpty();
    otherNode.failed(NAME, "still overloaded", Duration.ZERO);
    Outage outage = outages.holding(NAME).orElseThrow();
    assertThat(outage.why()).isEqualTo("still overloaded");
    assertThat(outage.tries()).isEqualTo(3);
    assertThat(wait(outage)).isBetween(Duration.ofMillis(3100), Duration.ofMillis(4900));
    assertThat(outages.holding("another-model")).isEmpty();
  }

  @Test
  void an_answer_ends_it() {
    fail(5);
    otherNode.answered(NAME);
    assertThat(outages.holding(NAME)).isEmpty();
    assertThat(outages.all()).isEmpty();
    fail(2);
    assertThat(outages.holding(NAME)).isEmpty();
  }

  @Test
  void the_wait_grows_to_a_ceiling() {
    fail(4);
    assertThat(wait(held())).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(10));
    fail(20);
    assertThat(wait(held())).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
  }

  @Test
  void what_the_provider_asks_for_is_obeyed_at_once() {
    outages.failed(NAME, "wants fewer requests", Duration.ofMinutes(7));
    assertThat(wait(held())).isEqualTo(Duration.ofMinutes(7));
  }

  @Test
  void of_all_who_would_ask_again_one_does() throws Exception {
    fail(3);
    store.pass(Duration.ofSeconds(6));
    List<Callable<Optional<Outage>>> runs = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      runs.add(() -> outages.holding(NAME));
      runs.add(() -> otherNode.holding(NAME));
    }
    int asked = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Optional<Outage>> run : threads.invokeAll(runs)) {
        asked += run.get().isEmpty() ? 1 : 0;
      }
    }
    assertThat(asked).isEqualTo(1);
    store.pass(Duration.ofMinutes(3));
    assertThat(outages.holding(NAME)).as("the one that asked may have died").isEmpty();
  }

  @Test
  void a_model_that_is_held_is_not_called() {
    var model = new Moody();
    var guarded = new GuardedModel(model, outages, store);
    var conversation = new Conversation("", List.of(), List.of());
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> guarded.reply(conversation))
          .isInstanceOfSatisfying(ModelUnavailable.class, e -> assertThat(e.passing()).isTrue());
    }
    assertThat(model.calls).as("the outage is clear after three").isEqualTo(3);
    model.up = true;
    store.pass(Duration.ofSeconds(6));
    assertThat(guarded.reply(conversation).text()).isEqualTo("hello");
    assertThat(outages.all()).isEmpty();
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      outages.failed(NAME, "overloaded", Duration.ZERO);
    }
  }

  private Outage held() {
    return outages.holding(NAME).orElseThrow();
  }

  private Duration wait(Outage outage) {
    Instant next = outage.next().orElseThrow();
    return Duration.between(store.instant(), next);
  }

  /** Down until somebody says that it is up. */
  private static final class Moody implements Model {
    private boolean up;
    private int calls;

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Reply reply(Conversation conversation) {
      calls++;
      if (!up) {
        throw new ModelUnavailable("overloaded", true);
      }
      return new Reply("hello", List.of(), Reply.Stop.DONE, Usage.NONE, "{}");
    }
  }
}
