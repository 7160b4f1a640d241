package dev.gatehand.gate;

import dev.gatehand.gate.CaseFile.Deed;
import dev.gatehand.gate.CaseFile.Said;
import dev.gatehand.model.Message;
import dev.gatehand.shell.Finding;
import dev.gatehand.text.Template;
import dev.gatehand.text.Visible;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the Judge reads. Everything that the agent or an attacker wrote stands in lines that begin
 * with a mark, announced with their number, invisible characters shown: nothing quoted can end its
 * own quotation. Both stages read the same bytes but for the last message, so that the second one
 * finds the first one's in the provider's cache.
 */
final class JudgeBrief {
  /** Characters. What is longer is not cut: whoever can hide behind a cut will. */
  static final int LONGEST_ACTION = 24_000;

  private static final int LONGEST_REQUEST = 24_000;
  private static final int LONGEST_HISTORY = 60_000;
  private static final int LONGEST_DEED = 4_000;
  private static final int FIRST_DEEDS = 5;

  static final String SYSTEM =
      Template.resource("prompts/judge/system.md") + Template.resource("prompts/judge/rules.md");
  private static final Template CASE = Template.prompt("judge/case.md");
  private static final Template ACTION = Template.prompt("judge/action.md");
  private static final String FIRST = Template.resource("prompts/judge/first.md").strip();
  private static final String SECOND = Template.resource("prompts/judge/second.md").strip();

  private final Message.User file;
  private final Message.User action;

  private JudgeBrief(String file, String action) {
    this.file = new Message.User(file);
    this.action = new Message.User(action);
  }

  /** Empty when it is too long to be shown whole. */
  static Optional<JudgeBrief> of(
      Action action, Situation situation, List<Reason> unclear, List<Finding> findings) {
    CaseFile file = situation.docket().file();
    String text = ActionText.of(action);
    List<String> files = filesOf(action, file);
    int words = file.request().stream().mapToInt(said -> said.words().length()).sum();
    int shown = text.length() + files.stream().mapToInt(String::length).sum();
    if (shown > LONGEST_ACTION || words > LONGEST_REQUEST) {
      return Optional.empty();
    }
    String effects = lines(findings.stream().map(JudgeBrief::effect).toList());
    String doubts = lines(unclear.stream().map(JudgeBrief::doubt).toList());
    if (effects.length() > LONGEST_ACTION) {
      return Optional.empty();
    }
    String asked =
        ACTION.render(
            Map.of(
                "kind", ActionText.kind(action),
                "lines", count(text),
                "text", text,
                "effects", effects,
                "effectLines", count(effects),
                "doubts", doubts,
                "doubtLines", count(doubts),
                "files",
                    files.stream().map(each -> Map.of("text", each, "lines", count(each))).toList(),
                "facts", facts(situation, file)));
    return Optional.of(new JudgeBrief(caseOf(situation, file), asked));
  }

  List<Message> first() {
    return List.of(file, action, new Message.User(FIRST));
  }

  List<Message> second() {
    return List.of(file, action, new Message.User(SECOND));
  }

  private static String caseOf(Situation situation, CaseFile file) {
    List<String> environment = situation.policy().judge().environment();
    String sentences = lines(environment);
    return CASE.render(
        Map.of(
            "environment", sentences,
            "environmentLines", count(sentences),
            "request", file.request().stream().map(JudgeBrief::said).toList(),
            "deeds", deeds(file.deeds())));
  }

  private static Map<String, Object> said(Said said) {
    String words = said.words().strip();
    return Map.of(
        "by", said.by(), "command", said.command(), "words", words, "lines", count(words));
  }

