package dev.gatehand.gate;

import dev.gatehand.policy.Decision;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds that an edit takes a protection away: a test, an assertion, a guard, a signature check. It
 * counts before and after, so that moving or rewording one inside a file is no removal.
 */
final class Removals {
  private static final Pattern TEST_FILE =
      Pattern.compile(
          "(?i)(.*/)?(test|tests|spec|specs|__tests__)/.*"
              + "|(.*/)?[^/]*([._-]|(?<=[a-z]))(test|tests|spec|it)\\.[a-z]{1,5}"
              + "|(.*/)?test_[^/]*\\.py");
  private static final Pattern TEST_CODE =
      Pattern.compile(
          "(?i).*\\.(java|kt|kts|groovy|scala|js|jsx|ts|tsx|mjs|cjs|py|go|rs|rb|php|cs|c|cc|cpp|sh|bats|swift|ex|exs)");

  private record Protection(String rule, String what, String seen) {}

  private static final List<Protection> IN_TESTS =
      List.of(
          new Protection(
              "removal/test",
              "a test",
              "@(Test|ParameterizedTest|RepeatedTest|TestFactory|Property|Theory)\\b"
                  + "|\\bdef test_\\w|\\b(it|test|describe)(\\.each)?\\s*\\(|\\bfunc (Test|Fuzz)\\w"
                  + "|#\\[(tokio::)?test\\]|\\bTEST(_F|_P)?\\s*\\(|\\[(Fact|Theory|Test)\\]"),
          new Protection(
              "removal/assertion",
              "an assertion",
              "\\bassert\\w*[!( .]|\\bexpect\\w*\\s*\\(|\\bverify\\w*\\s*\\(|\\bshould\\b"
                  + "|\\bt\\.(Error|Fatal|Fail)\\w*\\(|\\brequire\\.\\w+\\("));

  private static final List<Protection> EVERYWHERE =
      List.of(
          new Protection(
              "removal/signature-check",
              "a check of a signature or hash",
              "(?i)\\b(verify|check|validate|is_?valid)_?(the_?)?"
                  + "(signature|hmac|digest|checksum|hash|token|jwt|webhook|certificate)\\w*"
                  + "|\\bjwt\\.verify\\b|\\bjwtVerify\\b"
                  + "|MessageDigest\\.isEqual|compare_digest|timingSafeEqual|ConstantTimeCompare"
                  + "|sha(256|512)sum\\s+-c|gpg\\s+--verify|cosign\\s+verify"),
          new Protection(
              "removal/guard",
              "a guard",
              "(?i)@(PreAuthorize|RolesAllowed|Secured|DenyAll|login_required"
                  + "|permission_required|requires_auth)\\b"
                  + "|\\b(require|check|ensure|assert|has|is|must|verify)_?"
                  + "(auth\\w*|permission\\w*|role\\w*|admin\\w*|access\\w*|login\\w*|owner\\w*|allowed)\\b"
                  + "|\\bcsrf\\w*|\\brate_?limit\\w*|\\bsaniti[sz]e\\w*|\\bescape_?html\\w*"
                  + "|\\bis_?path_?(safe|inside)\\w*|\\bis_?(safe|inside|allowed|trusted)\\w*"
                  + "|\\bauthenticate[_!(]\\w*|\\bauthorize[_!(]\\w*|\\bprotect_from_forgery\\b"
                  + "|\\bhtml\\.escape\\b|\\bhtmlspecialchars\\b|\\bhtmlentities\\b|\\bbleach\\.clean\\b"
                  + "|\\bprepareStatement\\b|\\bhelmet\\s*\\(|\\byaml\\.safe_load\\b"));

  private static final List<Protection> ALL =
      Stream.concat(IN_TESTS.stream(), EVERYWHERE.stream()).toList();
  private static final Expressions TABLE =
      new Expressions(ALL.stream().map(Protection::seen).toList());

  private Removals() {}

  static Optional<Assessment.Stopped> in(TextChange change, Action.Edit edit) {
    RepoPath path = change.path();
    if (change.before().isEmpty()) {
      return Optional.empty();
    }
    boolean test = TEST_FILE.matcher(path.value()).matches();
    if (test
        && edit.after() instanceof FileState.Missing
        && TEST_CODE.matcher(path.value()).matches()) {
      return Optional.of(stopped("removal/test", path.value(), "a file of tests"));
    }
    if (edit.after() instanceof FileState.Missing || isProse(path)) {
      return Optional.empty();
    }
    // What stays counts on both sides, so that only what goes and comes has to be looked at.
    Expressions.Found gone = TABLE.in(counting(change.removed()), change.patience());
    Expressions.Found come = TABLE.in(counting(change.added()), change.patience());
    for (int i = 0; i < ALL.size(); i++) {
      Protection protection = ALL.get(i);
      if (IN_TESTS.contains(protection) == test && come.times(i) < gone.times(i)) {
        return Optional.of(
            stopped(
                protection.rule(), gone.first(i).map(Removals::cut).orElse(""), protection.what()));
      }
    }
    return Optional.empty();
  }

  /** Without remarks and imports, which protect nothing. */
  private static List<String> counting(List<String> lines) {
    return lines.stream()
        .map(String::strip)
        .filter(line -> !line.startsWith("//") && !line.startsWith("#!") && !line.startsWith("*"))
        .filter(line -> !line.startsWith("# ") && !line.startsWith("import "))
        .toList();
  }

  private static String cut(String line) {
    return line.length() > 200 ? line.substring(0, 200) + "..." : line;
  }

  private static boolean isProse(RepoPath path) {
    return path.value().toLowerCase(java.util.Locale.ROOT).matches(".*\\.(md|adoc|rst|txt)");
  }

  private static Assessment.Stopped stopped(String rule, String piece, String what) {
    return ContentRules.stopped(
        Decision.BLOCK,
        rule,
        piece,
        "It takes away " + what + ".",
        "keep it and mend the code; if it is wrong, say why and ask for approval");
  }
}
