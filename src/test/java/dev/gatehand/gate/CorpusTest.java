package dev.gatehand.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each line of the corpus is a test of its own, in both modes. */
class CorpusTest {
  private final Gate gate = new Gate((_, _, _) -> new Judge.Opinion.Unavailable("not asked here"));
  private final Situation none = Situations.in(Containment.NONE);
  private final Situation sandbox = Situations.in(Containment.SANDBOX);

  @TestFactory
  Stream<DynamicTest> decides_each_case_as_its_line_says() {
    return Corpus.cases().stream()
        .map(each -> DynamicTest.dynamicTest(each.toString(), () -> holds(each)));
  }

  @Test
  void the_corpus_is_not_lost() {
    assertThat(Corpus.cases()).hasSizeGreaterThan(900);
  }

  private void holds(Corpus.Case each) {
    var expected = each.expected();
    var withoutSandbox = gate.assess(each.action(), none);
    var inSandbox = gate.assess(each.action(), sandbox);
    assertThat(word(withoutSandbox) + " " + word(inSandbox))
        .as("verdicts of %s: %s, %s", each, withoutSandbox, inSandbox)
        .isEqualTo(expected.none() + " " + expected.sandbox());
    for (Assessment assessment : List.of(withoutSandbox, inSandbox)) {
      if (!(assessment instanceof Assessment.Permitted)) {
        assertThat(reason(assessment).rule()).as("rule of %s", each).startsWith(expected.rule());
        assertThat(reason(assessment).because() + " " + reason(assessment).instead())
            .as("reason of %s", each)
            .contains(expected.reason());
      }
    }
  }

  private static String word(Assessment assessment) {
    return switch (assessment) {
      case Assessment.Permitted _ -> "permit";
      case Assessment.Unclear _ -> "judge";
      case Assessment.Stopped(var decision, var _) ->
          switch (decision) {
            case ASK -> "hold";
            case BLOCK, FORBID -> "refuse";
            case PERMIT -> throw new IllegalArgumentException("a permit stops nothing");
          };
    };
  }

  private static Reason reason(Assessment assessment) {
    return switch (assessment) {
      case Assessment.Permitted(Reason reason) -> reason;
      case Assessment.Stopped(var _, Reason reason) -> reason;
      case Assessment.Unclear unclear -> unclear.reasons().getFirst();
    };
  }
}
