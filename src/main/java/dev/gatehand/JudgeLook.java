package dev.gatehand;

import dev.gatehand.cli.Finding;
import dev.gatehand.policy.Policy;
import java.util.Map;

/** Whether the Judge answers, where the policy wants one: without it, tasks wait. */
final class JudgeLook {
  private JudgeLook() {}

  static Finding look(Map<String, String> environment) {
    Settings settings = PlainSettings.in(environment);
    try {
      Policy policy = FromSettings.policy(settings);
      if (!policy.judge().enabled()) {
        return Finding.good("judge: off; what the gate cannot tell is asked of a person");
      }
      return ModelLook.answers("judge", JudgeModels.of(settings).quick());
    } catch (WrongSetting e) {
      return Finding.bad("judge: it cannot be asked", String.valueOf(e.getMessage()));
    }
  }
}