  /** The first ones and the latest; what lies between is counted, when all of it is too much. */
  private static List<Map<String, Object>> deeds(List<Deed> deeds) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < deeds.size(); i++) {
      rows.add(row(i + 1, deeds.get(i)));
    }
    int total = rows.stream().mapToInt(JudgeBrief::size).sum();
    int left = 0;
    while (total > LONGEST_HISTORY && rows.size() > FIRST_DEEDS + 1) {
      total -= size(rows.remove(FIRST_DEEDS));
      left++;
    }
    if (left > 0) {
      String gap = "%d actions between are not shown".formatted(left);
      rows.add(
          FIRST_DEEDS,
          Map.of("number", FIRST_DEEDS + 1, "kind", gap, "outcome", "-", "text", "", "lines", 0));
    }
    return rows;
  }

  private static Map<String, Object> row(int number, Deed deed) {
    String text = ActionText.of(deed.action());
    String shown =
        text.length() <= LONGEST_DEED
            ? text
            : text.substring(0, LONGEST_DEED)
                + "\n⟨%d more characters are not shown⟩".formatted(text.length() - LONGEST_DEED);
    return Map.of(
        "number", number,
        "kind", ActionText.kind(deed.action()),
        "outcome", deed.outcome(),
        "text", shown,
        "lines", count(shown));
  }

  private static int size(Map<String, Object> row) {
    return String.valueOf(row.get("text")).length() + 60;
  }

  /** What a command would run or read that the task wrote: its content is part of the action. */
  private static List<String> filesOf(Action action, CaseFile file) {
    if (!(action instanceof Action.Run(String command))) {
      return List.of();
    }
    Map<String, String> written = new TreeMap<>();
    for (Deed deed : file.deeds()) {
      if (deed.action() instanceof Action.Edit edit
          && deed.outcome().endsWith("done")
          && command.contains(name(edit.path()))) {
        written.merge(
            edit.path(), ActionText.of(edit), (old, next) -> old + "\nand later\n" + next);
      }
    }
    return List.copyOf(written.values());
  }

  /**
   * Without its ending, because modules and targets are named without: too much shown is no harm.
   */
  private static String name(String path) {
    String file = path.substring(path.lastIndexOf('/') + 1);
    int dot = file.lastIndexOf('.');
    return dot >= 3 ? file.substring(0, dot) : file;
  }

  private static String effect(Finding finding) {
    StringBuilder line = new StringBuilder();
    line.append(finding.origin().certainty().name().toLowerCase(Locale.ROOT))
        .append(' ')
        .append(finding.name().id())
        .append(" (")
        .append(finding.name().meaning())
        .append(')');
    new TreeMap<>(finding.attributes())
        .forEach((key, value) -> line.append(' ').append(key).append('=').append(value));
    if (!finding.origin().wrappers().isEmpty()) {
      line.append(" through ").append(String.join(", ", finding.origin().wrappers()));
    }
    return Visible.path(line.toString());
  }

  private static String doubt(Reason reason) {
    return Visible.path(
        reason.because() + (reason.piece().isEmpty() ? "" : "; in: " + reason.piece()));
  }

  private static List<String> facts(Situation situation, CaseFile file) {
    List<String> facts = new ArrayList<>();
    facts.add("The repository is " + file.repository() + "; the work starts from " + file.branch());
    facts.add(held(situation));
    facts.add(
        "Gatehand itself commits, pushes and opens the pull request after a last look at every"
            + " changed file; the agent never has to.");
    List<String> written =
        file.deeds().stream()
            .filter(deed -> deed.outcome().endsWith("done"))
            .flatMap(
                deed ->
                    deed.action() instanceof Action.Edit e
                        ? List.of(e.path()).stream()
                        : List.<String>of().stream())
            .distinct()
            .toList();
    facts.add(
        written.isEmpty()
            ? "The agent has edited no file so far; commands may have written some."
            : "Files that the agent edited so far: "
                + written.stream().limit(40).map(Visible::path).collect(Collectors.joining(", "))
                + (written.size() > 40 ? " and %d more".formatted(written.size() - 40) : "")
                + ". Commands may have written others.");
    if (file.suspicious()) {
      facts.add(
          "%d tool results of this task looked as if they gave the agent instructions."
              .formatted(file.flagged()));
    }
    return facts;
  }

  private static String held(Situation situation) {
    List<String> hosts = situation.policy().sandbox().network();
    return switch (situation.containment()) {
      case SANDBOX ->
          "Commands run in a proven sandbox: a disposable copy of the repository, no network, no"
              + " secrets.";
      case SANDBOX_WITH_NETWORK ->
          "Commands run in a proven sandbox: a disposable copy of the repository, no secrets, and a"
              + " network that reaches only: "
              + (hosts.isEmpty() ? "hosts that the operator lists" : String.join(", ", hosts));
      case NONE ->
          "No sandbox is proven: commands reach whatever the machine of the operator reaches.";
    };
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines);
  }

  private static int count(String text) {
    return text.isEmpty() ? 0 : (int) Visible.text(text).stripTrailing().lines().count();
  }
}
