package dev.gatehand.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.policy.Complaint;
import dev.gatehand.policy.Policy;
import dev.gatehand.policy.PolicyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyExamplesTest {

  @Test
  void every_rule_inside_the_gate_does_what_its_examples_say() {
    assertThat(PolicyExamples.failingShipped(Situations.shipped())).isEmpty();
  }

  @Test
  void the_shipped_policy_has_nothing_to_complain_or_warn_of() {
    var examples = new PolicyExamples(Situations.shipped());
    assertThat(examples.complaints()).isEmpty();
    assertThat(examples.warnings()).isEmpty();
  }

  @Test
  void a_failing_example_is_told_with_its_line() throws IOException {
    var examples = examples("failing.yaml");
    assertThat(examples.complaints())
        .extracting(Complaint::toString)
        .containsExactly(
            "failing.yaml:16: rule 'team/no-services' does not match its example 'ls'",
            "failing.yaml:16: rule 'team/no-services' should leave 'systemctl stop nginx' alone,"
                + " but matches its effect system.service",
            "failing.yaml:22: rule 'publish/push' can't loosen 'publish/push', which is forbidden"
                + " for good");
  }

  @Test
  void warns_of_rules_that_are_shadowed_or_open_an_interpreter() throws IOException {
    var examples = examples("doubtful.yaml");
    assertThat(examples.complaints()).isEmpty();
    assertThat(examples.warnings())
        .extracting(Complaint::toString)
        .containsExactly(
            "doubtful.yaml:16: rule 'team/scripts' permits code.*: whoever can run an interpreter"
                + " can run everything, so no other rule holds",
            "doubtful.yaml:21: rule 'team/pushes' is shadowed: a stricter rule decides all of its"
                + " examples",
            "doubtful.yaml:26: rule 'team/clouds' has no example for cloud.delete: it may never"
                + " match",
            "doubtful.yaml:31: rule 'team/installers' permits flow.network-to-shell: whoever can run"
                + " an interpreter can run everything, so no other rule holds",
            "doubtful.yaml:31: rule 'team/installers' is shadowed: a stricter rule decides all of"
                + " its examples",
            "doubtful.yaml:36: rule 'team/mounts' adds nothing: without it, 'system/change' decides"
                + " the same about all of its examples");
  }

  @Test
  void says_which_commands_of_jobs_never_run_and_which_are_asked_each_time() throws IOException {
    var examples = examples("jobs.yaml");
    assertThat(examples.complaints())
        .singleElement()
        .asString()
        .startsWith("jobs.yaml:23: job 'push': the gate never permits 'git push origin main': ")
        .endsWith("(rule publish/push)");
    assertThat(examples.warnings()).hasSize(2);
    assertThat(examples.warnings().getFirst().toString())
        .isEqualTo(
            "jobs.yaml:16: rule 'team/no-services' adds nothing: without it, 'system/change' decides"
                + " the same about all of its examples");
    assertThat(examples.warnings().getLast().toString())
        .startsWith("jobs.yaml:23: job 'push': a person is asked each time for 'sed -i s/a/b/ ");
  }

  @Test
  void an_operator_adds_tightens_and_loosens() throws IOException {
    Path file = Path.of("src/test/resources/policy/checked", "own.yaml");
    Policy own = new PolicyReader().read(Files.readString(file), "own.yaml");
    assertThat(new PolicyExamples(own).complaints()).isEmpty();
    assertThat(new PolicyExamples(own).warnings()).isEmpty();
    assertThat(verdicts(own))
        .containsExactly(
            "BLOCK team/schema",
            "ASK permit/fetch",
            "PERMIT permit/understood",
            "FORBID publish/push");
    assertThat(verdicts(Situations.shipped()))
        .containsExactly(
            "PERMIT permit/understood",
            "PERMIT permit/understood",
            "BLOCK git/loses-work",
            "FORBID publish/push");
  }

  private static List<String> verdicts(Policy policy) {
    Gate gate = new Gate((_, _, _) -> new Judge.Opinion.Unavailable("not asked here"));
    Situation situation =
        Situations.of(
            policy, Containment.NONE, "/workspace", "4b825dc642cb6eb9a060e54bf8d69288fbee4904");
    return Stream.of("echo x > db/schema/a.sql", "git fetch origin", "git reset --hard", "git push")
        .map(
            command ->
                switch (gate.assess(new Action.Run(command), situation)) {
                  case Assessment.Permitted(Reason reason) -> "PERMIT " + reason.rule();
                  case Assessment.Stopped(var decision, Reason reason) ->
                      decision + " " + reason.rule();
                  case Assessment.Unclear unclear ->
                      "UNCLEAR " + unclear.reasons().getFirst().rule();
                })
        .toList();
  }

  private static PolicyExamples examples(String name) throws IOException {
    Path file = Path.of("src/test/resources/policy/checked", name);
    Policy policy = new PolicyReader().read(Files.readString(file), name);
    return new PolicyExamples(policy);
  }
}
