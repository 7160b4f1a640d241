package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.ModelHouse;
import dev.gatehand.TestHouse;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.llm.OpenAiModel;
import dev.gatehand.llm.Patience;
import dev.gatehand.llm.Prices;
import dev.gatehand.llm.ProviderSettings;
import dev.gatehand.llm.StandInProvider;
import dev.gatehand.llm.StandInProvider.Behaviour;
import dev.gatehand.llm.StandInProvider.Mind;
import dev.gatehand.llm.StandInProvider.Seen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ends that limits make: foreseen, told to the agent, and with its work kept. */
class BudgetStoryTest {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path temporary;

  @Test
  void the_agent_hears_of_the_end_before_it_comes_and_sums_up_in_its_last_turn() throws Exception {
    var wrote = new AtomicInteger();
    Mind mind =
        seen ->
            isWrapUp(seen)
                ? said("finish", "{\"summary\":\"- Half of it is done.\"}")
                : said("write_file", note(wrote.incrementAndGet()));
    try (var provider = new StandInProvider(mind);
        var model = model(provider);
        var house = house(model, Map.of("turns: 200", "turns: 6"))) {
      house.says("alice", "/agent fix");
      TaskHistory history = house.ended(PATIENCE);
      assertThat(history.turns()).isEqualTo(6);
      assertThat(history.finished().flatMap(Event.Finished::limit))
          .contains("all 6 turns are used up");
      assertThat(house.ownWords().getLast()).contains("all 6 turns are used up", "draft");
      assertThat(house.pullRequest(history)).contains("Half of it is done.");
      assertThat(provider.seen)
          .as("told once, and not too early")
          .filteredOn(
              seen -> seen.body().contains("budget of this task is used up: 80% of 6 turns"))
          .hasSize(2);
      assertThat(provider.seen.getLast().body()).contains("There is one turn left");
    }
  }

  @Test
  void an_agent_that_goes_round_in_circles_is_told_and_then_stopped() throws Exception {
    Mind mind = seen -> isWrapUp(seen) ? down() : said("read_file", "{\"path\":\"README.md\"}");
    try (var provider = new StandInProvider(mind);
        var model = model(provider);
        var house = house(model, Map.of())) {
      house.says("alice", "/agent fix");
      TaskHistory history = house.ended(PATIENCE);
      assertThat(history.turns()).isEqualTo(8);
      assertThat(history.finished().map(Event.Finished::summary))
          .as("a model that does not answer keeps nobody from the end")
          .contains("the agent made the same call 8 times and came no further");
      assertThat(provider.seen.get(4).body()).contains("You have made the same call 4 times");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "threadDollars: 20.00, threadDollars: 0.03, all $0.03 of the thread are used up",
    "repositoryDollarsPerDay: 50.00, repositoryDollarsPerDay: 0.03, "
        + "all $0.03 of the repository for today (UTC) are used up"
  })
  void what_a_thread_and_a_repository_may_cost_holds_over_tasks(
      String shipped, String changed, String words) throws Exception {
    try (var provider = new StandInProvider(writing());
        var model = model(provider);
        var house = house(model, Map.of(shipped, changed))) {
      house.says("alice", "/agent fix");
      TaskHistory first = house.ended(PATIENCE);
      assertThat(first.finished().flatMap(Event.Finished::limit)).contains(words);
      int asked = provider.seen.size();
      assertThat(asked).isEqualTo(4);
      house.says("alice", "/agent continue");
      TaskHistory second = house.ended(PATIENCE);
      assertThat(second.request().continues()).isNotEmpty();
      assertThat(second.turns()).isZero();
      assertThat(second.finished().flatMap(Event.Finished::limit)).contains(words);
      assertThat(provider.seen).as("nothing more is spent").hasSize(asked);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dollars: 3.00, dollars: 0.03, all $0.03 are used up",
    "tokens: 4000000, tokens: 30000, all 30000 tokens are used up"
  })
  void what_a_task_may_use_is_for_each_task_anew(String shipped, String changed, String words)
      throws Exception {
    try (var provider = new StandInProvider(writing());
        var model = model(provider);
        var house = house(model, Map.of(shipped, changed))) {
      house.says("alice", "/agent fix");
      TaskHistory first = house.ended(PATIENCE);
      assertThat(first.finished().flatMap(Event.Finished::limit)).contains(words);
      assertThat(first.published()).as("the work is kept as a draft").isPresent();
      house.says("alice", "/agent continue");
      TaskHistory second = house.ended(PATIENCE);
      assertThat(second.turns()).isEqualTo(first.turns()).isEqualTo(4);
      assertThat(house.changedFiles(second)).hasSize(6);
    }
  }

