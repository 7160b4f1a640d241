package dev.gatehand;

import dev.gatehand.cli.Finding;
import dev.gatehand.cli.Looks;
import dev.gatehand.sandbox.BubblewrapSandbox;
import dev.gatehand.sandbox.SandboxSettings;
import dev.gatehand.workspace.WorkspaceUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What {@code doctor} looks at on this machine, without starting the service. */
final class Examination {
  private final Path data;
  private final Map<String, String> environment;

  Examination(Map<String, String> environment) {
    this.environment = environment;
    data = Path.of(environment.getOrDefault("GATEHAND_DATA_DIR", "data")).toAbsolutePath();
  }

  List<Supplier<Finding>> looks() {
    return List.of(
        () -> Looks.jdk(Runtime.version()),
        this::sandbox,
        () -> Looks.dataDirectory(data),
        () -> ModelLook.look(environment),
        () -> JudgeLook.look(environment),
        () -> Looks.clock(InstantSource.system()));
  }

  List<Finding> github() {
    return GitHubLook.look(environment, data);
  }

  private Finding sandbox() {
    try {
      if (Files.isDirectory(data)) {
        return sandbox(data);
      }
      Path temporary = temporary();
      try {
        return sandbox(temporary);
      } finally {
        delete(temporary);
      }
    } catch (IOException | WorkspaceUnavailable e) {
      return Finding.bad("sandbox: it could not be tried: " + e.getMessage(), "Mend that first.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Finding.bad("sandbox: interrupted while it was tried", "Run doctor again.");
    }
  }

  private static Finding sandbox(Path ground) throws InterruptedException {
    try (BubblewrapSandbox sandbox = BubblewrapSandbox.probe(SandboxSettings.defaults(ground))) {
      return Looks.sandbox(sandbox);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** As the service would make it: others may pass through, and list nothing. */
  private static Path temporary() throws IOException {
    Path folder = Files.createTempDirectory("gatehand-doctor-");
    return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
  }
}
