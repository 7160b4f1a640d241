package dev.gatehand.sandbox;

import dev.gatehand.gate.RepoPath;
import dev.gatehand.workspace.CommandRunner.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** A data directory with one checkout in it, as the sandbox wants them. */
final class Ground {
  final Path data;
  final Path folder;
  final Path view;
  final SandboxSettings settings;

  Ground(Path temporary) {
    try {
      data = open(temporary);
      folder = open(Files.createDirectories(data.resolve("workspace")));
      view = open(Files.createDirectories(data.resolve("view")));
      settings = SandboxSettings.defaults(data);
      if (settings.owner().isPresent()) {
        Files.setAttribute(folder, "unix:uid", settings.owner().getAsInt());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Request request(String command) {
    return request(command, Duration.ofSeconds(60));
  }

  Request request(String command, Duration limit) {
    return new Request(command, folder, view, RepoPath.ROOT, limit, 1024, 1 << 16);
  }

  /** JUnit makes its folders for their owner alone; the sandbox's user has to get through. */
  static Path open(Path path) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
