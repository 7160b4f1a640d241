package dev.gatehand.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A repository's own file: whoever can merge there wrote it. */
class TighteningTest {
  private static final Path FIXTURES = Path.of("src/test/resources/policy");
  private final PolicyReader reader = new PolicyReader();

  @Test
  void a_stricter_value_counts_and_what_is_left_out_stays() throws IOException {
    Policy operator = operator();
    Policy policy = operator.tightenedBy(own("strict.yaml"));
    assertThat(policy.people())
        .isEqualTo(new People(Role.MAINTAIN, Role.ADMIN, true, Duration.ofHours(2), List.of()));
    assertThat(policy.effectiveMode()).isEqualTo(Mode.ASK);
    assertThat(policy.limits())
        .isEqualTo(
            new Limits(
                20,
                operator.limits().minutes(),
                operator.limits().tokens(),
                new BigDecimal("0.50"),
                operator.limits().threadDollars(),
                operator.limits().repositoryDollarsPerDay(),
                operator.limits().consecutiveBlocks(),
                operator.limits().totalBlocks()));
    assertThat(policy.sandbox().commandSeconds()).isEqualTo(60);
    assertThat(policy.sandbox().memoryMegabytes()).isEqualTo(operator.sandbox().memoryMegabytes());
    assertThat(policy.checks()).isEqualTo(operator.checks());
    assertThat(policy.moreChecks()).containsExactly("./lint.sh");
    assertThat(policy.protectedPaths())
        .containsAll(operator.protectedPaths())
        .extracting(ProtectedPath::id)
        .contains("repository/migrations");
    assertThat(policy.rules()).containsAll(operator.rules()).hasSize(operator.rules().size() + 1);
  }

  @Test
  void how_work_leaves_meets_the_operators_word_too() throws IOException {
    Policy generous =
        reader.read(
            Files.readString(Path.of("policy.yaml"))
                .replace("others: stack ", "others: push ")
                .replace("forks: patch ", "forks: push ")
                .replace("ciFixes: 0 ", "ciFixes: 3 "),
            "p");
    Tightening less =
        reader.tightening("version: 1\nothers: stack\nforks: patch\nciFixes: 1\n", "o");
    Publishing meets = generous.tightenedBy(less).publishing();
    assertThat(meets)
        .isEqualTo(
            new Publishing(
                true, List.of(), List.of(), Publishing.Others.STACK, Publishing.Forks.PATCH, 1));
    Tightening more = reader.tightening("version: 1\nothers: push\nforks: push\nciFixes: 9\n", "o");
    assertThat(generous.tightenedBy(more).publishing()).isEqualTo(generous.publishing());
  }

  @Test
  void a_looser_value_counts_for_nothing() throws IOException {
    Policy operator = operator();
    Policy policy = operator.tightenedBy(own("loose.yaml"));
    assertThat(policy)
        .usingRecursiveComparison()
        .ignoringFields("digest", "file")
        .isEqualTo(operator);
  }

  @Test
  void an_approval_under_one_file_does_not_hold_under_another() throws IOException {
    Policy operator = operator();
    assertThat(operator.tightenedBy(own("strict.yaml")).digest())
        .hasSize(64)
        .isNotEqualTo(operator.digest())
        .isNotEqualTo(operator.tightenedBy(own("loose.yaml")).digest());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "people: {bots: [7]}",
        "sandbox: {network: [example.com]}",
        "sandbox: {required: false}",
        "judge: {enabled: false}",
        "setup: [make]",
        "maintenance: []",
        "rules: [{id: repository/x, decision: permit, effects: [{effect: opaque}], reason: r, matches: [make]}]",
        "rules: [{id: network/pipe-to-shell, decision: ask, effects: [{effect: opaque}], reason: r, matches: [make]}]",
        "protected: [{id: protected/ci, paths: [a], decision: ask, reason: r}]"
      })
  void what_only_the_operator_decides_is_a_mistake_and_says_where(String key) {
    var wrong =
        catchThrowableOfType(
            PolicyInvalid.class,
            () -> reader.tightening("version: 1\n" + key + "\n", Tightening.FILE));
    assertThat(wrong.complaints()).isNotEmpty().allMatch(complaint -> complaint.line() == 2);
    assertThat(wrong).hasMessageStartingWith(".github/gatehand.yaml:2: ");
  }

  private Policy operator() throws IOException {
    return new PolicyReader().read(Files.readString(FIXTURES.resolve("small.yaml")), "small.yaml");
  }

  private Tightening own(String file) throws IOException {
    return reader.tightening(
        Files.readString(FIXTURES.resolve("repository").resolve(file)), Tightening.FILE);
  }
}
