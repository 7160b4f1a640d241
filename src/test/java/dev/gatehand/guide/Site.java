package dev.gatehand.guide;

import static org.awaitility.Awaitility.await;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.loopback.Access;
import dev.gatehand.loopback.AppRegistration;
import dev.gatehand.loopback.GitHubLoopback;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The GitHub that the guide's reader has: a repository, its people, an app, a token. */
final class Site implements AutoCloseable {
  private static final Map<String, String> PERMISSIONS =
      Map.of(
          "contents", "write",
          "issues", "write",
          "pull_requests", "write",
          "workflows", "write",
          "checks", "read",
          "statuses", "read",
          "actions", "read");

  final GitHubLoopback github;
  final RepoRef repository;
  final AppRegistration app;
  final Path key;
  private final int issue;

  Site(Path folder) {
    github = GitHubLoopback.start(folder.resolve("github"));
    repository = github.repository("octo/app", Map.of("README.md", "# app\n"));
    github.give(repository, "alice", Access.WRITE);
    github.give(repository, "robot", Access.WRITE);
    app = github.app("gatehand", PERMISSIONS);
    app.install(repository);
    key = app.privateKeyIn(folder.resolve("private-key.pem"));
    issue = github.as("alice").opens(repository, "A bug", "It hurts");
  }

  String token() {
    Map<String, String> permissions = new HashMap<>(PERMISSIONS);
    permissions.put("metadata", "read");
    return github.token("robot", permissions);
  }

  /** Types what the guide says into a comment, and waits for the answer. */
  void answers(String comment, String login) {
    long before = said(login);
    github.as("alice").comments(repository, issue, comment);
    await().atMost(Duration.ofMinutes(2)).until(() -> said(login) > before);
  }

  private long said(String login) {
    return github.as("nobody").comments(repository, issue).stream()
        .filter(it -> it.login().equals(login) && it.body().contains("/agent plan"))
        .count();
  }

  @Override
  public void close() {
    github.close();
  }
}
