package dev.gatehand.git;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The git program and the shell, as the judges of what the code under test has made. */
final class RealGit {
  private final Path folder;

  RealGit(Path folder) {
    this.folder = folder;
  }

  /** Runs git here and gives its output; a failure fails the test. */
  String git(String... arguments) {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    return run(command);
  }

  /** Runs a line of shell here. */
  String shell(String line) {
    return run(List.of("bash", "-c", line));
  }

  /** Git with a git directory elsewhere, as the sandbox has it. */
  String gitWith(Path directory, String... arguments) {
    List<String> command =
        new ArrayList<>(List.of("git", "--git-dir=" + directory, "--work-tree=" + folder));
    command.addAll(List.of(arguments));
    return run(command);
  }

  private String run(List<String> command) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      var environment = builder.environment();
      environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
      environment.put("GIT_CONFIG_NOSYSTEM", "1");
      environment.put("LC_ALL", "C.UTF-8");
      for (String who : List.of("AUTHOR", "COMMITTER")) {
        environment.put("GIT_" + who + "_NAME", "alice");
        environment.put("GIT_" + who + "_EMAIL", "alice@example.invalid");
        environment.put("GIT_" + who + "_DATE", "2026-11-01T12:00:00Z");
      }
      Process process = builder.redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + " failed:\n" + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
