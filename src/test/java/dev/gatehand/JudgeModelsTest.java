package dev.gatehand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehand.cli.Finding;
import dev.gatehand.llm.JudgingProvider;
import dev.gatehand.model.Conversation;
import dev.gatehand.model.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgeModelsTest {
  private static final Conversation QUESTION =
      new Conversation("s", List.of(new Message.User("q")), List.of());

  @TempDir private Path temporary;

  @Test
  void what_is_not_set_is_as_the_agents() throws IOException {
    try (var agent = JudgingProvider.saying(_ -> Optional.of("no"))) {
      var models =
          JudgeModels.of(
              settings(
                  Map.of(
                      "GATEHAND_MODEL_API_KEY", "sk-agent",
                      "GATEHAND_MODEL_BASE_URL", agent.url().toString(),
                      "GATEHAND_JUDGE_MODEL", "claude-haiku-4-5")));
      models.quick().reply(QUESTION);
      models.thorough().reply(QUESTION);
      assertThat(agent.seen).extracting(seen -> seen.key()).containsOnly("sk-agent");
      assertThat(agent.seen).allMatch(seen -> seen.body().contains("claude-haiku-4-5"));
      assertThat(agent.seen)
          .extracting(seen -> JudgingProvider.asked(seen).maxTokens())
          .containsExactly(16, 4000);
    }
  }

  @Test
  void the_agents_key_goes_to_no_other_address() throws IOException {
    try (var other = JudgingProvider.saying(_ -> Optional.of("no"))) {
      var set = new HashMap<String, String>();
      set.put("GATEHAND_MODEL_API_KEY", "sk-agent");
      set.put("GATEHAND_JUDGE_BASE_URL", other.url().toString());
      assertThatThrownBy(() -> JudgeModels.of(settings(set)))
          .isInstanceOf(WrongSetting.class)
          .hasMessageContaining("gatehand.judge.api-key is not set");
      set.put("GATEHAND_JUDGE_PROVIDER", "openai");
      set.put("GATEHAND_JUDGE_MODEL", "local");
      JudgeModels.of(settings(set));
      set.put("GATEHAND_JUDGE_PROVIDER", "anthropic");
      set.put("GATEHAND_JUDGE_API_KEY", "sk-judge");
      JudgeModels.of(settings(set)).quick().reply(QUESTION);
      assertThat(other.seen).extracting(seen -> seen.key()).containsExactly("sk-judge");
    }
  }

  @Test
  void a_scripted_model_cannot_judge_and_nobody_has_to_where_the_policy_wants_none() {
    var scripted = settings(Map.of("GATEHAND_MODEL_PROVIDER", "scripted"));
    assertThatThrownBy(() -> JudgeModels.wanted(scripted, policy(true)))
        .isInstanceOf(WrongSetting.class)
        .hasMessageContaining("gatehand.judge.provider");
    assertThat(JudgeModels.wanted(scripted, policy(false))).isEmpty();
  }

  @Test
  void the_doctor_says_whether_it_answers() throws IOException {
    assertThat(JudgeLook.look(Map.of()).what()).startsWith("judge: off");
    Path file = temporary.resolve("policy.yaml");
    Files.writeString(
        file, Files.readString(Path.of("policy.yaml")).replace("enabled: false", "enabled: true"));
    var set = new HashMap<>(Map.of("GATEHAND_POLICY", file.toString()));
    assertThat(JudgeLook.look(set).health()).isEqualTo(Finding.Health.BAD);
    try (var provider = JudgingProvider.saying(_ -> Optional.of("no"))) {
      set.put("GATEHAND_MODEL_API_KEY", "sk-agent");
      set.put("GATEHAND_MODEL_BASE_URL", provider.url().toString());
      assertThat(JudgeLook.look(set).what()).contains("answers, in");
    }
    try (var down = JudgingProvider.saying(_ -> Optional.empty())) {
      set.put("GATEHAND_MODEL_BASE_URL", down.url().toString());
      assertThat(JudgeLook.look(set).health()).isEqualTo(Finding.Health.BAD);
    }
  }

  private static dev.gatehand.policy.Policy policy(boolean judge) {
    return ShippedPolicy.with(judge ? Map.of("enabled: false", "enabled: true") : Map.of());
  }

  private static Settings settings(Map<String, String> environment) {
    return PlainSettings.in(environment);
  }
}
