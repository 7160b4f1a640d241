package dev.gatehand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.gate.Action;
import dev.gatehand.gate.Assessment;
import dev.gatehand.gate.Containment;
import dev.gatehand.gate.Gate;
import dev.gatehand.gate.Judge;
import dev.gatehand.gate.Situation;
import dev.gatehand.gate.TaskId;
import dev.gatehand.policy.Policy;
import dev.gatehand.policy.PolicyReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the gate calls safe is run, with hostile words in the places that it calls harmless, hostile
 * values in the variables and hostile names among the files: nothing outside of the workspace, no
 * branch, no process and no server may notice. The gate judges as if nothing held the command; the
 * sandbox is there for the day on which it is wrong.
 */
class CanaryTest {
  /** How many commands are run; {@code all} is the long form. */
  private static final String SAMPLE = System.getProperty("gatehand.test.canaries", "60");

  /** Commands of one sandbox. */
  private static final int SHARE = 500;

  private static final long SEED = Long.getLong("gatehand.test.seed", 4);
  private static final Path HERE = Path.of("src/test/resources");
  private static final Pattern WORD = Pattern.compile("(?<= )[^ '\"|&;<>()$`{}]+(?= |$)");
  private static final String WORKSPACE = "/tmp/ground/w";

  @TempDir Path temporary;

  @Test
  void what_the_gate_calls_safe_touches_no_canary() throws Exception {
    List<String> safe = safe();
    assertThat(safe).as("commands that are called safe, with payloads").hasSizeGreaterThan(400);
    List<String> chosen = new ArrayList<>(safe);
    Collections.shuffle(chosen, new Random(SEED));
    int most = SAMPLE.equals("all") ? chosen.size() : Integer.parseInt(SAMPLE);
    chosen = chosen.subList(0, Math.min(most, chosen.size()));
    assertThat(touched(chosen)).as("seed %d", SEED).isEmpty();
  }

  /** Each share runs in a sandbox of its own, as many at once as there are processors. */
  private List<String> touched(List<String> commands) throws Exception {
    Ground.open(temporary);
    List<String> touched = new ArrayList<>();
    int shares = (commands.size() + SHARE - 1) / SHARE;
    try (var workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      List<Future<List<String>>> results = new ArrayList<>();
      for (int share = 0; share < shares; share++) {
        Path place = Files.createDirectory(temporary.resolve("share-" + share));
        int from = share * SHARE;
        List<String> part = commands.subList(from, Math.min(from + SHARE, commands.size()));
        results.add(workers.submit(() -> touchedBy(part, place)));
      }
      for (int share = 0; share < shares; share++) {
        List<String> more = results.get(share).get();
        touched.addAll(more);
        if (shares > 1) {
          more.forEach(System.out::println);
          System.out.printf("share %d of %d done%n", share + 1, shares);
        }
      }
    }
    return touched;
  }

  private static List<String> touchedBy(List<String> commands, Path place)
      throws IOException, InterruptedException {
    var ground = new Ground(place);
    for (int i = 0; i < commands.size(); i++) {
      Path script = ground.folder.resolve("commands").resolve("%05d".formatted(i));
      Files.createDirectories(script.getParent());
      Files.writeString(script, commands.get(i) + "\n");
    }
    Files.copy(HERE.resolve("sandbox/canaries.sh"), ground.folder.resolve("canaries.sh"));
    try (var sandbox = BubblewrapSandbox.probe(ground.settings)) {
      Duration limit = Duration.ofSeconds(60L + 5L * commands.size());
      var result = sandbox.run(ground.request("bash /workspace/canaries.sh", limit));
      assertThat(result.output()).contains("commands run: " + commands.size());
      return result.output().lines().filter(line -> line.startsWith("touched")).toList();
    }
  }

  @Test
  void a_canary_that_is_touched_is_seen() throws Exception {
    var ground = new Ground(temporary);
    Files.createDirectories(ground.folder.resolve("commands"));
    List<String> wicked =
        List.of(
            "touch /workspace/canary/hit",
            "echo changed > /workspace/canary/file",
            "git branch -D canary",
            "kill $(cat /tmp/ground/sleeper)",
            "echo x > /dev/tcp/127.0.0.1/9191; sleep 0.3");
    for (int i = 0; i < wicked.size(); i++) {
      Files.writeString(ground.folder.resolve("commands/0000" + i), wicked.get(i) + "\n");
    }
    Files.copy(HERE.resolve("sandbox/canaries.sh"), ground.folder.resolve("canaries.sh"));
    try (var sandbox = BubblewrapSandbox.probe(ground.settings)) {
      var result = sandbox.run(ground.request("bash /workspace/canaries.sh"));
      assertThat(result.output().lines().filter(line -> line.startsWith("touched")).toList())
          .hasSize(wicked.size());
    }
  }

  /**
   * Each safe case, as it is and with one word made hostile, as far as the gate still permits it.
   */
  private static List<String> safe() throws IOException {
    List<String> payloads =
        Files.readAllLines(HERE.resolve("sandbox/payloads.txt")).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();
    Gate gate = new Gate((_, _, _) -> new Judge.Opinion.Unavailable("not asked here"));
    Situation situation = situation();
    List<String> safe = new ArrayList<>();
    for (String line : corpus()) {
      String command = line.replace('␤', '\n');
      if (permitted(gate, command, situation)) {
        safe.add(command);
      }
      var word = WORD.matcher(command);
      while (word.find()) {
        for (String payload : payloads) {
          String hostile =
              command.substring(0, word.start()) + payload + command.substring(word.end());
          if (permitted(gate, hostile, situation)) {
            safe.add(hostile);
          }
        }
      }
    }
    return safe;
  }

  private static List<String> corpus() throws IOException {
    List<String> lines = new ArrayList<>();
    try (var files = Files.newDirectoryStream(HERE.resolve("corpus"), "run-*.txt")) {
      for (Path file : files) {
        for (String line : Files.readAllLines(file)) {
          if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("=")) {
            lines.add(line);
          }
        }
      }
    }
    Collections.sort(lines);
    return lines;
  }

  private static boolean permitted(Gate gate, String command, Situation situation) {
    return gate.assess(new Action.Run(command), situation) instanceof Assessment.Permitted;
  }

  private static Situation situation() throws IOException {
    Policy policy =
        new PolicyReader().read(Files.readString(Path.of("policy.yaml")), "policy.yaml");
    return new Situation(
        new TaskId("t-4k7q2m9x"),
        "repository-1",
        policy,
        WORKSPACE,
        WORKSPACE,
        "",
        Containment.NONE,
        Duration.ofMinutes(1),
        Situation.Stage.WORKING,
        Set.of());
  }
}
