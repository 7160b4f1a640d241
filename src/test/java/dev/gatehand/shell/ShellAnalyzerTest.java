package dev.gatehand.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What commands are said to do: each case of the corpus is a test of its own. */
class ShellAnalyzerTest {

  private final ShellAnalyzer analyzer = new ShellAnalyzer();

  @TestFactory
  List<DynamicTest> says_what_a_command_would_do() {
    List<EffectCases.Case> cases = EffectCases.all();
    assertThat(cases).as("cases in corpus/effects").hasSizeGreaterThan(200);
    return cases.stream()
        .map(each -> DynamicTest.dynamicTest(each.title(), () -> check(each)))
        .toList();
  }

  private void check(EffectCases.Case each) {
    ShellAnalysis analysis = analyzer.analyze(each.command(), "/workspace", "/workspace");
    List<Finding> findings = new ArrayList<>(analysis.effects());
    findings.addAll(analysis.flows());
    assertThat(each.expected()).as("expectations").isNotEmpty();
    for (String expectation : each.expected()) {
      if (expectation.equals("complete")) {
        assertThat(analysis.isComplete()).as("%s", analysis).isTrue();
      } else if (expectation.equals("doubtful")) {
        assertThat(analysis.isComplete()).as("%s", analysis).isFalse();
      } else if (expectation.startsWith("no ")) {
        String name = expectation.substring(3);
        assertThat(findings).extracting(found -> found.name().id()).doesNotContain(name);
      } else {
        String name = expectation.split(" ", 2)[0];
        assertThat(EffectName.of(name)).as(name).isPresent();
        Map<String, String> attributes = EffectCases.attributes(expectation);
        assertThat(findings)
            .as(expectation)
            .anyMatch(
                found ->
                    found.name().id().equals(name)
                        && found.attributes().entrySet().containsAll(attributes.entrySet()));
      }
    }
  }

  @Test
  void says_only_what_the_catalogue_lists() {
    for (EffectCases.Case each : EffectCases.all()) {
      ShellAnalysis analysis = analyzer.analyze(each.command(), "/workspace", "/workspace");
      for (Effect effect : analysis.effects()) {
        assertThat(effect.name().attributes())
            .as("%s of %s", effect, each.command())
            .containsAll(effect.attributes().keySet());
        assertThat(effect.attributes().values()).as("%s", effect).doesNotContain("");
      }
    }
  }

  @Test
  void points_at_the_piece_of_the_line() {
    String line = "ls && bash -c 'rm -rf /etc'";
    ShellAnalysis analysis = analyzer.analyze(line, "/workspace", "/workspace");
    Effect delete =
        analysis.effects().stream()
            .filter(effect -> effect.name() == EffectName.FILE_DELETE)
            .findFirst()
            .orElseThrow();
    assertThat(delete.origin())
        .isEqualTo(new Origin(14, 27, "rm -rf /etc", List.of("bash"), Certainty.CONDITIONAL));
    assertThat(line.substring(14, 27)).isEqualTo("'rm -rf /etc'");
  }

  @Test
  void bounds_its_work_on_nested_loops() {
    String loops = "for i in a b c d e f g h i j k l; do ".repeat(8);
    String line = loops + "rm $i; " + "done; ".repeat(8);
    ShellAnalysis analysis = analyzer.analyze(line, "/workspace", "/workspace");
    assertThat(analysis.unclear()).extracting(Unclear::reason).isNotEmpty();
  }

  @Test
  void gives_up_on_wrappers_in_wrappers_without_falling_over() {
    ShellAnalysis analysis =
        analyzer.analyze("env ".repeat(3000) + "rm -rf /", "/workspace", "/workspace");
    assertThat(analysis.isComplete()).isFalse();
  }

  @Test
  void reads_every_knowledge_file() {
    assertThat(Knowledge.SHIPPED.size()).isGreaterThan(1200);
    assertThat(Knowledge.SHIPPED.command("git")).isNotNull();
    assertThat(VerbTable.of("cloud", "terminate")).isEqualTo("delete");
    assertThat(Variables.risk("LD_PRELOAD", "x.so")).isEqualTo("code");
    assertThat(Variables.risk("NODE_ENV", "test")).isNull();
  }
}
