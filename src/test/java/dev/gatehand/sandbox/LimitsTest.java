package dev.gatehand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehand.gate.RepoPath;
import dev.gatehand.workspace.CommandRunner.Request;
import dev.gatehand.workspace.CommandRunner.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that do not want to end, or want too much. */
class LimitsTest {
  @TempDir Path temporary;
  private Ground ground;
  private Bubblewrap bubblewrap;

  @BeforeEach
  void open() {
    ground = new Ground(temporary);
    SandboxSettings ordinary = ground.settings;
    bubblewrap =
        new Bubblewrap(
            new SandboxSettings(
                ordinary.dataDir(),
                ordinary.uid(),
                ordinary.javaHome(),
                List.of(),
                new SandboxSettings.Limits(64, 10, 16, 64L << 20)));
  }

  @AfterEach
  void close() {
    bubblewrap.close();
  }

  @Test
  void twelve_gigabytes_of_yes_end_at_the_hard_limit_with_head_and_tail() throws Exception {
    Result result = run("echo first; yes | head -c 12884901888");
    assertThat(result.exit()).isEqualTo(137);
    assertThat(result.output())
        .startsWith("first\ny\n")
        .contains("bytes of output are not kept")
        .endsWith("\n[killed: it wrote more than 64 MB of output]\n")
        .hasSizeLessThan(70_000);
    assertThat(result.dropped()).isBetween(60L << 20, 80L << 20);
  }

  @Test
  void one_line_of_fifty_megabytes_is_cut_in_the_middle() throws Exception {
    Result result = run("head -c 50000000 /dev/zero | tr '\\0' x; echo; echo end");
    assertThat(result.exit()).isZero();
    assertThat(result.output()).startsWith("xxx").endsWith("x\nend\n").hasSizeLessThan(70_000);
    assertThat(result.dropped()).isEqualTo(50_000_005 - (1 << 16));
  }

  @Test
  void time_ends_the_whole_tree() throws Exception {
    Result result = run("sleep 981001 & sleep 981002", Duration.ofMillis(400));
    assertThat(result.exit()).isEqualTo(124);
    assertThat(result.timedOut()).isTrue();
    assertThat(result.took()).isLessThan(Duration.ofSeconds(5));
    assertThat(alive("98100")).isEmpty();
  }

  @Test
  void a_daemon_in_its_own_session_dies_with_the_command() throws Exception {
    Result result = run("setsid setsid sleep 982001 </dev/null >/dev/null 2>&1 & echo started");
    assertThat(result.output()).isEqualTo("started\n");
    assertThat(result.took()).isLessThan(Duration.ofSeconds(10));
    await().atMost(Duration.ofSeconds(5)).until(() -> alive("982001").isEmpty());
  }

  @Test
  void a_fork_bomb_stays_within_its_number_of_processes() throws Exception {
    Result result = run("for i in {1..200}; do sleep 983001 & done; wait", Duration.ofMillis(1500));
    assertThat(result.output()).contains("Resource temporarily unavailable");
    assertThat(result.exit()).isEqualTo(124);
    assertThat(alive("983001")).isEmpty();
    assertThat(run("bomb() { bomb | bomb & }; bomb; sleep 1", Duration.ofSeconds(2)).took())
        .isLessThan(Duration.ofSeconds(12));
  }

  @Test
  void a_command_that_eats_memory_is_killed_and_told() throws Exception {
    Request hungry =
        new Request(
            "head -c 1000000000 /dev/zero | tail -c 999999999 | wc -c",
            ground.folder,
            ground.view,
            RepoPath.ROOT,
            Duration.ofSeconds(30),
            100,
            4096);
    Result result = bubblewrap.run(hungry);
    assertThat(result.exit()).isEqualTo(137);
    assertThat(result.output()).endsWith("[killed: it used more than 100 MB of memory]\n");
  }

  @Test
  void files_and_temporary_places_have_a_size() throws Exception {
    assertThat(run("head -c 20000000 /dev/zero >big; stat -c %s big").output())
        .endsWith("10485760\n");
    assertThat(run("truncate -s 1T sparse").exit()).isNotZero();
    assertThat(run("cat /dev/zero >/tmp/1; cat /dev/zero >/tmp/2").output())
        .contains("No space left");
    assertThat(Files.size(ground.folder.resolve("big"))).isEqualTo(10 << 20);
  }

  @Test
  void an_interrupt_kills_everything_that_was_started() throws Exception {
    AtomicReference<Object> ended = new AtomicReference<>();
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    ended.set(run("sleep 984001 & sleep 984001"));
                  } catch (InterruptedException e) {
                    ended.set(e);
                  }
                });
    await().atMost(Duration.ofSeconds(10)).until(() -> alive("984001").size() >= 2);
    caller.interrupt();
    caller.join();
    assertThat(ended.get()).isInstanceOf(InterruptedException.class);
    await().atMost(Duration.ofSeconds(5)).until(() -> alive("984001").isEmpty());
  }

  /**
   * The kernel ends a sandbox when the thread that started it ends. The carrier of a virtual thread
   * does so after 30 s without work; a platform thread that is over does at once.
   */
  @Test
  void a_sandbox_outlives_the_thread_that_asked_for_it() throws Exception {
    Queue<Process> started = new ConcurrentLinkedQueue<>();
    List<String> words =
        new BubblewrapArguments(ground.settings, bubblewrap.folder())
            .of(ground.request("sleep 0.5; exit 3"), "marker");
    Thread caller =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    started.add(bubblewrap.start(words));
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
    caller.join();
    assertThat(started.remove().waitFor()).isEqualTo(3);
  }

  @Test
  void killing_gatehand_kills_its_sandboxes() throws Exception {
    Process gatehand =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.gatehand.sandbox.LimitsTest$Victim",
                temporary.toString(),
                "sleep 985001")
            .inheritIO()
            .start();
    try {
      await().atMost(Duration.ofSeconds(20)).until(() -> alive("sleep 985001").size() >= 3);
    } finally {
      gatehand.destroyForcibly();
    }
    assertThat(gatehand.waitFor()).isEqualTo(137);
    await().atMost(Duration.ofSeconds(5)).until(() -> alive("985001").isEmpty());
  }

  /** Another Gatehand, to be killed. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws InterruptedException {
      Ground ground = new Ground(Path.of(arguments[0]));
      try (Bubblewrap victim = new Bubblewrap(ground.settings)) {
        victim.run(ground.request(arguments[1]));
      }
    }
  }

  private Result run(String command) throws InterruptedException {
    return run(command, Duration.ofSeconds(60));
  }

  private Result run(String command, Duration limit) throws InterruptedException {
    return bubblewrap.run(ground.request(command, limit));
  }

  /** Command lines of this machine's processes, sandboxes included, that contain a text. */
  private static List<String> alive(String text) {
    return ProcessHandle.allProcesses()
        .flatMap(process -> process.info().commandLine().stream())
        .filter(line -> line.contains(text))
        .toList();
  }
}
