package dev.gatehand.gate;

import dev.gatehand.gate.Assessment.Reach;
import dev.gatehand.policy.Decision;
import dev.gatehand.policy.ProtectedPath;
import dev.gatehand.policy.Rule;
import dev.gatehand.shell.Certainty;
import dev.gatehand.shell.Effect;
import dev.gatehand.shell.EffectName;
import dev.gatehand.shell.Finding;
import dev.gatehand.shell.PathClass;
import dev.gatehand.shell.PathKnowledge;
import dev.gatehand.shell.ShellAnalysis;
import dev.gatehand.shell.ShellAnalyzer;
import dev.gatehand.shell.Unclear;
import dev.gatehand.shell.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Judges a command line by its effects. A certain effect that a rule names stops it, even when the
 * rest could not be read; what no rule names is permitted only where a proven sandbox without
 * network holds it.
 */
final class CommandRules {
  /** Permitted although not all of it was understood: a proven sandbox holds it. */
  static final String CONTAINED = "permit/contained";

  /** Permitted because all of it was understood. */
  static final String UNDERSTOOD = "permit/understood";

  private static final int MOST_REASONS = 12;
  private static final int LONGEST_PIECE = 400;

  private final ShellAnalyzer analyzer = new ShellAnalyzer();

  /** What the command line does, for explanations and for the Judge. */
  ShellAnalysis analyze(String command, Situation situation) {
    return analyzer.analyze(command, situation.workspace(), situation.directory());
  }

  Assessment assess(String command, Situation situation, Rulebook rules) {
    ShellAnalysis analysis = analyze(command, situation);
    boolean sandboxed = situation.containment() == Containment.SANDBOX;
    Assessment.@Nullable Stopped stopped = null;
    List<Reason> unclear = new ArrayList<>();
    List<Reason> contained = new ArrayList<>();
    Reach reach = Reach.WORKSPACE;
    for (Finding finding : findings(analysis)) {
      Assessment.Stopped found = decide(finding, situation, rules);
      if (found == null) {
        continue;
      }
      if (found.decision() != Decision.PERMIT
          && finding.origin().certainty() != Certainty.POSSIBLE) {
        stopped = stricter(stopped, found);
      } else if (sandboxed && !neverContained(finding)) {
        contained.add(found.reason());
      } else {
        unclear.add(found.reason());
        reach = found.decision() == Decision.FORBID ? Reach.BEYOND : reach;
      }
    }
    for (Written text : analysis.written()) {
      Assessment.Stopped edit =
          WrittenText.stopped(text, situation)
              .or(() -> script(text, command, situation, rules))
              .orElse(null);
      stopped = edit == null ? stopped : stricter(stopped, edit);
      WrittenText.unclear(text, situation).ifPresent(sandboxed ? contained::add : unclear::add);
    }
    for (Unclear piece : analysis.unclear()) {
      unclear.add(unread(command, piece));
    }
    if (stopped != null) {
      return stopped;
    }
    if (!unclear.isEmpty()) {
      return new Assessment.Unclear(unclear.stream().limit(MOST_REASONS).toList(), reach);
    }
    return new Assessment.Permitted(permitted(contained));
  }

  /**
   * A script is judged when it is written as its commands will be when it runs. It is shorter than
   * the line that writes it, so this comes to an end.
   */
  private Optional<Assessment.Stopped> script(
      Written written, String line, Situation situation, Rulebook rules) {
    String text = written.text();
    boolean shell =
        written.path().endsWith(".sh")
            || (text.startsWith("#!") && text.lines().findFirst().orElse("").endsWith("sh"));
    return shell
            && text.length() < line.length()
            && written.path().startsWith(situation.workspace() + "/")
            && assess(text, situation, rules) instanceof Assessment.Stopped stopped
        ? Optional.of(stopped)
        : Optional.empty();
  }

  /** Effects and flows in the order of the text. */
  static List<Finding> findings(ShellAnalysis analysis) {
    List<Finding> findings = new ArrayList<>(analysis.effects().size() + analysis.flows().size());
    findings.addAll(analysis.effects());
    findings.addAll(analysis.flows());
    return findings;
  }

  /**
   * What is against this finding: null when a rule permits it; with the decision PERMIT when no
   * rule names it, which is a doubt and not a yes.
   */
  private static Assessment.@Nullable Stopped decide(
      Finding finding, Situation situation, Rulebook rules) {
    Optional<Rule> rule = rules.deciding(finding, situation);
    Optional<Assessment.Stopped> path = protectedWrite(finding, situation, rules);
    if (path.isPresent()
        && (rule.isEmpty() || rule.get().decision().compareTo(path.get().decision()) < 0)) {
      return path.get();
    }
    if (rule.isEmpty()) {
      return new Assessment.Stopped(
          Decision.PERMIT,
          new Reason(
              "unclear/" + finding.name().id(), piece(finding.origin().text()), finding.meaning()));
    }
    if (rule.get().decision() == Decision.PERMIT) {
      return installed(finding);
    }
    return new Assessment.Stopped(
        rule.get().decision(),
        new Reason(
            rule.get().id(),
            piece(finding.origin().text()),
            rule.get().reason(),
            rule.get().instead()));
  }

