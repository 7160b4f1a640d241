package dev.gatehand.task;

import dev.gatehand.gate.FileState;
import dev.gatehand.gate.RepoPath;
import dev.gatehand.policy.Policy;
import dev.gatehand.workspace.Checkout;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The repository's own checks, found before the agent touches anything: what policy names, else
 * what the files at the base tell.
 */
final class ChecksAtBase {
  /** The first file that stands there decides. */
  private static final List<Map.Entry<String, String>> KNOWN =
      List.of(
          Map.entry("check.sh", "./check.sh"),
          Map.entry("mvnw", "./mvnw -o -B -q verify"),
          Map.entry("pom.xml", "mvn -o -B -q verify"),
          Map.entry("gradlew", "./gradlew --offline check"),
          Map.entry("package.json", "npm test"),
          Map.entry("Cargo.toml", "cargo test --offline"),
          Map.entry("go.mod", "go test ./..."),
          Map.entry("pyproject.toml", "python3 -m pytest -q"),
          Map.entry("Makefile", "make check"));

  private ChecksAtBase() {}

  static List<String> find(Policy policy, Checkout checkout) {
    return Stream.concat(first(policy, checkout).stream(), policy.moreChecks().stream())
        .distinct()
        .toList();
  }

  private static List<String> first(Policy policy, Checkout checkout) {
    if (!policy.checks().isEmpty()) {
      return policy.checks();
    }
    return KNOWN.stream()
        .filter(
            known -> checkout.read(new RepoPath(known.getKey()), 1) instanceof FileState.Present)
        .map(Map.Entry::getValue)
        .limit(1)
        .toList();
  }
}
