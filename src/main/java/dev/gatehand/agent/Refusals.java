package dev.gatehand.agent;

import dev.gatehand.gate.Reason;
import dev.gatehand.journal.Event;
import dev.gatehand.text.Template;
import java.util.Map;
import java.util.stream.Collectors;

/** What the agent reads when something was not done. The words are templates in prompts/results. */
final class Refusals {
  private static final Template FORBIDDEN = Template.prompt("results/forbidden.md");
  private static final Template BLOCKED = Template.prompt("results/blocked.md");
  private static final Template DENIED = Template.prompt("results/denied.md");
  private static final Template EXPIRED = Template.prompt("results/expired.md");
  private static final Template CHECKS = Template.prompt("results/checks-failed.md");
  private static final Template GOES_ON = Template.prompt("results/goes-on.md");
  private static final Template CUT = Template.prompt("results/cut.md");
  private static final Template FINISH_EARLY = Template.prompt("results/finish-early.md");

  private Refusals() {}

  static String text(String verdict, String callId, Reason reason) {
    Template template = verdict.equals("forbidden") ? FORBIDDEN : BLOCKED;
    return template
        .render(
            Map.of(
                "rule", reason.rule(),
                "piece", reason.piece(),
                "because", reason.because(),
                "instead", reason.instead(),
                "call", callId))
        .strip();
  }

  static String denied(String login, String reason) {
    return DENIED.render(Map.of("login", login, "reason", reason)).strip();
  }

  static String expired(String why) {
    return EXPIRED.render(Map.of("why", why)).strip();
  }

  /** In place of the result of a finish call, when a person gave direction after it. */
  static String goesOn() {
    return GOES_ON.render(Map.of()).strip();
  }

  /** After a reply that the provider cut off. */
  static String cut() {
    return CUT.render(Map.of()).strip();
  }

  /** To a finish call beside a call that failed: the agent could not know that when it wrote it. */
  static String finishEarly() {
    return FINISH_EARLY.render(Map.of()).strip();
  }

  static String failedChecks(Event.Checked event) {
    String runs =
        event.runs().stream()
            .filter(run -> run.exit() != 0)
            .map(run -> "$ " + run.command() + "\n" + run.output() + "\n[exit " + run.exit() + "]")
            .collect(Collectors.joining("\n\n"));
    return CHECKS.render(Map.of("runs", runs)).strip();
  }
}
