package dev.gatehand.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is stricter than what, on its own: everything that tightens rests on it. */
class StricterTest {
  private final PolicyReader reader = new PolicyReader();

  @ParameterizedTest
  @CsvSource({
    "AUTO, ACCEPT_EDITS, ACCEPT_EDITS",
    "ASK, AUTO, ASK",
    "PLAN, ASK, PLAN",
    "ACCEPT_EDITS, PLAN, PLAN",
    "AUTO, AUTO, AUTO"
  })
  void of_two_modes_the_more_careful_one_counts(Mode one, Mode other, Mode stricter) {
    assertThat(one.stricter(other)).isEqualTo(stricter);
    assertThat(other.stricter(one)).isEqualTo(stricter);
  }

  @ParameterizedTest
  @CsvSource({
    "acceptEdits, ACCEPT_EDITS",
    "accept-edits, ACCEPT_EDITS",
    "Accept_Edits, ACCEPT_EDITS",
    "AUTO, AUTO",
    "plan, PLAN"
  })
  void a_mode_is_named_in_whatever_capitals_and_dashes(String word, Mode mode) {
    assertThat(Mode.named(word)).contains(mode);
    assertThat(Mode.named(mode.word())).contains(mode);
  }

  @Test
  void other_words_name_no_mode() {
    assertThat(Mode.named("bypass")).isEmpty();
    assertThat(Mode.named("")).isEmpty();
  }

  @Test
  void a_role_is_at_least_itself_and_those_below() {
    assertThat(Role.MAINTAIN.atLeast(Role.MAINTAIN)).isTrue();
    assertThat(Role.ADMIN.atLeast(Role.MAINTAIN)).isTrue();
    assertThat(Role.WRITE.atLeast(Role.MAINTAIN)).isFalse();
    assertThat(Role.NONE.atLeast(Role.READ)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"auto, plan, PLAN", "auto, auto, AUTO", "ask, auto, ASK", "acceptEdits, ask, ASK"})
  void of_the_operators_mode_and_a_repositorys_the_stricter_counts(
      String operator, String own, Mode both) throws IOException {
    Policy policy = operator("\nmode: auto", "\nmode: " + operator);
    Tightening file = reader.tightening("version: 1\nmode: " + own + "\n", "o");
    assertThat(policy.tightenedBy(file).mode()).isEqualTo(both);
  }

  @Test
  void a_repository_opens_no_way_out_that_the_operator_closed() throws IOException {
    Policy policy = operator("others: push ", "others: stack ");
    Tightening file = reader.tightening("version: 1\nothers: push\nforks: push\nciFixes: 9\n", "o");
    Publishing leaves = policy.tightenedBy(file).publishing();
    assertThat(leaves.others()).isEqualTo(Publishing.Others.STACK);
    assertThat(leaves.forks()).isEqualTo(Publishing.Forks.PATCH);
    assertThat(leaves.ciFixes()).isZero();
  }

  @Test
  void a_family_of_effects_is_its_members_and_nobody_elses() {
    assertThat(EffectWords.matches("git.push", "git.push")).isTrue();
    assertThat(EffectWords.matches("git.*", "git.push")).isTrue();
    assertThat(EffectWords.matches("git.*", "github.push")).isFalse();
    assertThat(EffectWords.matches("git.push", "git.pushes")).isFalse();
    assertThat(EffectWords.matches("git", "git.push")).isFalse();
    assertThat(EffectWords.attributes("file.delete")).contains("class", "recursive", "certainty");
    assertThat(EffectWords.attributes("git.push")).doesNotContain("recursive");
  }

  @Test
  void triggers_look_for_a_label_or_an_assignment() {
    assertThat(Triggers.NONE.any()).isFalse();
    assertThat(new Triggers("agent", false).any()).isTrue();
    assertThat(new Triggers("", true).any()).isTrue();
  }

  @Test
  void only_so_much_text_is_a_policy() throws IOException {
    String shipped = Files.readString(Path.of("policy.yaml"));
    String most = shipped + "#".repeat(256 * 1024 - shipped.length());
    assertThat(reader.read(most, "p").rules()).isNotNull();
    assertThat(complaints(most + "#")).anyMatch(it -> it.contains("larger than 256 KB"));
  }

  private List<String> complaints(String text) {
    try {
      reader.read(text, "p");
      return List.of();
    } catch (PolicyInvalid e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private Policy operator(String old, String changed) throws IOException {
    return reader.read(Files.readString(Path.of("policy.yaml")).replace(old, changed), "p");
  }
}
