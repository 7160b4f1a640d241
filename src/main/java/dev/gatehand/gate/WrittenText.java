package dev.gatehand.gate;

import dev.gatehand.policy.Decision;
import dev.gatehand.shell.FileKind;
import dev.gatehand.shell.Written;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks at text that a command writes into files of the workspace as at an edit. The attacker is an
 * agent that writes with {@code cat > file <<END} what the edit tool would be refused.
 */
final class WrittenText {

  private static final Pattern TEST_NAME =
      Pattern.compile(
          "(?i)(?:.*/)?(?:test_[^/]{1,80}\\.py|[^/]{1,80}(?:[._-](?:tests?|spec)|tests?|spec)\\."
              + "(?:java|kt|js|jsx|ts|tsx|mjs|cjs|py|go|rb|php|cs|cc|cpp|swift|exs))");

  private static final Pattern CHECKS =
      Pattern.compile(
          "(?i)assert|expect|should|verify|\\bt\\.(?:error|fatal|fail)|require\\.|raises|\\.to(?:be|equal)|fail\\(");

  /** So few lines guard nothing. */
  private static final int SHORT = 3;

  private WrittenText() {}

  /** What an edit with these lines would be stopped for. */
  static Optional<Assessment.Stopped> stopped(Written written, Situation situation) {
    Optional<RepoPath> path = path(written, situation);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = written.text().lines().toList();
    var patience = new Patience(written.text().length());
    // What would be asked of an edit can't be told here: it may have stood there before.
    return ContentRules.invisible(lines)
        .or(
            () ->
                ContentPattern.in(
                        path.get(),
                        lines,
                        pattern -> pattern.decision() == Decision.BLOCK,
                        patience)
                    .stream()
                    .findFirst())
        .or(() -> ContentRules.costly(path.get(), patience));
  }

  /** What makes nobody sure: a test that checks nothing, a guard that shrank to a few lines. */
  static Optional<Reason> unclear(Written written, Situation situation) {
    Optional<RepoPath> path = path(written, situation);
    if (path.isEmpty()) {
      return Optional.empty();
    }
    Optional<Reason> asked = asked(path.get(), written);
    if (asked.isPresent()) {
      return asked;
    }
    String name = path.get().value();
    FileKind kind = FileKind.of(name);
    if (kind == FileKind.OTHER || written.added()) {
      return Optional.empty();
    }
    if (checksNothing(name, written.text())) {
      return Optional.of(
          new Reason(
              "unclear/test-checks-nothing",
              written.origin().text(),
              "It writes a test that checks nothing."));
    }
    boolean few = written.text().lines().limit(SHORT + 1L).count() <= SHORT;
    return few && kind == FileKind.GUARD
        ? Optional.of(
            new Reason(
                "unclear/guard-replaced",
                written.origin().text(),
                "It replaces what may be a guard by a line or two."))
        : Optional.empty();
  }

  static boolean checksNothing(String name, String text) {
    return FileKind.of(name) == FileKind.TEST
        && TEST_NAME.matcher(name).matches()
        && !CHECKS.matcher(text).find();
  }

  /** What a person would be asked about in an edit. */
  private static Optional<Reason> asked(RepoPath path, Written written) {
    List<String> lines = written.text().lines().toList();
    return ContentPattern.in(
            path,
            lines,
            pattern -> pattern.decision() != Decision.BLOCK,
            new Patience(written.text().length()))
        .stream()
        .findFirst()
        .map(
            found ->
                new Reason(
                    "unclear/" + found.reason().rule(),
                    written.origin().text(),
                    found.reason().because()));
  }

  private static Optional<RepoPath> path(Written written, Situation situation) {
    return written.path().startsWith("/")
        ? RepoPath.resolve(situation.workspace(), situation.workspace(), written.path())
        : Optional.empty();
  }
}
