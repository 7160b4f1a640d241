package dev.gatehand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.gate.Containment;
import java.nio.file.Path;
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
}
