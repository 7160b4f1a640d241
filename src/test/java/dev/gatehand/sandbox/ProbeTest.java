package dev.gatehand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gatehand.gate.Containment;
import dev.gatehand.workspace.WorkspaceUnavailable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeTest {
  @TempDir Path temporary;

  @Test
  void this_machine_proves_that_its_sandbox_holds() throws Exception {
    Ground ground = new Ground(temporary);
    try (BubblewrapSandbox sandbox = BubblewrapSandbox.probe(ground.settings)) {
      assertThat(sandbox.explanation()).startsWith("bubblewrap holds commands, proven at start");
      assertThat(sandbox.containment()).isEqualTo(Containment.SANDBOX);
    }
    assertThat(ground.data.resolve("sandbox/probe")).doesNotExist();
  }

  @Test
  void a_reachable_data_directory_is_no_containment_and_nothing_runs() throws Exception {
    Ground ground = new Ground(temporary);
    SandboxSettings leaky =
        new SandboxSettings(
            ground.data,
            ground.settings.uid(),
            ground.settings.javaHome(),
            List.of(ground.data),
            ground.settings.limits());
    try (BubblewrapSandbox sandbox = BubblewrapSandbox.probe(leaky)) {
      assertThat(sandbox.containment()).isEqualTo(Containment.NONE);
      assertThat(sandbox.explanation())
          .contains("Gatehand's data directory can be seen (yes)")
          .contains("a file outside the workspace can be read");
      assertThatThrownBy(() -> sandbox.run(ground.request("true")))
          .isInstanceOf(WorkspaceUnavailable.class)
          .hasMessageContaining("no command can run")
          .hasMessageContaining("data directory can be seen");
    }
  }

  @Test
  void a_closed_folder_on_the_way_is_named_with_what_to_do() throws Exception {
    Ground ground = new Ground(temporary);
    assumeThat(ground.settings.owner())
        .as("without root, the folder is the user's own")
        .isPresent();
    Files.setPosixFilePermissions(ground.data, PosixFilePermissions.fromString("rwx------"));
    try (BubblewrapSandbox sandbox = BubblewrapSandbox.probe(ground.settings)) {
      assertThat(sandbox.containment()).isEqualTo(Containment.NONE);
      assertThat(sandbox.explanation())
          .contains("user " + SandboxSettings.DEFAULT_UID + ", who cannot enter " + ground.data)
          .contains("chmod o+x " + ground.data);
    }
  }

  @Test
  void a_fact_that_is_not_shown_counts_as_bad() {
    Ground ground = new Ground(temporary);
    Map<String, String> good = goodFacts(ground.settings);
    assertThat(complaints(ground, good)).isEmpty();

    for (String fact : good.keySet()) {
      Map<String, String> lacking = new HashMap<>(good);
      lacking.remove(fact);
      assertThat(complaints(ground, lacking)).as("without %s", fact).hasSize(1);
      Map<String, String> wrong = new HashMap<>(good);
      wrong.put(fact, fact.startsWith("namespace-") ? hostNamespace(fact) : "surprise");
      assertThat(complaints(ground, wrong)).as("with a wrong %s", fact).hasSize(1);
    }
  }

  private static List<String> complaints(Ground ground, Map<String, String> facts) {
    return new ProbeFacts(facts, ground.settings, List.of("HOME")).complaints();
  }

  private static Map<String, String> goodFacts(SandboxSettings settings) {
    Map<String, String> facts = new HashMap<>();
    for (String no : List.of("read-outside", "data-directory", "tcp", "udp", "nested-namespace")) {
      facts.put(no, "no");
    }
    for (String yes : List.of("writes-workspace", "writes-temporary", "writes-home", "bait-open")) {
      facts.put(yes, "yes");
    }
    for (String zero : List.of("exit", "routes", "unix-sockets", "core-limit")) {
      facts.put(zero, "0");
    }
    for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")) {
      facts.put(set, "0000000000000000");
    }
    for (String kind : List.of("user", "mnt", "pid", "net", "ipc", "uts", "cgroup")) {
      facts.put("namespace-" + kind, kind + ":[1]");
    }
    facts.put("root", "bin etc usr workspace");
    facts.put("written-outside", "");
    facts.put("interfaces", "lo");
    facts.put("NoNewPrivs", "1");
    facts.put("uid", "1000");
    facts.put(
        "outer-uid", "" + settings.owner().orElseGet(() -> Host.owner(Path.of("/proc/self"))));
    facts.put("process-limit", "" + settings.limits().processes());
    facts.put("other-processes", "");
    facts.put("descriptors", "0 1 2");
    facts.put("environment", "HOME PWD SHLVL _");
    return facts;
  }

  private static String hostNamespace(String fact) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns", fact.substring(10))).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