  private static final Pattern INSTALLED =
      Pattern.compile("/(?:node_modules|site-packages|dist-packages|\\.venv|venv)/.");

  /**
   * What is put among the installed packages is run later in the name of the package. To delete it
   * is harmless: the next installation brings it back.
   */
  private static Assessment.@Nullable Stopped installed(Finding finding) {
    boolean puts =
        finding instanceof Effect.File file
            && changes(file.name())
            && file.name() != EffectName.FILE_DELETE
            && INSTALLED.matcher(file.target().path()).find();
    return puts
        ? new Assessment.Stopped(
            Decision.PERMIT,
            new Reason(
                "unclear/installed-code",
                piece(finding.origin().text()),
                "what is put among the installed packages runs in their name"))
        : null;
  }

  /**
   * A command that changes a protected file is blocked rather than asked: an approved command
   * covers no file, so the change must come as an edit, which can be shown byte by byte.
   */
  private static Optional<Assessment.Stopped> protectedWrite(
      Finding finding, Situation situation, Rulebook rules) {
    if (!(finding instanceof Effect.File file)
        || file.target().place() != PathClass.WORKSPACE
        || !changes(file.name())) {
      return Optional.empty();
    }
    return RepoPath.resolve(situation.workspace(), situation.directory(), file.target().path())
        .flatMap(path -> protectedBy(path, file, rules.protectedPaths()))
        .map(found -> stopped(found, file));
  }

  private static Optional<ProtectedPath> protectedBy(
      RepoPath path, Effect.File file, ProtectedPaths paths) {
    boolean deletes = file.name() == EffectName.FILE_DELETE;
    if (deletes && ProtectedPaths.isMadeAgain(path)) {
      return Optional.empty();
    }
    boolean whole = (deletes && file.recursive()) || file.name() == EffectName.FILE_MOVE;
    return paths.about(path).or(() -> whole ? paths.below(path) : Optional.empty());
  }

  private static Assessment.Stopped stopped(ProtectedPath found, Effect.File file) {
    return new Assessment.Stopped(
        found.decision() == Decision.FORBID ? Decision.FORBID : Decision.BLOCK,
        new Reason(
            found.id(),
            piece(file.origin().text()),
            "A command would change a protected file: " + found.reason(),
            found.decision() == Decision.FORBID
                ? "leave this file alone"
                : "make the change with the edit tool, so that a person can see and approve it"));
  }

  private static boolean changes(EffectName name) {
    return switch (name) {
      case FILE_WRITE,
          FILE_APPEND,
          FILE_TRUNCATE,
          FILE_DELETE,
          FILE_MOVE,
          FILE_LINK,
          FILE_METADATA ->
          true;
      default -> false;
    };
  }

  /** A sandbox holds much, but a snapshot is no licence to delete what nobody can name. */
  private static boolean neverContained(Finding finding) {
    return finding instanceof Effect.File file
        && file.name() == EffectName.FILE_DELETE
        && file.target().knowledge() == PathKnowledge.UNRESOLVED;
  }

  /** Of the same rule, the longer piece tells more: a flow names both of its ends. */
  private static Assessment.Stopped stricter(
      Assessment.@Nullable Stopped first, Assessment.Stopped second) {
    if (first == null) {
      return second;
    }
    Reason a = first.reason();
    Reason b = second.reason();
    boolean tellsMore = a.rule().equals(b.rule()) && b.piece().length() > a.piece().length();
    int order = first.decision().compareTo(second.decision());
    return order > 0 || (order == 0 && !tellsMore) ? first : second;
  }

  private static Reason unread(String command, Unclear piece) {
    int start = Math.clamp(piece.start(), 0, command.length());
    int end = Math.clamp(piece.end(), start, command.length());
    return new Reason("unclear/text", piece(command.substring(start, end)), piece.reason());
  }

  private static Reason permitted(List<Reason> contained) {
    return contained.isEmpty()
        ? new Reason(UNDERSTOOD, "", "Everything it does was understood and is allowed.")
        : new Reason(
            CONTAINED,
            contained.getFirst().piece(),
            "What it does beyond what was understood stays in the sandbox.");
  }

  private static String piece(String text) {
    return text.length() <= LONGEST_PIECE ? text : text.substring(0, LONGEST_PIECE) + "...";
  }
}
