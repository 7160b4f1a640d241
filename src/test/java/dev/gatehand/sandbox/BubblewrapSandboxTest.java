package dev.gatehand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehand.gate.RepoPath;
import dev.gatehand.workspace.CommandRunner.Request;
import dev.gatehand.workspace.CommandRunner.Result;
import dev.gatehand.workspace.WorkspaceUnavailable;
import java.io.File;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command finds, and what it does not, under real bubblewrap. */
class BubblewrapSandboxTest {
  @TempDir Path temporary;
  private Ground ground;
  private BubblewrapSandbox sandbox;

  @BeforeEach
  void prove() throws Exception {
    ground = new Ground(temporary);
    sandbox = BubblewrapSandbox.probe(ground.settings);
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void both_streams_come_in_order_with_the_exit_status() throws Exception {
    Result result = run("echo one; echo two >&2; echo three; exit 7");
    assertThat(result.output()).isEqualTo("one\ntwo\nthree\n");
    assertThat(result.exit()).isEqualTo(7);
    assertThat(result.timedOut()).isFalse();
  }

  @Test
  void what_is_written_in_the_workspace_is_there_outside_and_belongs_to_nobody_important()
      throws Exception {
    Result result = run("mkdir -p a && echo text >a/b && pwd");
    assertThat(result.output()).isEqualTo("/workspace\n");
    Path written = ground.folder.resolve("a/b");
    assertThat(written).hasContent("text\n");
    assertThat(Host.owner(written)).isNotZero();
  }

  @Test
  void a_command_starts_in_its_folder_and_a_missing_one_is_its_own_error() throws Exception {
    Files.createDirectories(ground.folder.resolve("sub dir"));
    assertThat(in("sub dir", "pwd").output()).isEqualTo("/workspace/sub dir\n");
    Result missing = in("nowhere", "echo never");
    assertThat(missing.exit()).isEqualTo(126);
    assertThat(missing.output()).contains("nowhere").doesNotContain("never");
  }

  @Test
  void a_planted_link_leads_to_the_sandbox_and_not_to_this_machine() throws Exception {
    Files.createSymbolicLink(ground.folder.resolve("shadow"), Path.of("/etc/shadow"));
    Files.createSymbolicLink(ground.folder.resolve("accounts"), Path.of("/etc/passwd"));
    assertThat(run("cat shadow").output()).contains("No such file");
    assertThat(run("cut -d: -f1 accounts").output()).isEqualTo("root\nagent\nnobody\n");
  }

  @Test
  void git_reads_the_view_and_cannot_write_it() throws Exception {
    git("init", "-q", "-b", "main", ".");
    git(
        "-c",
        "user.name=a",
        "-c",
        "user.email=a@example.org",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "first");
    Files.delete(ground.view);
    Files.move(ground.data.resolve("repository/.git"), ground.view);
    Files.writeString(ground.folder.resolve("new"), "");
    assertThat(run("git log --format=%s; git status --short").output())
        .isEqualTo("first\n?? new\n");
    Result hook = run("echo evil >.git/hooks/post-checkout || git config core.fsmonitor evil");
    assertThat(hook.exit()).isNotZero();
    assertThat(hook.output()).contains("Read-only file system");
    assertThat(run("rm -rf .git; mv .git elsewhere").output()).contains("busy");
  }

  @Test
  void a_link_in_the_place_of_the_view_stops_the_run() throws Exception {
    Files.createSymbolicLink(ground.folder.resolve(".git"), Path.of("/etc"));
    assertThatThrownBy(() -> run("true"))
        .isInstanceOf(WorkspaceUnavailable.class)
        .hasMessageContaining("is not a folder");
  }

  @Test
  void no_descriptor_of_gatehand_is_inherited() throws Exception {
    Path secret = Files.writeString(ground.data.resolve("secret"), "canary");
    try (InputStream open = Files.newInputStream(secret)) {
      assertThat(run("ls /proc/$$/fd >/tmp/list; cat /tmp/list").output()).isEqualTo("0\n1\n2\n");
      assertThat(open.read()).isEqualTo('c');
    }
  }

  @Test
  void the_environment_is_made_anew() throws Exception {
    assertThat(System.getenv()).containsKey("PATH");
    List<String> names = run("compgen -e").output().lines().toList();
    assertThat(names)
        .contains("HOME", "JAVA_HOME", "GIT_OPTIONAL_LOCKS")
        .allMatch(name -> name.matches("[A-Z_0-9]+"))
        .doesNotContain("MAVEN_OPTS", "MAVEN_CMD_LINE_ARGS", "HOSTNAME")
        .hasSizeLessThan(25);
  }

  @Test
  void the_jdk_of_gatehand_works_inside_with_loopback_and_without_a_network() throws Exception {
    Files.copy(
        Path.of("src/test/resources/sandbox/Loopback.java"),
        ground.folder.resolve("Loopback.java"));
    assertThat(run("java Loopback.java").output())
        .isEqualTo("42 on " + Runtime.version().feature() + "\n");
    assertThat(run("exec 3<>/dev/tcp/192.0.2.1/443").output()).contains("unreachable");
  }

  @Test
  void only_sized_places_can_be_written() throws Exception {
    Result result =
        run(
            "for f in / /usr /etc /dev /var /workspace/.git; do touch $f/x && echo \"wrote $f\"; done");
    assertThat(result.output()).doesNotContain("wrote");
    assertThat(run("stat -f -c %b:%S /tmp").output()).isEqualTo("131072:4096\n");
  }

  @Test
  void what_cannot_be_a_command_line_is_an_observation() throws Exception {
    Result tooLong = run("#" + "x".repeat(200_000));
    assertThat(tooLong.exit()).isEqualTo(126);
    assertThat(tooLong.output()).contains("write it to a file");
    assertThat(run("echo a\0b").output()).contains("U+0000");
    assertThat(run("echo '-c' \"a'b\" $'\\n' ü").output()).isEqualTo("-c a'b \n ü\n");
  }

  private Result run(String command) throws InterruptedException {
    return sandbox.run(ground.request(command));
  }

  private Result in(String directory, String command) throws InterruptedException {
    return sandbox.run(
        new Request(
            command,
            ground.folder,
            ground.view,
            new RepoPath(directory),
            Duration.ofSeconds(20),
            512,
            4096));
  }

  private void git(String... words) throws Exception {
    Path repository = Files.createDirectories(ground.data.resolve("repository"));
    List<String> line = new ArrayList<>(List.of("git"));
    line.addAll(List.of(words));
    Process process =
        new ProcessBuilder(line)
            .directory(new File(repository.toString()))
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
