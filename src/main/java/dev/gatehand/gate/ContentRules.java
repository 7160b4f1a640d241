package dev.gatehand.gate;

import dev.gatehand.policy.Decision;
import dev.gatehand.shell.FileKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Judges what an edit adds and what it takes away. Lines that stay are nobody's doing. */
final class ContentRules {
  private static final Pattern MIXED =
      Pattern.compile(
          "[A-Za-z_][0-9A-Za-z_]{0,60}\\p{IsCyrillic}|\\p{IsCyrillic}[0-9A-Za-z_]{0,60}[A-Za-z_]");
  private static final int LARGEST = 4 * 1024 * 1024;

  private final CommandRules commands;

  ContentRules(CommandRules commands) {
    this.commands = commands;
  }

  List<Assessment.Stopped> assess(
      RepoPath path, Action.Edit edit, Situation situation, Rulebook rules) {
    String before = text(edit.before());
    String after = text(edit.after());
    List<Assessment.Stopped> found = new ArrayList<>();
    if (before.length() > LARGEST || after.length() > LARGEST) {
      found.add(
          stopped(
              Decision.BLOCK, "content/too-large", path.value(), "It is larger than 4 MB.", ""));
      return found;
    }
    List<String> added = minus(after, before);
    invisible(added).ifPresent(found::add);
    lookAlike(path, added).ifPresent(found::add);
    for (String line : added) {
      for (ContentPattern pattern : ContentPattern.ADDED) {
        pattern.in(path, line).ifPresent(found::add);
      }
    }
    Removals.in(path, edit, before, after).ifPresent(found::add);
    PackageScripts.changed(path, edit.before(), before, after).ifPresent(found::add);
    script(path, before, after, situation, rules).ifPresent(found::add);
    return found;
  }

  /** What the edit adds and removes, to be looked at line by line. */
  static Optional<Reason> doubt(RepoPath path, Action.Edit edit) {
    String before = text(edit.before());
    String after = text(edit.after());
    return new SensitiveChange(path, minus(after, before), minus(before, after))
        .reason()
        .or(() -> SensitiveChange.empty(path, edit, after));
  }

  /** A commit message leaves with the work, so it is looked at like a line of a file. */
  Optional<Assessment.Stopped> message(String message) {
    List<String> lines = message.lines().toList();
    return invisible(lines)
        .or(() -> lines.stream().flatMap(l -> ContentPattern.secret(l).stream()).findFirst());
  }

  /** A name in code of letters of two scripts: one of them only looks like the other. */
  static Optional<Assessment.Stopped> lookAlike(RepoPath path, List<String> lines) {
    if (!FileKind.isCode(path.value())) {
      return Optional.empty();
    }
    for (String line : lines) {
      Matcher mixed = MIXED.matcher(line);
      if (mixed.find()) {
        return Optional.of(
            stopped(
                Decision.BLOCK,
                "content/look-alike",
                mixed.group(),
                "It adds a name with letters of another script that look like Latin ones.",
                "write the name in letters of one script"));
      }
    }
    return Optional.empty();
  }

  static Optional<Assessment.Stopped> invisible(List<String> lines) {
    for (String line : lines) {
      OptionalInt character = InvisibleText.firstIn(line);
      if (character.isPresent() && line.indexOf('\0') < 0) {
        return Optional.of(
            stopped(
                Decision.BLOCK,
                "content/invisible",
                "U+%04X".formatted(character.getAsInt()),
                "It adds a character that a reviewer does not see.",
                "leave the character out, or write it as an escape of the language"));
      }
    }
    return Optional.empty();
  }

  /** A script is judged when it is written as its commands will be when it runs. */
  private Optional<Assessment.Stopped> script(
      RepoPath path, String before, String after, Situation situation, Rulebook rules) {
    if (!isShell(path, after)
        || !(commands.assess(after, situation, rules) instanceof Assessment.Stopped now)) {
      return Optional.empty();
    }
    boolean stood =
        commands.assess(before, situation, rules) instanceof Assessment.Stopped then
            && then.equals(now);
    Reason reason = now.reason();
    return stood
        ? Optional.empty()
        : Optional.of(
            stopped(
                now.decision() == Decision.FORBID ? Decision.BLOCK : now.decision(),
                reason.rule(),
                reason.piece(),
                "The script would do what a rule stops: " + reason.because(),
                reason.instead()));
  }

  private static boolean isShell(RepoPath path, String text) {
    String name = path.value();
    String first = text.lines().findFirst().orElse("");
    return name.endsWith(".sh")
        || name.endsWith(".bash")
        || (first.startsWith("#!") && first.matches("#!.*\\b(ba|da|k|z)?sh\\b.*"));
  }

  private static String text(FileState state) {
    return state instanceof FileState.Present present ? present.text() : "";
  }

  /** Lines of the first text that the second does not have, counting how often. */
  static List<String> minus(String text, String other) {
    Map<String, Integer> stock = new HashMap<>();
    other.lines().forEach(line -> stock.merge(line, 1, Integer::sum));
    return text.lines().filter(line -> stock.merge(line, -1, Integer::sum) < 0).toList();
  }

  static Assessment.Stopped stopped(
      Decision decision, String rule, String piece, String because, String instead) {
    return new Assessment.Stopped(decision, new Reason(rule, piece, because, instead));
  }
}
