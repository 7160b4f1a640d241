package dev.gatehand.cli;

import dev.gatehand.workspace.CommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/** What {@code doctor} looks at, one thing each. */
public final class Looks {
  private static final int PROVEN_JDK = 25;

  /** Gatehand did not exist before: a clock that says so is wrong, and deadlines and leases lie. */
  private static final Instant EARLIEST = Instant.parse("2026-11-01T00:00:00Z");

  private static final Set<PosixFilePermission> OF_OTHERS =
      Set.of(
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.GROUP_WRITE);

  private Looks() {}

  public static Finding jdk(Runtime.Version version) {
    String what = "JDK " + version + " in " + System.getProperty("java.home");
    if (version.feature() < PROVEN_JDK) {
      return Finding.bad(what + " is too old", "Install a JDK " + PROVEN_JDK + ".");
    }
    return version.feature() == PROVEN_JDK
        ? Finding.good(what)
        : Finding.poor(
            what + " is newer than what Gatehand was tested with",
            "JDK " + PROVEN_JDK + " is the one it was; GATEHAND_JAVA_HOME can point at it.");
  }

  public static Finding sandbox(CommandRunner runner) {
    return switch (runner.containment()) {
      case SANDBOX, SANDBOX_WITH_NETWORK -> Finding.good("sandbox: " + runner.explanation());
      case NONE -> Finding.bad("sandbox: " + runner.explanation(), "No task can start until then.");
    };
  }

  /** The folder must be writable by Gatehand, and its names nobody else's business. */
  public static Finding dataDirectory(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Finding.poor(
          "data directory: " + folder + " does not exist yet", "It is made at the first start.");
    }
    if (!Files.isWritable(folder)) {
      return Finding.bad(
          "data directory: " + folder + " cannot be written",
          "Give it to the user that Gatehand runs as, or set GATEHAND_DATA_DIR.");
    }
    try {
      Set<PosixFilePermission> open = Files.getPosixFilePermissions(folder);
      if (OF_OTHERS.stream().anyMatch(open::contains)) {
        return Finding.poor(
            "data directory: other users can list or change " + folder, "chmod 711 " + folder);
      }
    } catch (IOException | UnsupportedOperationException e) {
      return Finding.poor(
          "data directory: the rights of " + folder + " cannot be read: " + e,
          "Use a file system with POSIX rights.");
    }
    return Finding.good("data directory: " + folder);
  }

  public static Finding clock(InstantSource clock) {
    Instant now = clock.instant();
    return now.isBefore(EARLIEST)
        ? Finding.bad(
            "clock: it says " + now + ", which is in the past",
            "Set it, and keep it right with chrony or systemd-timesyncd: asks have deadlines.")
        : Finding.good("clock: " + now);
  }
}
