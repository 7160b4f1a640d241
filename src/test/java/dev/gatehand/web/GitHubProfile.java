package dev.gatehand.web;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.loopback.Access;
import dev.gatehand.loopback.GitHubLoopback;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The service as {@code ./gatehand serve} starts it, with a token, on a GitHub of our own. */
public class GitHubProfile implements QuarkusTestProfile {
  static final String SECRET = "only-this-test-knows-it";

  @Override
  public Map<String, String> getConfigOverrides() {
    try {
      Path data = ProfileFolder.make("gatehand-github");
      Path policy = data.resolve("policy.yaml");
      Files.writeString(
          policy,
          Files.readString(Path.of("policy.yaml"))
              .replaceAll("(?m)^(\\s+required:) true", "$1 false"));
      // It ends with this process: the profile has no other end.
      GitHubLoopback github = GitHubLoopback.start(data.resolve("github"));
      RepoRef repository =
          github.repository("Codertocat/Hello-World", Map.of("README.md", "# Hi\n"));
      github.give(repository, "gatehand", Access.WRITE);
      return Map.of(
          "quarkus.http.test-port", "0",
          "gatehand.forge", "github",
          "gatehand.github.endpoint", github.endpoint().toString(),
          "gatehand.github.token", github.token("gatehand"),
          "gatehand.github.webhook-secret", SECRET,
          "gatehand.github.repositories", repository.toString(),
          "gatehand.model.provider", "scripted",
          "gatehand.data-dir", data.resolve("data").toString(),
          "gatehand.policy", policy.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
