package dev.gatehand.cli;

import dev.gatehand.gate.Action;
import dev.gatehand.gate.Assessment;
import dev.gatehand.gate.Gate;
import dev.gatehand.gate.Reason;
import dev.gatehand.gate.Situation;
import dev.gatehand.shell.Finding;
import dev.gatehand.shell.ShellAnalysis;
import dev.gatehand.shell.Unclear;
import java.util.Locale;
import java.util.TreeMap;

/** How the gate came to its verdict, for people at a terminal. */
record Explanation(Gate gate) {

  String of(
      Action action, Situation situation, Assessment assessment, String verdict, Reason reason) {
    var text = new StringBuilder();
    text.append(subject(action)).append('\n');
    text.append("  verdict  %s, by rule %s%n".formatted(verdict, reason.rule()));
    text.append("  because  ").append(visible(GateCheck.sentence(reason))).append('\n');
    if (action instanceof Action.Run run) {
      ShellAnalysis analysis = gate.effects(run, situation);
      analysis.effects().forEach(effect -> text.append(line("effect", effect, situation)));
      analysis.flows().forEach(flow -> text.append(line("flow", flow, situation)));
      for (Unclear unclear : analysis.unclear()) {
        text.append("  unclear  %s%n".formatted(visible(unclear.reason())));
      }
    }
    if (assessment instanceof Assessment.Unclear unclear) {
      for (Reason each : unclear.reasons()) {
        text.append(
            "  doubt    %s: %s%n".formatted(each.rule(), visible(GateCheck.sentence(each))));
      }
    }
    return text.toString();
  }

  private String line(String what, Finding finding, Situation situation) {
    String rule =
        gate.deciding(finding, situation)
            .map(
                decides ->
                    decides.decision().name().toLowerCase(Locale.ROOT) + " by " + decides.id())
            .orElse("named by no rule");
    return "  %-8s %s %s %s: %s; seen in: %s%n"
        .formatted(
            what,
            finding.name().id(),
            visible(new TreeMap<>(finding.attributes()).toString()),
            finding.origin().certainty().name().toLowerCase(Locale.ROOT),
            rule,
            visible(finding.origin().text()));
  }

  private static String subject(Action action) {
    return switch (action) {
      case Action.Run(String command) -> "run " + visible(command);
      case Action.Edit edit -> "edit " + visible(edit.path());
      case Action.Read read -> "read " + visible(read.path());
      case Action.Search search -> "search " + visible(search.path());
      case Action.Publish publish -> "publish " + visible(publish.branch());
      case Action.Commit(String message) -> "commit " + visible(message);
      case Action.Finish _ -> "finish";
    };
  }

  /** One line, and nothing that a terminal obeys: the text may be hostile. */
  private static String visible(String text) {
    var shown = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\n') {
                shown.append("\\n");
              } else if (c < 0x20 || (c > 0x7e && !Character.isLetterOrDigit(c))) {
                shown.append("U+%04X".formatted(c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }
}
