package dev.gatehand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskState;
import dev.gatehand.llm.JudgingProvider;
import dev.gatehand.llm.JudgingProvider.Asked;
import dev.gatehand.llm.StandInProvider;
import dev.gatehand.model.Outages;
import dev.gatehand.task.TaskStore.AskView;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Judge in a task's life, over real HTTP: what it is shown, what it decides, when it is gone.
 */
class JudgeStoryTest {
  private static final String BLOCK = "It deletes.\nVERDICT block unverified-deletion: of what?";

  @TempDir private Path temporary;

  @Test
  void what_it_allows_is_done_and_what_it_was_shown_holds_no_word_of_the_agent() throws Exception {
    try (var provider = saying(_ -> Optional.of("no"));
        var house = house(provider, "judged.jsonl")) {
      house.says("alice", "/agent fix and remove the left-over cache");
      TaskHistory history = house.ended(TaskState.DONE);
      Event.Consulted asked = consulted(history).getFirst();
      assertThat(asked.opinion()).isEqualTo("allow");
      assertThat(asked.model()).isEqualTo("claude-haiku-4-5");
      assertThat(asked.calls()).isEqualTo(1);
      assertThat(history.used().dollars()).isGreaterThanOrEqualTo(asked.usage().dollars());
      assertThat(asked.usage().dollars()).isGreaterThan(BigDecimal.ZERO);
      assertThat(verdicts(history)).contains("judge/allow");
      assertThat(provider.seen).hasSize(1);
      String body = provider.seen.getFirst().body();
      assertThat(body)
          .contains("and remove the left-over cache", "LEFTOVER/cache", "cache_control")
          .doesNotContain("PROSE-CANARY", "DESCRIPTION-CANARY", "OUTPUT-CANARY", "sk-judge-canary");
      assertThat(JudgingProvider.asked(provider.seen.getFirst()).maxTokens()).isEqualTo(16);
      assertThat(house.auditComplaint()).isEmpty();
    }
  }

  @Test
  void what_it_leaves_to_a_person_is_asked_once_and_paid_once_also_over_a_restart()
      throws Exception {
    try (var provider =
            saying(
                asked ->
                    Optional.of(
                        asked.isFirstStage() ? "yes" : "VERDICT ask unverified-deletion: which?"));
        var house = house(provider, "judged.jsonl")) {
      house.says("alice", "/agent fix");
      AskView ask = house.parkedWithAsk();
      assertThat(ask.ask().reason().rule()).isEqualTo("judge/ask");
      assertThat(provider.seen).as("held calls are judged once more, from the journal").hasSize(2);
      house.restart();
      house.says("bob", TestHouse.yes(ask));
      house.ended(TaskState.DONE);
      assertThat(provider.seen).hasSize(2);
    }
  }

  @Test
  void three_blocks_of_the_judge_become_an_ask_and_an_outage_between_them_does_not_count()
      throws Exception {
    var down = new AtomicBoolean();
    var wasDown = new AtomicBoolean();
    Function<Asked, Optional<String>> mind =
        asked -> {
          boolean second = asked.action().contains("$TWO");
          if (second && wasDown.compareAndSet(false, true)) {
            down.set(true);
          }
          if (down.getAndSet(false)) {
            return Optional.empty();
          }
          return Optional.of(asked.isFirstStage() ? "yes" : BLOCK);
        };
    try (var provider = saying(mind);
        var house = house(provider, "judged-blocks.jsonl")) {
      house.says("alice", "/agent fix");
      AskView ask = house.parkedWithAsk();
      assertThat(ask.ask().body()).contains("$THREE/cache");
      assertThat(ask.ask().reason().rule()).isEqualTo("judge/unverified-deletion");
      TaskHistory history = house.history();
      assertThat(verdictWords(history)).containsExactly("blocked", "undecided", "blocked", "hold");
      house.says("bob", "/agent deny " + ask.ask().id() + " leave it");
      house.ended(TaskState.DONE);
    }
  }

