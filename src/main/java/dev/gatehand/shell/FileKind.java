package dev.gatehand.shell;

import java.util.Locale;
import java.util.regex.Pattern;

/** What the name of a file says of it: that it tests something, that it guards something. */
enum FileKind {
  TEST("test"),
  GUARD("guard"),
  OTHER("other");

  private static final String CODE =
      "\\.(?:java|kt|kts|groovy|scala|js|jsx|ts|tsx|mjs|cjs|py|go|rs|rb|php|cs|fs|c|cc|cpp|h|hpp"
          + "|sh|bats|swift|ex|exs|dart|clj|lua|pl|t|feature|vue|svelte)";

  private static final Pattern TESTS =
      Pattern.compile(
          "(?:.*/)?(?:tests?|specs?|__tests__|e2e|cypress)(?:/.{0,400}"
              + CODE
              + ")?"
              + "|.*(?:[._-]|[a-z0-9])(?:tests?|spec)"
              + CODE
              + "|(?:.*/)?test_[^/]{0,200}\\.py|(?:.*/)?conftest\\.py|(?:.*/)?\\*_test\\..*");

  private static final Pattern GUARDS =
      Pattern.compile(
          "(?:.*/)?[^/]{0,80}(?:auth|secur|permission|csrf|sanitiz|validat|acl|rbac|guard|firewall|rate_?limit"
              + "|ratelimit|signature|verif|jwt|crypto|access_?control|middleware)[^/]{0,80}"
              + CODE);

  private final String id;

  FileKind(String id) {
    this.id = id;
  }

  /** As rules write it. */
  String id() {
    return id;
  }

  /**
   * By its path alone; nothing is read.
   *
   * @param path with {@code *} where it is not known
   */
  static FileKind of(String path) {
    if (path.length() > 600) {
      return OTHER;
    }
    String folded = path.toLowerCase(Locale.ROOT);
    boolean named = folded.contains("test") || folded.contains("spec") || folded.contains("e2e");
    if ((named || folded.contains("cypress")) && TESTS.matcher(folded).matches()) {
      return TEST;
    }
    return GUARDS.matcher(folded).matches() ? GUARD : OTHER;
  }

  /** Whether it is code by its name. */
  static boolean isCode(String path) {
    int dot = path.lastIndexOf('.');
    return dot >= 0
        && path.length() - dot < 10
        && path.substring(dot).toLowerCase(Locale.ROOT).matches(CODE);
  }
}
