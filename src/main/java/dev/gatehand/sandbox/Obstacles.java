package dev.gatehand.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What keeps a sandbox from coming about, and what to do about it, in words for the operator. */
final class Obstacles {
  /** Program to Debian package. */
  private static final List<Map.Entry<String, String>> PROGRAMS =
      List.of(
          Map.entry("bwrap", "bubblewrap"),
          Map.entry("bash", "bash"),
          Map.entry("unshare", "util-linux"));

  private Obstacles() {}

  static Optional<String> first(SandboxSettings settings, Path ownFolder) {
    for (Map.Entry<String, String> program : PROGRAMS) {
      if (Host.program(program.getKey()).isEmpty()) {
        return Optional.of(missing(program.getKey(), program.getValue()));
      }
    }
    if (settings.owner().isPresent() && Host.program("setpriv").isEmpty()) {
      return Optional.of(missing("setpriv", "util-linux"));
    }
    return closed(settings, ownFolder)
        .or(() -> closed(settings, settings.javaHome()))
        .or(
            () ->
                settings.tools().stream().flatMap(it -> closed(settings, it).stream()).findFirst());
  }

  /** Whether the sandbox's user cannot get to a folder. */
  static Optional<String> closed(SandboxSettings settings, Path path) {
    if (!Files.isDirectory(path)) {
      return Optional.of(path + " is not a folder.");
    }
    if (settings.owner().isEmpty()) {
      return Optional.empty();
    }
    int uid = settings.uid();
    return Host.closedFor(uid, path)
        .map(
            folder ->
                "commands run as user "
                    + uid
                    + ", who cannot enter "
                    + folder
                    + " on the way to "
                    + path
                    + ". Let others pass through it ('chmod o+x "
                    + folder
                    + "'; they can list nothing by that), or put it elsewhere.");
  }

  /** What usually helps when bubblewrap is there and fails. */
  static String advice(Throwable failure) {
    String said = String.valueOf(failure.getMessage());
    if (said.contains("namespace") || said.contains("uid map") || said.contains("clone")) {
      return "This machine does not let ordinary users make user namespaces. Look at 'sysctl"
          + " user.max_user_namespaces kernel.unprivileged_userns_clone"
          + " kernel.apparmor_restrict_unprivileged_userns' (they should say: more than 0, 1, 0);"
          + " in a container, its seccomp profile must allow unshare, clone and mount.";
    }
    if (said.contains("Invalid argument")) {
      return "Where root is only root of a container without the sandbox's user, run Gatehand as an"
          + " ordinary user instead.";
    }
    if (said.contains("proc")) {
      return "In a container, /proc must not be masked for a sandbox inside it to have its own.";
    }
    return "Run 'bwrap --unshare-all --ro-bind / / true' as the user that Gatehand runs as.";
  }

  private static String missing(String program, String debianPackage) {
    return "the program "
        + program
        + " is not installed. On Debian and Ubuntu: apt-get install "
        + debianPackage
        + ".";
  }
}