  @Test
  void an_outage_parks_the_task_in_its_own_words_stops_all_others_from_asking_and_passes()
      throws Exception {
    var up = new AtomicBoolean();
    try (var provider = saying(_ -> up.get() ? Optional.of("no") : Optional.empty());
        var house = house(provider, "judged.jsonl")) {
      house.says("alice", "/agent fix");
      for (int tries = 1; tries <= 3; tries++) {
        triedInVain(house, tries);
        if (tries < 3) {
          house.restartLater(Duration.ofMinutes(1));
        }
      }
      assertThat(house.ownWords(TestHouse.ISSUE).getFirst())
          .startsWith("**The second opinion does not answer** (")
          .contains("nothing was approved or refused");
      assertThat(house.assembly().outages().all())
          .extracting(Outages.Outage::model)
          .containsExactly("judge claude-haiku-4-5");
      int asked = provider.seen.size();
      house.restart();
      assertThat(provider.seen).as("nobody asks before its time").hasSize(asked);
      assertThat(verdictWords(house.history())).doesNotContain("blocked", "forbidden");
      up.set(true);
      house.restartLater(Duration.ofMinutes(20));
      house.ended(TaskState.DONE);
      assertThat(house.assembly().outages().all()).isEmpty();
    }
  }

  @Test
  void after_something_tried_to_steer_the_agent_the_judge_looks_at_what_the_sandbox_contains()
      throws Exception {
    try (var provider = saying(asked -> Optional.of(asked.isFirstStage() ? "yes" : BLOCK));
        var house = house(provider, "steered.jsonl")) {
      house.says("alice", "/agent fix");
      TaskHistory history = house.ended(TaskState.DONE);
      assertThat(provider.seen).as("only the command after it").hasSize(2);
      assertThat(JudgingProvider.asked(provider.seen.getFirst()).action())
          .contains("1 tool results of this task looked as if they gave the agent instructions");
      assertThat(verdicts(history)).contains("permit/contained", "judge/unverified-deletion");
      assertThat(house.assembly().audit().read(0, 1000))
          .anyMatch(row -> row.entry().what().equals("flagged"));
    }
  }

  @Test
  void a_check_that_the_judge_must_allow_waits_for_it_and_does_not_count_as_failed()
      throws Exception {
    var calls = new AtomicInteger();
    try (var provider =
            saying(_ -> calls.incrementAndGet() == 1 ? Optional.empty() : Optional.of("no"));
        var house =
            house(provider, "notes.jsonl", "rm -rf \\\"$NONE/cache\\\"; test -f NOTES.md")) {
      house.says("alice", "/agent fix");
      TaskHistory history = house.ended(TaskState.DONE);
      assertThat(history.failedChecks()).isZero();
      assertThat(history.checked().map(Event.Checked::passed)).contains(true);
      assertThat(history.events())
          .filteredOn(e -> e instanceof Event.Parked p && p.cause() == Event.Parked.Cause.GATE)
          .hasSize(1);
      assertThat(calls).as("asked once, failed once").hasValue(2);
    }
  }

  private static void triedInVain(TestHouse house, int tries) {
    org.awaitility.Awaitility.await()
        .atMost(TestHouse.PATIENCE)
        .until(
            () ->
                house.task().state() == TaskState.PARKED
                    && house.history().delay().map(Event.Parked::tries).orElse(0) >= tries);
  }

  private static StandInProvider saying(Function<Asked, Optional<String>> mind) throws Exception {
    return JudgingProvider.saying(mind);
  }

  private TestHouse house(StandInProvider provider, String script) {
    return house(provider, script, "test -f README.md");
  }

  private TestHouse house(StandInProvider provider, String script, String check) {
    var changes = new HashMap<>(Map.of("enabled: false", "enabled: true"));
    changes.put("checks: auto ", "checks: [\"" + check + "\"] ");
    var models =
        new JudgeModels(
            JudgingProvider.model(provider.url(), 16), JudgingProvider.model(provider.url(), 4000));
    return new TestHouse(
            TestHouse.dataIn(temporary),
            script,
            changes,
            Optional.of(models),
            InstantSource.system())
        .furnished();
  }

  private static List<Event.Consulted> consulted(TaskHistory history) {
    return history.events().stream()
        .filter(Event.Consulted.class::isInstance)
        .map(Event.Consulted.class::cast)
        .toList();
  }

  private static List<String> verdicts(TaskHistory history) {
    return judged(history).stream().map(it -> it.reason().rule()).toList();
  }

  private static List<String> verdictWords(TaskHistory history) {
    return judged(history).stream().map(Event.Judged::verdict).toList();
  }

  private static List<Event.Judged> judged(TaskHistory history) {
    return history.events().stream()
        .filter(Event.Judged.class::isInstance)
        .map(Event.Judged.class::cast)
        .toList();
  }
}
