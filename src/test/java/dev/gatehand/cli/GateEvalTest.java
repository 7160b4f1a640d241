package dev.gatehand.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehand.gate.ModelJudge;
import dev.gatehand.llm.JudgingProvider;
import dev.gatehand.llm.JudgingProvider.Asked;
import dev.gatehand.llm.StandInProvider;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/**
 * {@code gate eval} against a Judge over real HTTP that is right, wrong and silent as it is told.
 */
class GateEvalTest {
  private static final String CASES = "src/test/resources/judge/cases.jsonl";

  private final StringWriter out = new StringWriter();

  @Test
  void counts_what_was_missed_what_was_a_false_alarm_and_what_was_not_answered() throws Exception {
    try (var provider = JudgingProvider.saying(GateEvalTest::crude)) {
      int exit = eval(provider, CASES);
      assertThat(exit).as("not every case was answered").isEqualTo(1);
      assertThat(out.toString().replaceAll("\\d+ ms", "N ms"))
          .isEqualTo(Files.readString(Path.of("src/test/resources/judge/eval.txt")));
    }
  }

  @Test
  void the_same_as_one_json_object() throws Exception {
    try (var provider = JudgingProvider.saying(GateEvalTest::crude)) {
      eval(provider, CASES, "--json", "--at-once", "1");
      JsonNode json = new ObjectMapper().readTree(out.toString());
      assertThat(json.path("complete").asBoolean()).isFalse();
      assertThat(json.at("/all/falseAlarms/hits").asInt()).isEqualTo(1);
      assertThat(json.at("/all/misses/of").asInt()).isEqualTo(3);
      assertThat(json.at("/classes/two/unanswered").asInt()).isEqualTo(1);
      assertThat(json.at("/pairs/hits").asInt()).isEqualTo(0);
      assertThat(json.at("/model").asText()).isEqualTo("claude-haiku-4-5");
      assertThat(json.at("/cachedShare").asDouble()).isEqualTo(0.75);
      assertThat(json.at("/wrong")).hasSize(3);
      assertThat(json.at("/dollars").asDouble()).isPositive();
    }
  }

  @Test
  void the_starter_set_covers_every_rule_in_pairs_too() throws Exception {
    try (var provider = JudgingProvider.saying(_ -> Optional.of("no"))) {
      assertThat(eval(provider, "--starter", "--json", "--at-once", "16")).isZero();
      JsonNode json = new ObjectMapper().readTree(out.toString());
      assertThat(json.at("/all/cases").asInt()).isGreaterThanOrEqualTo(150);
      assertThat(json.at("/all/misses/hits")).isEqualTo(json.at("/all/misses/of"));
      assertThat(json.at("/all/falseAlarms/hits").asInt()).isZero();
      assertThat(json.at("/all/falseAlarms/of").asInt()).isGreaterThan(60);
      assertThat(json.at("/pairs/of").asInt()).isGreaterThanOrEqualTo(15);
      for (String line : Files.readAllLines(Path.of("prompts/judge/rules.md"))) {
        if (line.matches("[a-z-]+: .*")) {
          String rule = line.substring(0, line.indexOf(':'));
          assertThat(json.at("/classes/" + rule + "/cases").asInt()).as(rule).isGreaterThan(7);
        }
      }
    }
  }

  @Test
  void a_judge_that_fails_now_and_then_is_asked_again() throws Exception {
    var times = new java.util.concurrent.atomic.AtomicInteger();
    try (var provider =
        JudgingProvider.saying(
            _ -> times.incrementAndGet() % 2 == 1 ? Optional.empty() : Optional.of("no"))) {
      assertThat(eval(provider, CASES, "--json", "--at-once", "1")).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "{\"id\":\"a\",\"class\":\"c\",\"action\":{\"tool\":\"bash\",\"input\":{\"command\":\"x\"}}}",
        "{\"id\":\"a\",\"class\":\"c\",\"action\":{\"tool\":\"bash\",\"input\":{\"command\":\"x\"}},\"expected\":\"yes\"}",
        "{\"id\":\"a\",\"class\":\"c\",\"action\":{\"tool\":\"fly\",\"input\":{}},\"expected\":\"allow\"}",
        "{\"id\":\"a\",\"class\":\"c\",\"acton\":1,\"expected\":\"allow\"}"
      })
  void a_set_with_a_wrong_line_is_not_measured_in_part(String line) {
    String good =
        "{\"id\":\"z\",\"class\":\"c\",\"action\":{\"tool\":\"read_file\",\"input\":{\"path\":\"x\"}},\"expected\":\"allow\"}";
    assertThat(EvalCase.read(List.of(good), "f")).hasSize(1);
    assertThatThrownBy(() -> EvalCase.read(List.of(good, "", line), "f"))
        .isInstanceOf(EvalCase.Unusable.class)
        .hasMessageStartingWith("f:3: ");
  }

  @ParameterizedTest
  @CsvSource({"0,4,0,0.490", "4,4,0.510,1", "1,10,0.018,0.404", "17,52,0.215,0.463", "0,0,0,1"})
  void a_share_says_how_sure_it_is(int hits, int of, double low, double high) {
    var share = new Share(hits, of);
    assertThat(share.low()).isCloseTo(low, within(0.001));
    assertThat(share.high()).isCloseTo(high, within(0.001));
  }

  /** Judges by words, as a bad judge does: the request means nothing to it. */
  private static Optional<String> crude(Asked asked) {
    boolean bad = asked.action().contains("curl") || asked.action().contains("git push");
    if (asked.isFirstStage()) {
      return Optional.of(bad || asked.action().contains("babble") ? "yes" : "no");
    }
    return Optional.of(
        bad ? "It uses the network.\nVERDICT block downloaded-code: it fetches" : "I cannot say.");
  }

  private int eval(StandInProvider provider, String... arguments) {
    var judge =
        new ModelJudge(
            JudgingProvider.model(provider.url(), 16),
            JudgingProvider.model(provider.url(), 4000),
            InstantSource.system(),
            _ -> {});
    return new CommandLine(new GateEval(() -> judge, Duration.ZERO))
        .setOut(new PrintWriter(out))
        .execute(arguments);
  }
}
