package dev.gatehand;

import dev.gatehand.gate.Judge;
import dev.gatehand.gate.ModelJudge;
import dev.gatehand.model.Model;
import dev.gatehand.policy.Policy;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The models that the Judge and the probe ask: one model under two limits.
 *
 * @param quick answers in a word
 * @param thorough has room for its reasons
 */
record JudgeModels(Model quick, Model thorough) {
  private static final int A_WORD = 16;
  private static final int REASONS = 4_000;

  /** Empty when the policy wants no Judge. */
  static Optional<JudgeModels> wanted(Settings settings, Policy policy) {
    return policy.judge().enabled() ? Optional.of(of(settings)) : Optional.empty();
  }

  /** As the settings say; what they leave open is as the agent's model has it. */
  static JudgeModels of(Settings settings) {
    var view = new View(settings.model(), settings.judge(), REASONS);
    if (view.provider().equalsIgnoreCase("scripted")) {
      throw new WrongSetting(
          "The policy turns the Judge on (judge.enabled), and the scripted model cannot judge. Set"
              + " gatehand.judge.provider, gatehand.judge.model and gatehand.judge.api-key"
              + " (environment: GATEHAND_JUDGE_PROVIDER ...), or write `enabled: false` below"
              + " `judge:` in the policy.");
    }
    boolean keyless = view.apiKey().isEmpty() && !view.provider().equalsIgnoreCase("openai");
    if (keyless && !view.isAtAgentsAddress()) {
      throw new WrongSetting(
          "gatehand.judge.api-key is not set (environment: GATEHAND_JUDGE_API_KEY). The agent's key"
              + " is used for the Judge only at the agent's own provider and address.");
    }
    return new JudgeModels(
        Models.of(new View(settings.model(), settings.judge(), A_WORD)), Models.of(view));
  }

  /** The configured Judge alone, for measuring it: no circuit, no task. */
  static Judge judge() {
    JudgeModels models = of(PlainSettings.read());
    return new ModelJudge(models.quick(), models.thorough(), InstantSource.system(), _ -> {});
  }

  /** The settings of the Judge in the form of the agent's. */
  private record View(Settings.Model agent, Settings.Judge judge, int maxTokens)
      implements Settings.Model {

    @Override
    public String provider() {
      return judge.provider().orElse(agent.provider());
    }

    @Override
    public Optional<String> baseUrl() {
      return judge.baseUrl().or(() -> sameProvider() ? agent.baseUrl() : Optional.empty());
    }

    /** A key goes only where the operator sent it: another address has none of the agent's. */
    @Override
    public Optional<String> apiKey() {
      return judge.apiKey().or(() -> isAtAgentsAddress() ? agent.apiKey() : Optional.empty());
    }

    boolean isAtAgentsAddress() {
      return sameProvider() && judge.baseUrl().isEmpty();
    }

    @Override
    public Optional<String> name() {
      return judge.model().or(() -> sameProvider() ? agent.name() : Optional.empty());
    }

    private boolean sameProvider() {
      return judge.provider().map(agent.provider()::equalsIgnoreCase).orElse(true);
    }

    /** The Judge never sees any. */
    @Override
    public Optional<Boolean> images() {
      return Optional.of(false);
    }

    @Override
    public int thinkingTokens() {
      return 0;
    }

    @Override
    public Optional<Long> contextTokens() {
      return sameProvider() ? agent.contextTokens() : Optional.empty();
    }

    @Override
    public Optional<String> price() {
      return judge.price().or(() -> judge.model().isEmpty() ? agent.price() : Optional.empty());
    }

    @Override
    public Optional<Path> record() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> script() {
      return Optional.empty();
    }
  }
}
