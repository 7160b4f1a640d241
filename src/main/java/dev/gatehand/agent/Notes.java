package dev.gatehand.agent;

import dev.gatehand.text.Template;
import java.util.Map;

/** What Gatehand tells the agent about its own work. The words are templates in prompts. */
final class Notes {
  private static final Template BUDGET = Template.prompt("results/budget.md");
  private static final Template LOOP = Template.prompt("results/loop.md");
  private static final Template WRAP_UP = Template.prompt("wrap-up.md");

  /** Asks for a summary of what was done so far. */
  static final String SUMMARISE = Template.resource("prompts/results/summarise.md").strip();

  private Notes() {}

  static String budget(String used) {
    return BUDGET.render(Map.of("used", used)).strip();
  }

  static String loop(int times) {
    return LOOP.render(Map.of("times", times)).strip();
  }

  static String wrapUp(String reason) {
    return WRAP_UP.render(Map.of("reason", reason)).strip();
  }
}
