package dev.gatehand.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PolicyReaderTest {
  private static final Path FIXTURES = Path.of("src/test/resources/policy");
  private final PolicyReader reader = new PolicyReader(prompt -> !prompt.equals("gone.md"));

  @Test
  void a_limit_itself_is_allowed_and_what_is_beyond_it_is_not() throws IOException {
    String small = Files.readString(FIXTURES.resolve("small.yaml"));
    assertThat(small).contains("askDeadline: 3d", "it runs with secrets");
    String reason = "r".repeat(500);
    String paths = "a, ".repeat(199) + "a";
    assertThat(valid(small.replace("askDeadline: 3d", "askDeadline: 365d"))).isTrue();
    assertThat(valid(small.replace("askDeadline: 3d", "askDeadline: 366d"))).isFalse();
    assertThat(valid(small.replaceAll("dollars: [0-9.]+", "dollars: 10000"))).isTrue();
    assertThat(valid(small.replaceAll("dollars: [0-9.]+", "dollars: 10000.01"))).isFalse();
    assertThat(valid(small.replaceAll("dollars: [0-9.]+", "dollars: 0.00"))).isFalse();
    assertThat(valid(small.replace("it runs with secrets", reason))).isTrue();
    assertThat(valid(small.replace("it runs with secrets", reason + "r"))).isFalse();
    assertThat(valid(small.replace("[.github/workflows/**]", "[" + paths + "]"))).isTrue();
    assertThat(valid(small.replace("[.github/workflows/**]", "[" + paths + ", a]"))).isFalse();
  }

  private boolean valid(String text) {
    try {
      return !reader.read(text, "limits.yaml").protectedPaths().isEmpty();
    } catch (PolicyInvalid e) {
      return false;
    }
  }

  @Test
  void reads_every_value_and_fills_in_what_may_be_left_out() throws IOException {
    var policy = reader.read(Files.readString(FIXTURES.resolve("small.yaml")), "small.yaml");
    assertThat(policy)
        .isEqualTo(
            new Policy(
                "small.yaml",
                policy.digest(),
                true,
                Mode.AUTO,
                new People(Role.WRITE, Role.MAINTAIN, true, Duration.ofDays(3), List.of()),
                List.of(
                    new ProtectedPath(
                        "protected/ci",
                        ".github/workflows/**",
                        Decision.ASK,
                        "it runs with secrets")),
                List.of(
                    new Rule(
                        "team/no-services",
                        Decision.BLOCK,
                        List.of(new EffectPattern("system.service", Map.of())),
                        Rule.Holds.ALWAYS,
                        "services are none of a task's business",
                        "",
                        List.of("systemctl restart nginx"),
                        List.of(),
                        16)),
                new Limits(
                    200,
                    90,
                    4_000_000,
                    new BigDecimal("3.00"),
                    new BigDecimal("20.00"),
                    new BigDecimal("50.00"),
                    3,
                    20),
                new SandboxPolicy(true, List.of(), 600, 2048, 65536),
                new JudgePolicy(false, List.of()),
                new Publishing(
                    true, List.of(), List.of(), Publishing.Others.STACK, Publishing.Forks.PATCH, 0),
                Triggers.NONE,
                List.of(),
                List.of(),
                List.of(),
                List.of(
                    new Job(
                        "weekly",
                        "0 6 * * 1",
                        ZoneId.of("Europe/Berlin"),
                        List.of("team/app"),
                        List.of("./update.sh"),
                        "mend-checks.md",
                        Job.AgentIf.CHECKS_FAIL,
                        "Update dependencies",
                        23))));
    assertThat(policy.digest()).matches("[0-9a-f]{64}");
  }

  @Test
  void the_shipped_policy_is_valid() throws IOException {
    var policy = reader.read(Files.readString(Path.of("policy.yaml")), "policy.yaml");
    assertThat(policy.effectiveMode()).isEqualTo(Mode.AUTO);
    assertThat(policy.protectedPaths()).extracting(ProtectedPath::id).contains("protected/ci");
  }

  @Test
  void one_changed_byte_is_another_policy() throws IOException {
    String text = Files.readString(FIXTURES.resolve("small.yaml"));
    assertThat(reader.read(text + "# more\n", "p").digest())
        .isNotEqualTo(reader.read(text, "p").digest());
  }

  @Test
  void refuses_a_file_that_is_too_large_without_reading_it() {
    var invalid =
        catchThrowableOfType(
            PolicyInvalid.class, () -> reader.read("x".repeat(10_000_000), "huge.yaml"));
    assertThat(invalid)
        .hasMessage("huge.yaml:1: the file is larger than 256 KB: a policy never needs that");
  }

  @Test
  void a_flood_of_mistakes_is_told_in_a_hundred_lines() {
    String text =
        Stream.iterate(0, i -> i + 1)
            .limit(5_000)
            .map(i -> "k" + i + ": 1\n")
            .collect(Collectors.joining());
    var invalid = catchThrowableOfType(PolicyInvalid.class, () -> reader.read(text, "p"));
    assertThat(invalid.complaints()).hasSize(101);
    assertThat(invalid.complaints().getLast().what()).matches("and \\d+ more complaints");
  }

  @TestFactory
  Stream<DynamicTest> tells_what_is_wrong_with_each_bad_policy() throws IOException {
    List<Path> files;
    try (var found = Files.list(FIXTURES.resolve("bad"))) {
      files = found.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
    }
    assertThat(files).hasSizeGreaterThan(20);
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> complain(file)));
  }

  private void complain(Path file) throws IOException {
    String name = file.getFileName().toString();
    var invalid =
        catchThrowableOfType(PolicyInvalid.class, () -> reader.read(Files.readString(file), name));
    assertThat(invalid).as("a complaint about " + name).isNotNull();
    Path golden = file.resolveSibling(name.replace(".yaml", ".complaints"));
    if (System.getenv("GOLDEN_WRITE") != null) {
      Files.writeString(golden, invalid.getMessage() + "\n");
    }
    assertThat(invalid.getMessage() + "\n").isEqualTo(Files.readString(golden));
  }
}
