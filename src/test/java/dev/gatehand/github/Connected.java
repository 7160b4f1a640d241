package dev.gatehand.github;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.github.GitHubSettings.Credential;
import dev.gatehand.github.GitHubSettings.Hearing;
import dev.gatehand.loopback.GitHubLoopback;
import dev.gatehand.store.Database;
import dev.gatehand.store.SqlAllowance;
import dev.gatehand.store.SqlArrivals;
import dev.gatehand.store.SqlClaims;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connections to a GitHub of our own. */
final class Connected {
  static final String SECRET = "a secret that is long enough";
  static final Map<String, String> PERMISSIONS =
      Map.of(
          "contents", "write",
          "issues", "write",
          "pull_requests", "write",
          "checks", "read",
          "statuses", "read",
          "actions", "read");

  private Connected() {}

  static GitHubSettings settings(
      GitHubLoopback site, Credential credential, RepoRef... repositories) {
    return new GitHubSettings(
        Endpoint.of(site.endpoint().toString()),
        credential,
        Optional.empty(),
        List.of(repositories),
        new Hearing(
            Hearing.How.BOTH,
            Optional.of(SECRET.getBytes(StandardCharsets.UTF_8)),
            Duration.ofSeconds(30),
            Duration.ofDays(3)));
  }

  /** Without the second between changes, which tests would only wait for. */
  static GitHub to(GitHubLoopback site, Database database, Credential credential) {
    InstantSource clock = InstantSource.system();
    return new GitHub(
        settings(site, credential),
        new Unpaced(new SqlAllowance(database, clock), clock),
        new SqlArrivals(database, clock),
        new SqlClaims(database, "one", clock),
        new dev.gatehand.policy.Triggers("agent-fix", true),
        clock);
  }
}
