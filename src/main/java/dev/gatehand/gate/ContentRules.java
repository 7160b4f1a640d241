package dev.gatehand.gate;

import dev.gatehand.policy.Decision;
import dev.gatehand.shell.FileKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
      TextChange change, Action.Edit edit, Situation situation, Rulebook rules) {
    RepoPath path = change.path();
    List<Assessment.Stopped> found = new ArrayList<>();
    if (change.before().length() > LARGEST || change.after().length() > LARGEST) {
      found.add(
          stopped(
              Decision.BLOCK, "content/too-large", path.value(), "It is larger than 4 MB.", ""));
      return found;
    }
    invisible(change.added()).ifPresent(found::add);
    lookAlike(change).ifPresent(found::add);
    found.addAll(
        ContentPattern.in(
            path, change.added(), pattern -> !isExample(path, pattern), change.patience()));
    Removals.in(change, edit).ifPresent(found::add);
    PackageScripts.changed(change, edit.before()).ifPresent(found::add);
    script(path, change.before(), change.after(), situation, rules).ifPresent(found::add);
    return found;
  }

  /** What the edit adds and removes, to be looked at line by line. */
  static Optional<Reason> doubt(TextChange change, Action.Edit edit) {
    return example(change)
        .or(() -> new SensitiveChange(change).reason())
        .or(() -> SensitiveChange.empty(change.path(), edit, change.after()));
  }

  /** A commit message leaves with the work, so it is looked at like a line of a file. */
  Optional<Assessment.Stopped> message(String message) {
    List<String> lines = message.lines().toList();
    var patience = new Patience(message.length());
    return invisible(lines)
        .or(() -> ContentPattern.secret(lines, patience))
        .or(() -> costly(RepoPath.ROOT, patience));
  }

  /** What cannot be searched in good time is made so: ordinary text can. */
  static Optional<Assessment.Stopped> costly(RepoPath path, Patience patience) {
    return patience.isOver()
        ? Optional.of(
            stopped(
                Decision.BLOCK,
                "content/too-costly",
                path.value(),
                "It is written such that it can't be searched in good time.",
                "write it in smaller pieces, or without the repetitions"))
        : Optional.empty();
  }

  /**
   * Tests show what must be refused, and so it stands in them as text: the Judge tells that from a
   * test that does it.
   */
  private static boolean isExample(RepoPath path, ContentPattern pattern) {
    return FileKind.of(path.value()) == FileKind.TEST
        && (pattern.rule().equals("content/pipe-to-shell")
            || pattern.rule().equals("content/code-injected"));
  }

  private static Optional<Reason> example(TextChange change) {
    return ContentPattern.in(
            change.path(),
            change.added(),
            pattern -> isExample(change.path(), pattern),
            change.patience())
        .stream()
        .findFirst()
        .map(
            found ->
                new Reason(
                    "unclear/" + found.reason().rule(),
                    found.reason().piece(),
                    "In a test this may be an example of what is refused, or be done."));
  }

  /** A name in code of letters of two scripts: one of them only looks like the other. */
  private static Optional<Assessment.Stopped> lookAlike(TextChange change) {
    String path = change.path().value();
    boolean named = FileKind.isCode(path) || Loosening.namesDependencies(path);
    return named
        ? Stream.concat(Stream.of(path), change.added().stream())
            .filter(line -> line.chars().anyMatch(ContentRules::isCyrillic))
            .flatMap(line -> change.patience().first(MIXED, line).stream())
            .findFirst()
            .map(
                name ->
                    stopped(
                        Decision.BLOCK,
                        "content/look-alike",
                        name,
                        "It adds a name with letters of another script that look like Latin ones.",
                        "write the name in letters of one script"))
        : Optional.empty();
  }

  private static boolean isCyrillic(int c) {
    return c >= 0x400 && Character.UnicodeScript.of(c) == Character.UnicodeScript.CYRILLIC;
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

  static Assessment.Stopped stopped(
      Decision decision, String rule, String piece, String because, String instead) {
    return new Assessment.Stopped(decision, new Reason(rule, piece, because, instead));
  }
}
