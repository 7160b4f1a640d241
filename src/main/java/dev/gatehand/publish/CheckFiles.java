package dev.gatehand.publish;

import dev.gatehand.workspace.Checkout;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Which changed files decide what a check does. */
final class CheckFiles {
  private static final Set<String> BUILD =
      Set.of(
          "pom.xml",
          "build.gradle",
          "build.gradle.kts",
          "settings.gradle",
          "settings.gradle.kts",
          "makefile",
          "cmakelists.txt",
          "package.json",
          "tsconfig.json",
          "pyproject.toml",
          "setup.py",
          "setup.cfg",
          "tox.ini",
          "pytest.ini",
          "cargo.toml",
          "go.mod",
          "gemfile",
          "rakefile",
          "composer.json");

  private CheckFiles() {}

  /** Changed files that stood at the base and are part of the checks. */
  static List<Checkout.Change> touched(List<String> checks, List<Checkout.Change> changes) {
    return changes.stream()
        .filter(CheckRuns::stoodBefore)
        .filter(change -> isPartOf(checks, change.path().value()))
        .toList();
  }

  private static boolean isPartOf(List<String> checks, String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    String name = lower.substring(lower.lastIndexOf('/') + 1);
    boolean named =
        checks.stream()
            .flatMap(check -> List.of(check.split("\\s+")).stream())
            .anyMatch(word -> word.equals(path) || word.equals("./" + path));
    boolean test =
        ("/" + lower).contains("/test/")
            || ("/" + lower).contains("/tests/")
            || name.contains("test")
            || name.contains("spec.");
    return named || BUILD.contains(name) || test;
  }
}