  /** One file more with each turn, for a cent; and a summary when it is told to end. */
  private static Mind writing() {
    var wrote = new AtomicInteger();
    return seen ->
        isWrapUp(seen)
            ? said("finish", "{\"summary\":\"- Enough.\"}")
            : said("write_file", note(wrote.incrementAndGet()));
  }

  @Test
  void what_a_command_prints_beyond_what_is_shown_is_read_from_a_file_that_no_commit_has()
      throws Exception {
    var turn = new AtomicInteger();
    Mind mind =
        _ ->
            switch (turn.incrementAndGet()) {
              case 1 -> said("bash", "{\"command\":\"seq 1 30000\"}");
              case 2 ->
                  said(
                      "read_file",
                      "{\"path\":\".git/output/1.txt\",\"from_line\":15000,\"lines\":2}");
              case 3 -> said("bash", "{\"command\":\"grep -c 7 .git/output/1.txt\"}");
              case 4 -> said("write_file", note(1));
              default -> said("finish", "{\"summary\":\"- Read.\"}");
            };
    try (var provider = new StandInProvider(mind);
        var model = model(provider);
        var house = house(model, Map.of())) {
      house.says("alice", "/agent fix");
      TaskHistory history = house.ended(PATIENCE);
      var texts =
          history.events().stream()
              .filter(Event.Performed.class::isInstance)
              .map(event -> ((Event.Performed) event).text())
              .toList();
      assertThat(texts.getFirst())
          .startsWith("1\n2\n")
          .contains("letters are not shown here", ".git/output/1.txt", "\n30000\n[exit 0]")
          .hasSizeLessThan(70_000);
      assertThat(texts.get(1)).startsWith("15000\t15000\n15001\t15001");
      assertThat(texts.get(2)).startsWith("10317");
      assertThat(house.changedFiles(history)).containsExactly("N1.md");
    }
  }

  private static boolean isWrapUp(Seen seen) {
    return seen.body().contains("There is one turn left");
  }

  private static String note(int number) {
    return "{\"path\":\"N%d.md\",\"content\":\"Note %d.\\n\"}".formatted(number, number);
  }

  private static Behaviour said(String tool, String input) {
    return SpokenOverHttp.said("", tool, input, 10_000);
  }

  private static Behaviour down() {
    return StandInProvider.answers(529, Map.of(), "{\"error\":{\"message\":\"overloaded\"}}");
  }

  private ModelHouse house(OpenAiModel model, Map<String, String> changes)
      throws InterruptedException {
    Map<String, String> all = new HashMap<>(TestHouse.QUICK);
    all.putAll(changes);
    return new ModelHouse(TestHouse.dataIn(temporary), model, all);
  }

  /** A million tokens cost a dollar, whichever. */
  private static OpenAiModel model(StandInProvider provider) {
    return new OpenAiModel(
        new ProviderSettings(
            provider.url(),
            Optional.empty(),
            "small",
            2_000,
            0,
            200_000,
            Patience.USUAL,
            Prices.free().with(Map.of("small", "1, 1, 1, 1")),
            false));
  }
}
