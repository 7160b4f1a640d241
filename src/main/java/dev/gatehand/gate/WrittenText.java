package dev.gatehand.gate;

import dev.gatehand.policy.Decision;
import dev.gatehand.shell.FileKind;
import dev.gatehand.shell.Written;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks at text that a command writes into files of the workspace as at an edit. The attacker is an
 * agent that writes with {@code cat > file <<END} what the edit tool would be refused.
 */
final class WrittenText {

  /** One of these is in every text that a {@link ContentPattern} finds; most texts have none. */
  private static final List<String> TRIGGERS =
      List.of(
          "private key",
          "ghp_",
          "gho_",
          "ghu_",
          "ghs_",
          "ghr_",
          "github_pat_",
          "glpat-",
          "akia",
          "asia",
          "xox",
          "sk-ant-",
          "sk_live_",
          "aiza",
          "npm_",
          "pypi-",
          "sg.",
          "curl",
          "wget",
          "iwr",
          "invoke-webrequest",
          "downloadstring",
          "verify",
          "rejectunauthorized",
          "node_tls_reject",
          "unverified_context",
          "check_hostname",
          "cert_none",
          "hostnameverifier",
          "trustall",
          "trustself",
          "insecure",
          "danger",
          "stricthostkeychecking",
          "strict-ssl",
          "gpgcheck",
          "certificate",
          "unauthenticated",
          "trusted-host",
          "@disabled",
          "@ignore",
          ".skip",
          ".todo",
          "xit",
          "xtest",
          "xdescribe",
          "xfail",
          "#[ignore",
          "gtest_skip",
          "asserttrue",
          "assert true",
          "expect(true)",
          "/dev/tcp",
          "/dev/udp",
          "nc",
          "socat",
          "169.254",
          "metadata.google",
          "sk-proj",
          "hf_",
          "hooks.slack",
          "://",
          "exec",
          "eval",
          "hostkey",
          "host_key",
          "skip",
          "assertionerror",
          "under",
          "failon",
          "failson",
          "failure",
          "lines",
          "branches",
          "functions",
          "statements",
          "passwithnotests",
          "continue-on-error",
          "csrf",
          "permitall",
          "unsafe",
          "loader",
          "anonymous",
          "autoescape",
          "checkservertrusted",
          "xcontext",
          "xspecify",
          "allow_failure");

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
    return ContentRules.invisible(lines).or(() -> added(path.get(), written.text(), lines));
  }

  private static Optional<Assessment.Stopped> added(
      RepoPath path, String text, List<String> lines) {
    String folded = text.toLowerCase(Locale.ROOT);
    if (TRIGGERS.stream().noneMatch(folded::contains)) {
      return Optional.empty();
    }
    for (String line : lines) {
      for (ContentPattern pattern : ContentPattern.ADDED) {
        // What would be asked of an edit can't be told here: it may have stood there before.
        if (pattern.decision() == Decision.BLOCK) {
          Optional<Assessment.Stopped> found = pattern.in(path, line);
          if (found.isPresent()) {
            return found;
          }
        }
      }
    }
    return Optional.empty();
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
    for (ContentPattern pattern : ContentPattern.ADDED) {
      if (pattern.decision() == Decision.BLOCK || !pattern.concerns(path)) {
        continue;
      }
      for (String line : written.text().lines().toList()) {
        Optional<Assessment.Stopped> found = pattern.in(path, line);
        if (found.isPresent()) {
          return Optional.of(
              new Reason("unclear/" + pattern.rule(), written.origin().text(), pattern.because()));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<RepoPath> path(Written written, Situation situation) {
    return written.path().startsWith("/")
        ? RepoPath.resolve(situation.workspace(), situation.workspace(), written.path())
        : Optional.empty();
  }
}
