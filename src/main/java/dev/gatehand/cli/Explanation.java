package dev.gatehand.cli;

import dev.gatehand.gate.Action;
import dev.gatehand.gate.Assessment;
import dev.gatehand.gate.Containment;
import dev.gatehand.gate.Gate;
import dev.gatehand.gate.Reason;
import dev.gatehand.gate.Situation;
import dev.gatehand.shell.Effect;
import dev.gatehand.shell.Finding;
import dev.gatehand.shell.ShellAnalysis;
import dev.gatehand.shell.Unclear;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How the gate came to its verdict, for people at a terminal. */
record Explanation(Gate gate) {

  String of(
      Action action, Situation situation, Assessment assessment, String verdict, Reason reason) {
    var text = new StringBuilder();
    text.append(subject(action)).append('\n');
    text.append("  verdict  %s, by rule %s%n".formatted(verdict, reason.rule()));
    text.append("  because  ").append(visible(GateCheck.sentence(reason))).append('\n');
    if (action instanceof Action.Run run) {
      read(run, situation, text);
    }
    if (assessment instanceof Assessment.Unclear unclear) {
      for (Reason each : unclear.reasons()) {
        text.append(
            "  doubt    %s: %s%n".formatted(each.rule(), visible(GateCheck.sentence(each))));
      }
    }
    return text.toString();
  }

  private void read(Action.Run run, Situation situation, StringBuilder text) {
    text.append("  read as\n");
    SyntaxTree.of(run.command())
        .forEach(line -> text.append("    ").append(visible(line)).append('\n'));
    ShellAnalysis analysis = gate.effects(run, situation);
    String programs =
        analysis.effects().stream()
            .filter(Effect.Run.class::isInstance)
            .map(effect -> ((Effect.Run) effect).program())
            .distinct()
            .collect(Collectors.joining(", "));
    text.append("  runs     ")
        .append(programs.isEmpty() ? "nothing that is known" : visible(programs));
    text.append("\n  what it would do, and which rule speaks of it\n");
    analysis.effects().stream()
        .filter(effect -> !(effect instanceof Effect.Run))
        .forEach(effect -> text.append(line(effect, situation)));
    for (Unclear unclear : analysis.unclear()) {
      text.append("    not understood: %s%n".formatted(visible(unclear.reason())));
    }
    if (!analysis.flows().isEmpty()) {
      text.append("  what goes where\n");
      analysis.flows().forEach(flow -> text.append(line(flow, situation)));
    }
  }

  private String line(Finding finding, Situation situation) {
    String rule =
        gate.deciding(finding, situation)
            .map(
                decides ->
                    decides.decision().name().toLowerCase(Locale.ROOT) + " by " + decides.id())
            .orElse(
                "no rule: "
                    + (situation.containment() == Containment.SANDBOX
                        ? "left to the sandbox"
                        : "left to the Judge"));
    StringBuilder attributes = new StringBuilder();
    new TreeMap<>(finding.attributes())
        .forEach((key, value) -> attributes.append(' ').append(key).append('=').append(value));
    String certainty = finding.origin().certainty().name().toLowerCase(Locale.ROOT);
    String through =
        finding.origin().wrappers().isEmpty()
            ? ""
            : ", through " + String.join(", ", finding.origin().wrappers());
    return "    %s: %s%n      %s%n      -> %s%n"
        .formatted(
            finding.name().id() + visible(attributes.toString()),
            finding.meaning(),
            certainty + visible(through) + ", in: " + visible(finding.origin().text()),
            rule);
  }

  private static String subject(Action action) {
    return switch (action) {
      case Action.Run(String command) -> "run " + visible(command);
      case Action.Edit edit -> "edit " + visible(edit.path());
      case Action.Read read -> "read " + visible(read.path());
      case Action.Search search -> "search " + visible(search.path());
      case Action.Publish publish -> "publish " + visible(publish.target());
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
