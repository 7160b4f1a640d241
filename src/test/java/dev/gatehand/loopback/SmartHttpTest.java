package dev.gatehand.loopback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.gate.GitId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Git over HTTP, with the real git program as the client. */
class SmartHttpTest {
  @TempDir Path folder;
  private GitHubLoopback github;
  private RepoRef csv;
  private String writer;

  @BeforeEach
  void start() {
    github = GitHubLoopback.start(folder.resolve("site"));
    csv = github.repository("acme/csv", Map.of("README.md", "# csv\n"));
    github.give(csv, "alice", Access.WRITE);
    writer = github.token("alice");
  }

  @AfterEach
  void stop() {
    github.close();
  }

  @Test
  void clones_and_pushes_with_a_token() throws Exception {
    Path clone = clone(csv, writer);
    assertThat(clone.resolve("README.md")).hasContent("# csv\n");
    commit(clone, "a.txt");
    assertThat(git(clone, "push", "-q", "origin", "HEAD:refs/heads/topic").code()).isZero();
    String head = git(clone, "rev-parse", "HEAD").output().strip();
    int pull = github.as("alice").pulls(csv, csv, "topic", "Mend", "");
    Client client = new Client(github, "token " + writer);
    String shown =
        client.get("/repos/acme/csv/pulls/" + pull).body().path("head").path("sha").asText();
    assertThat(shown).isEqualTo(head);
    assertThat(
            client
                .get("/repos/acme/csv/pulls/" + pull + "/files")
                .body()
                .path(0)
                .path("filename")
                .asText())
        .isEqualTo("a.txt");
    commit(clone, "b.txt");
    git(clone, "push", "-q", "origin", "HEAD:refs/heads/topic");
    assertThat(client.get("/repos/acme/csv/pulls/" + pull).body().path("head").path("sha").asText())
        .isEqualTo(git(clone, "rev-parse", "HEAD").output().strip());
  }

  @Test
  void a_reader_clones_but_does_not_push() throws Exception {
    Path clone = clone(csv, github.token("mallory"));
    commit(clone, "a.txt");
    Ran push = git(clone, "push", "-q", "origin", "HEAD:refs/heads/topic");
    assertThat(push.code()).isNotZero();
    assertThat(push.output()).contains("403");
  }

  @Test
  void a_private_repository_is_not_there_for_others() throws Exception {
    RepoRef secret = github.privateRepository("acme/secret", Map.of("a", "b"));
    String url = url(secret, github.token("mallory"));
    Ran ran = git(folder, "clone", "-q", url, "nothing");
    assertThat(ran.code()).isNotZero();
    assertThat(ran.output()).containsIgnoringCase("not found");
  }

  @Test
  void a_protected_branch_is_not_moved() throws Exception {
    github.protect(csv, "main");
    Path clone = clone(csv, writer);
    commit(clone, "a.txt");
    Ran push = git(clone, "push", "-q", "origin", "HEAD:refs/heads/main");
    assertThat(push.code()).isNotZero();
    assertThat(push.output()).contains("protected branch hook declined");
  }

  @Test
  void an_app_without_the_permission_pushes_no_workflows() throws Exception {
    AppRegistration app = github.app("bot", Map.of("contents", "write"));
    long installation = app.install(csv);
    Path clone = clone(csv, Jwt.token(github, app, installation));
    commit(clone, ".github/workflows/check.yml");
    Ran push = git(clone, "push", "-q", "origin", "HEAD:refs/heads/topic");
    assertThat(push.output()).contains("without `workflows` permission");
    git(clone, "reset", "-q", "--hard", "origin/main");
    commit(clone, "a.txt");
    assertThat(git(clone, "push", "-q", "origin", "HEAD:refs/heads/topic").code()).isZero();
  }

  @Test
  void the_head_of_a_fork_is_fetched_from_the_repository_itself() throws Exception {
    RepoRef fork = github.fork(csv, "mallory");
    GitId head = github.as("mallory").pushes(fork, "topic", Map.of("a.txt", "a"));
    int pull = github.as("mallory").pulls(csv, fork, "topic", "Mend", "");
    Path clone = clone(csv, writer);
    git(clone, "fetch", "-q", "origin", "refs/pull/" + pull + "/head");
    assertThat(git(clone, "rev-parse", "FETCH_HEAD").output().strip()).isEqualTo(head.value());
  }

  @Test
  void maintainers_push_to_the_one_branch_of_a_fork_that_its_author_opened_to_them()
      throws Exception {
    RepoRef fork = github.fork(csv, "mallory");
    github.as("mallory").pushes(fork, "topic", Map.of("a.txt", "a"));
    int pull = github.as("mallory").pulls(csv, fork, "topic", "Mend", "");
    Path clone = clone(fork, writer);
    commit(clone, "b.txt");
    assertThat(git(clone, "push", "-q", "origin", "HEAD:refs/heads/main").code()).isNotZero();
    git(clone, "fetch", "-q", "origin");
    git(clone, "reset", "-q", "--hard", "origin/topic");
    commit(clone, "c.txt");
    assertThat(git(clone, "push", "-q", "origin", "HEAD:refs/heads/topic").code()).isZero();
    github.as("mallory").letsMaintainersPush(csv, pull, false);
    commit(clone, "d.txt");
    assertThat(git(clone, "push", "-q", "origin", "HEAD:refs/heads/topic").code()).isNotZero();
  }

  private Path clone(RepoRef repository, String token) throws IOException, InterruptedException {
    Ran ran = git(folder, "clone", "-q", url(repository, token), "clone");
    assertThat(ran.code()).as(ran.output()).isZero();
    return folder.resolve("clone");
  }

  private String url(RepoRef repository, String token) {
    return github.address().toString().replace("http://", "http://x-access-token:" + token + "@")
        + "/"
        + repository
        + ".git";
  }

  private static void commit(Path clone, String file) throws IOException, InterruptedException {
    Path path = clone.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, file);
    git(clone, "add", "-A");
    git(clone, "commit", "-q", "-m", "Add " + file);
  }

  /** How git ended, and what it printed. */
  private record Ran(int code, String output) {}

  private static Ran git(Path where, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "GIT_CONFIG_GLOBAL", "/dev/null",
                "GIT_CONFIG_NOSYSTEM", "1",
                "GIT_TERMINAL_PROMPT", "0",
                "GIT_AUTHOR_NAME", "alice",
                "GIT_AUTHOR_EMAIL", "alice@example.invalid",
                "GIT_COMMITTER_NAME", "alice",
                "GIT_COMMITTER_EMAIL", "alice@example.invalid"));
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), output);
  }
}
