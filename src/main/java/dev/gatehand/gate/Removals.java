package dev.gatehand.gate;

import dev.gatehand.policy.Decision;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Finds that an edit takes a protection away: a test, an assertion, a guard, a signature check. It
 * counts before and after, so that moving or rewording one inside a file is no removal.
 */
final class Removals {
  private static final int LONGEST = 400_000;
  private static final Pattern TEST_FILE =
      Pattern.compile(
          "(?i)(.*/)?(test|tests|spec|specs|__tests__)/.*"
              + "|(.*/)?[^/]*([._-]|(?<=[a-z]))(test|tests|spec|it)\\.[a-z]{1,5}"
              + "|(.*/)?test_[^/]*\\.py");
  private static final Pattern TEST_CODE =
      Pattern.compile(
          "(?i).*\\.(java|kt|kts|groovy|scala|js|jsx|ts|tsx|mjs|cjs|py|go|rs|rb|php|cs|c|cc|cpp|sh|bats|swift|ex|exs)");

  private record Protection(String rule, String what, Pattern seen) {}

  private static final List<Protection> IN_TESTS =
      List.of(
          new Protection(
              "removal/test",
              "a test",
              Pattern.compile(
                  "@(Test|ParameterizedTest|RepeatedTest|TestFactory|Property|Theory)\\b"
                      + "|\\bdef test_\\w|\\b(it|test|describe)(\\.each)?\\s*\\(|\\bfunc (Test|Fuzz)\\w"
                      + "|#\\[(tokio::)?test\\]|\\bTEST(_F|_P)?\\s*\\(|\\[(Fact|Theory|Test)\\]")),
          new Protection(
              "removal/assertion",
              "an assertion",
              Pattern.compile(
                  "\\bassert\\w*[!( .]|\\bexpect\\w*\\s*\\(|\\bverify\\w*\\s*\\(|\\bshould\\b"
                      + "|\\bt\\.(Error|Fatal|Fail)\\w*\\(|\\brequire\\.\\w+\\(")));

  private static final List<Protection> EVERYWHERE =
      List.of(
          new Protection(
              "removal/signature-check",
              "a check of a signature or hash",
              Pattern.compile(
                  "(?i)\\b(verify|check|validate|is_?valid)_?(the_?)?"
                      + "(signature|hmac|digest|checksum|hash|token|jwt|webhook|certificate)\\w*"
                      + "|\\bjwt\\.verify\\b|\\bjwtVerify\\b"
                      + "|MessageDigest\\.isEqual|compare_digest|timingSafeEqual|ConstantTimeCompare"
                      + "|sha(256|512)sum\\s+-c|gpg\\s+--verify|cosign\\s+verify")),
          new Protection(
              "removal/guard",
              "a guard",
              Pattern.compile(
                  "(?i)@(PreAuthorize|RolesAllowed|Secured|DenyAll|login_required"
                      + "|permission_required|requires_auth)\\b"
                      + "|\\b(require|check|ensure|assert|has|is|must|verify)_?"
                      + "(auth\\w*|permission\\w*|role\\w*|admin\\w*|access\\w*|login\\w*|owner\\w*|allowed)\\b"
                      + "|\\bcsrf\\w*|\\brate_?limit\\w*|\\bsaniti[sz]e\\w*|\\bescape_?html\\w*"
                      + "|\\bis_?path_?(safe|inside)\\w*|\\bis_?(safe|inside|allowed|trusted)\\w*"
                      + "|\\bauthenticate[_!(]\\w*|\\bauthorize[_!(]\\w*|\\bprotect_from_forgery\\b"
                      + "|\\bhtml\\.escape\\b|\\bhtmlspecialchars\\b|\\bhtmlentities\\b|\\bbleach\\.clean\\b"
                      + "|\\bprepareStatement\\b|\\bhelmet\\s*\\(|\\byaml\\.safe_load\\b")));

  private Removals() {}

  static Optional<Assessment.Stopped> in(
      RepoPath path, Action.Edit edit, String before, String after) {
    if (before.isEmpty() || before.length() > LONGEST) {
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
    return (test ? IN_TESTS : EVERYWHERE)
        .stream()
            .filter(protection -> count(protection, after) < count(protection, before))
            .findFirst()
            .map(
                protection ->
                    stopped(
                        protection.rule(), piece(protection, before, after), protection.what()));
  }

  private static long count(Protection protection, String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.startsWith("//") && !line.startsWith("#!") && !line.startsWith("*"))
        .filter(line -> !line.startsWith("# ") && !line.startsWith("import "))
        .mapToLong(line -> protection.seen().matcher(line).results().count())
        .sum();
  }

  /** The first line that is gone and held such a protection. */
  private static String piece(Protection protection, String before, String after) {
    return ContentRules.minus(before, after).stream()
        .filter(line -> protection.seen().matcher(line).find())
        .findFirst()
        .map(String::strip)
        .map(line -> line.length() > 200 ? line.substring(0, 200) + "..." : line)
        .orElse("");
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
