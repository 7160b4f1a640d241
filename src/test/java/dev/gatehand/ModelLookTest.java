package dev.gatehand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.cli.Finding;
import dev.gatehand.llm.StandInProvider;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelLookTest {
  private static final String KEY = "sk-secret-0123456789";

  @Test
  void a_model_that_answers_is_well_in_either_protocol() throws IOException {
    for (String provider : new String[] {"anthropic", "openai"}) {
      String answer = StandInProvider.recorded(provider + "-tools.sse");
      try (var stand = new StandInProvider(StandInProvider.streams(answer, 999))) {
        Finding found = look(provider, stand);
        assertThat(found.health()).isEqualTo(Finding.Health.GOOD);
        assertThat(found.what()).startsWith("model: some-model answers, in ");
        assertThat(stand.seen.getFirst().key()).endsWith(KEY);
      }
    }
  }

  @Test
  void a_model_that_refuses_the_key_is_bad_and_the_key_is_not_shown() throws IOException {
    String body = "{\"error\":{\"message\":\"wrong key " + KEY + "\"}}";
    try (var stand = new StandInProvider(StandInProvider.answers(401, Map.of(), body))) {
      Finding found = look("anthropic", stand);
      assertThat(found.health()).isEqualTo(Finding.Health.BAD);
      assertThat(found.toString()).contains("wrong key [key]").doesNotContain(KEY);
    }
  }

  @Test
  void what_is_missing_or_makes_no_sense_is_told() {
    assertThat(ModelLook.look(Map.of()).toString()).contains("GATEHAND_MODEL_API_KEY");
    assertThat(
            ModelLook.look(
                    Map.of("GATEHAND_MODEL_PROVIDER", "openai", "GATEHAND_MODEL_NAME", "qwen3"))
                .toString())
        .contains("GATEHAND_MODEL_BASE_URL");
    assertThat(
            ModelLook.look(
                    Map.of(
                        "GATEHAND_MODEL_API_KEY",
                        KEY,
                        "GATEHAND_MODEL_BASE_URL",
                        "https://user:" + KEY + "@host.example"))
                .toString())
        .contains("without a user")
        .doesNotContain(KEY);
    assertThat(
            ModelLook.look(
                    Map.of("GATEHAND_MODEL_API_KEY", KEY, "GATEHAND_MODEL_CONTEXT_TOKENS", "9000"))
                .toString())
        .contains("context-tokens (9000)");
  }

  private static Finding look(String provider, StandInProvider stand) {
    return ModelLook.look(
        Map.of(
            "GATEHAND_MODEL_PROVIDER",
            provider,
            "GATEHAND_MODEL_BASE_URL",
            stand.url().toString(),
            "GATEHAND_MODEL_API_KEY",
            KEY,
            "GATEHAND_MODEL_NAME",
            "some-model"));
  }
}
