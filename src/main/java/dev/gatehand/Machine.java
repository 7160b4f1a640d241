package dev.gatehand;

import dev.gatehand.gate.Containment;
import dev.gatehand.sandbox.BubblewrapSandbox;
import dev.gatehand.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * What this machine can hold a command with, found by trying, in a folder that is gone afterwards.
 */
final class Machine {
  private Machine() {}

  static Containment containment() {
    try {
      Path folder = Files.createTempDirectory("gatehand-probe-");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      try (BubblewrapSandbox sandbox = BubblewrapSandbox.probe(SandboxSettings.defaults(folder))) {
        return sandbox.containment();
      } finally {
        remove(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a temporary folder cannot be made or removed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Containment.NONE;
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> below = Files.walk(folder)) {
      for (Path path : below.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
