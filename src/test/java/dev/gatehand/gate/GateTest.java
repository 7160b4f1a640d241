package dev.gatehand.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehand.policy.PolicyReader;
import dev.gatehand.policy.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final AskId ASK = new AskId("K7QF-2M");
  private static final Action.Edit CI =
      new Action.Edit(
          ".github/workflows/check.yml",
          FileState.Present.text("on: push\n"),
          FileState.Present.text("on: [push, pull_request]\n"));
  private static final Action.Edit POLICY_FILE =
      new Action.Edit(
          ".gatehand/policy.yaml", new FileState.Missing(), FileState.Present.text("mode: auto\n"));
  private static final Action.Edit SECRET =
      new Action.Edit(
          "src/Keys.java",
          new FileState.Missing(),
          FileState.Present.text("String k = \"ghp_" + "a1B2".repeat(9) + "\";\n"));

  private final List<List<Reason>> asked = new ArrayList<>();
  private Judge.Opinion opinion = new Judge.Opinion.Allow("it is a build");
  private final Gate gate =
      new Gate(
          (_, _, unclear) -> {
            asked.add(unclear);
            return opinion;
          });

  private final Situation sandboxed = Situations.in(Containment.SANDBOX);
  private final Situation uncontained = Situations.in(Containment.NONE);

  @Test
  void permits_an_edit_of_a_source_file_and_hands_it_out_once() {
    var edit = edit("src/main/java/App.java", "class App {}\n", "class App { int x; }\n");
    var permit = (Permit) gate.judge(edit, sandboxed);
    assertThat(permit.consume(Action.Edit.class)).isEqualTo(edit);
    assertThatThrownBy(() -> permit.consume(Action.Edit.class))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void holds_a_change_of_the_pipeline_at_once() {
    var hold = (Verdict.Hold) gate.judge(CI, sandboxed);
    assertThat(hold.reason().rule()).isEqualTo("protected/ci");
    assertThat(hold.reason().because())
        .isEqualTo("This is a protected file: workflow files run with the repository's secrets.");
  }

  @Test
  void a_grant_permits_exactly_what_was_held() {
    var hold = (Verdict.Hold) gate.judge(CI, sandboxed);
    var grant = grant(hold.fingerprint());
    assertThat(gate.judge(CI, sandboxed, grant)).isInstanceOf(Permit.class);
  }

  @Test
  void a_grant_is_worth_nothing_for_other_bytes_tree_directory_policy_task_or_containment()
      throws IOException {
    var grant = grant(((Verdict.Hold) gate.judge(CI, sandboxed)).fingerprint());
    var swapped =
        new Action.Edit(CI.path(), CI.before(), FileState.Present.text("on: workflow_dispatch\n"));
    var executable =
        new Action.Edit(
            CI.path(),
            CI.before(),
            new FileState.Present(((FileState.Present) CI.after()).content(), FileMode.EXECUTABLE));
    var policy =
        new PolicyReader().read(Files.readString(Path.of("policy.yaml")) + "# more\n", "p");
    assertThat(
            List.of(
                gate.judge(swapped, sandboxed, grant),
                gate.judge(executable, sandboxed, grant),
                gate.judge(CI, uncontained, grant),
                gate.judge(
                    CI, Situations.of(policy, Containment.SANDBOX, "/workspace", "t"), grant),
                gate.judge(
                    CI,
                    Situations.of(sandboxed.policy(), Containment.SANDBOX, "/workspace", "t"),
                    grant),
                gate.judge(
                    CI,
                    sandboxed,
                    new Grant(new TaskId("t-otherone"), ASK, grant.fingerprint(), "bob"))))
        .allSatisfy(verdict -> assertThat(verdict).isInstanceOf(Verdict.Hold.class));
  }

  @Test
  void what_is_forbidden_stays_forbidden_whoever_grants_it() {
    var fingerprint = Fingerprints.of(POLICY_FILE, sandboxed);
    var refusal = (Verdict.Refusal) gate.judge(POLICY_FILE, sandboxed, grant(fingerprint));
    assertThat(refusal.kind()).isEqualTo(Verdict.Refusal.Kind.FORBIDDEN);
    assertThat(refusal.reason().rule()).isEqualTo("protected/policy");
  }

  @Test
  void a_blocked_action_that_comes_back_is_held() {
    var first = (Verdict.Refusal) gate.judge(SECRET, sandboxed);
    assertThat(first.kind()).isEqualTo(Verdict.Refusal.Kind.BLOCKED);
    assertThat(gate.judge(SECRET, Situations.blocked(sandboxed, SECRET)))
        .isInstanceOf(Verdict.Hold.class);
  }

  @Test
  void a_forbidden_action_that_comes_back_is_never_held() {
    assertThat(gate.judge(POLICY_FILE, Situations.blocked(sandboxed, POLICY_FILE)))
        .isInstanceOf(Verdict.Refusal.class);
  }

  @Test
  void a_reason_never_repeats_a_whole_secret() {
    var refusal = (Verdict.Refusal) gate.judge(SECRET, sandboxed);
    assertThat(refusal.reason().piece()).isEqualTo("ghp_a1B2...");
  }

  @Test
  void finds_a_secret_behind_a_filler_of_any_length() {
    for (int filler : new int[] {0, 1, 3_990, 4_000, 6_990, 100_000}) {
      String line = "x".repeat(filler) + " ghp_" + "a1B2".repeat(9) + " " + "y".repeat(filler);
      var edit = edit("src/a.txt", "", line + "\n");
      assertThat(((Verdict.Refusal) gate.judge(edit, sandboxed)).reason().rule())
          .as("behind %d characters", filler)
          .isEqualTo("content/secret");
    }
  }

  @Test
  void without_a_judge_a_person_decides_what_is_unclear() {
    assertThat(gate.judge(new Action.Run("frobnicate --all"), uncontained))
        .isInstanceOf(Verdict.Hold.class);
    assertThat(asked).isEmpty();
  }

  @Test
  void the_judge_decides_what_is_unclear_and_its_outage_is_neither_yes_nor_no() throws IOException {
    var policy =
        new PolicyReader()
            .read(
                Files.readString(Path.of("policy.yaml"))
                    .replaceFirst("enabled: false", "enabled: true"),
                "p");
    var situation = Situations.of(policy, Containment.NONE, "/workspace", "t");
    var run = new Action.Run("frobnicate --all");
    assertThat(gate.judge(run, situation)).isInstanceOf(Permit.class);
    opinion = new Judge.Opinion.Block("it frobnicates");
    assertThat(gate.judge(run, situation))
        .isEqualTo(
            new Verdict.Refusal(
                Verdict.Refusal.Kind.BLOCKED,
                new Reason("judge/block", "frobnicate --all", "it frobnicates", "go another way")));
    opinion = new Judge.Opinion.AskPerson("who knows");
    assertThat(gate.judge(run, situation)).isInstanceOf(Verdict.Hold.class);
    opinion = new Judge.Opinion.Unavailable("no answer in 30 s");
    assertThat(gate.judge(run, situation)).isEqualTo(new Verdict.Undecided("no answer in 30 s"));
    assertThat(asked).hasSize(4);
  }

  @Test
  void with_auto_mode_disabled_every_write_and_command_is_held() throws IOException {
    var situation = policyWith("autoMode: enabled", "autoMode: disable");
    var edit = edit("a.txt", "a", "b");
    assertThat(gate.judge(edit, situation)).isInstanceOf(Verdict.Hold.class);
    assertThat(gate.judge(new Action.Run("ls"), situation)).isInstanceOf(Verdict.Hold.class);
    assertThat(gate.judge(new Action.Read("a.txt", 1, 0), situation)).isInstanceOf(Permit.class);
  }

  @Test
  void accept_edits_holds_commands_alone_and_plan_mode_refuses_both() throws IOException {
    var edit = edit("a.txt", "a", "b");
    var acceptEdits = policyWith("mode: auto", "mode: acceptEdits");
    assertThat(gate.judge(edit, acceptEdits)).isInstanceOf(Permit.class);
    assertThat(gate.judge(new Action.Run("ls"), acceptEdits)).isInstanceOf(Verdict.Hold.class);
    var plan = policyWith("mode: auto", "mode: plan");
    assertThat(gate.judge(edit, plan)).isInstanceOf(Verdict.Refusal.class);
    assertThat(gate.judge(new Action.Run("ls"), plan)).isInstanceOf(Verdict.Refusal.class);
    assertThat(gate.judge(new Action.Search("x", "."), plan)).isInstanceOf(Permit.class);
  }

  @Test
  void publishes_exact_commits_to_its_own_branches_alone() {
    String commit = "1a2b3c4d".repeat(5);
    assertThat(gate.judge(publish("gatehand/7-trailing-field", "", commit, Role.WRITE), sandboxed))
        .isInstanceOf(Permit.class);
    assertThat(
            List.of(
                gate.judge(publish("main", "", commit, Role.ADMIN), sandboxed),
                gate.judge(publish("gatehand/../main", "", commit, Role.ADMIN), sandboxed),
                gate.judge(publish("gatehand/7-$(id)", "", commit, Role.ADMIN), sandboxed),
                gate.judge(publish("gatehand/7-a", "", "HEAD", Role.ADMIN), sandboxed),
                gate.judge(publish("gatehand/7-a", "main", commit, Role.ADMIN), sandboxed)))
        .allSatisfy(
            verdict ->
                assertThat(((Verdict.Refusal) verdict).kind())
                    .isEqualTo(Verdict.Refusal.Kind.FORBIDDEN));
    assertThat(gate.judge(publish("gatehand/7-a", "", commit, Role.READ), sandboxed))
        .isInstanceOf(Verdict.Hold.class);
  }

  @Test
  void somebody_elses_branch_is_pushed_to_only_where_the_policy_says_so() throws IOException {
    String commit = "1a2b3c4d".repeat(5);
    String head = "c0ffee11".repeat(5);
    var fork = new Action.Into.Fork("mallory/csv");
    var others = new Action.Into.Others();
    var strict = policyWith("others: stack", "others: stack");
    var pushing = policyWith("others: stack", "others: push");
    var forking = policyWith("forks: patch", "forks: push");
    var onto = new Action.Publish("r", "topic", head, List.of(commit), Role.WRITE, others);
    var away = new Action.Publish("r", "topic", head, List.of(commit), Role.WRITE, fork);
    assertThat(gate.judge(onto, pushing)).isInstanceOf(Permit.class);
    assertThat(gate.judge(away, forking)).isInstanceOf(Permit.class);
    assertThat(
            gate.judge(
                new Action.Publish("r", "topic", head, List.of(commit), Role.READ, fork), forking))
        .isInstanceOf(Verdict.Hold.class);
    assertThat(
            List.of(
                gate.judge(onto, strict),
                gate.judge(onto, forking),
                gate.judge(away, strict),
                gate.judge(away, pushing),
                gate.judge(
                    new Action.Publish("r", "topic", "", List.of(commit), Role.ADMIN, others),
                    pushing),
                gate.judge(
                    new Action.Publish("r", "a$(id)", head, List.of(commit), Role.ADMIN, others),
                    pushing)))
        .allSatisfy(
            verdict ->
                assertThat(((Verdict.Refusal) verdict).kind())
                    .isEqualTo(Verdict.Refusal.Kind.FORBIDDEN));
  }

  private static Situation policyWith(String text, String instead) throws IOException {
    String yaml = Files.readString(Path.of("policy.yaml"));
    assertThat(yaml).contains("\n" + text);
    var policy = new PolicyReader().read(yaml.replace("\n" + text, "\n" + instead), "p");
    return Situations.of(policy, Containment.SANDBOX, "/workspace", "t");
  }

  private static Grant grant(Fingerprint fingerprint) {
    return new Grant(new TaskId("t-4k7q2m9x"), ASK, fingerprint, "bob");
  }

  private static Action.Publish publish(String branch, String expected, String commit, Role trust) {
    return new Action.Publish("repository-1", branch, expected, List.of(commit), trust);
  }

  private static Action.Edit edit(String path, String before, String after) {
    return new Action.Edit(path, FileState.Present.text(before), FileState.Present.text(after));
  }
}
