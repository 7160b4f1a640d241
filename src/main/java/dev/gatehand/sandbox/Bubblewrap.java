package dev.gatehand.sandbox;

import dev.gatehand.workspace.CommandRunner.Request;
import dev.gatehand.workspace.CommandRunner.Result;
import dev.gatehand.workspace.WorkspaceUnavailable;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts commands under bubblewrap, proven or not. All of them are started by one platform thread
 * that lives as long as this does: a sandbox dies with the <em>thread</em> that started it, and the
 * carrier of a virtual thread goes away after half a minute without work.
 */
final class Bubblewrap implements AutoCloseable {
  /** The kernel takes no longer word on a command line. */
  private static final int LONGEST_COMMAND = (128 << 10) - 1;

  private static final int NOT_RUNNABLE = 126;
  private static final Map<String, String> ACCOUNTS =
      Map.of(
          "passwd",
          """
          root:x:0:0:root:/:/usr/sbin/nologin
          agent:x:1000:1000:agent:/home/agent:/bin/bash
          nobody:x:65534:65534:nobody:/:/usr/sbin/nologin
          """,
          "group",
          """
          root:x:0:
          agent:x:1000:
          nogroup:x:65534:
          """,
          "hosts",
          """
          127.0.0.1 localhost sandbox
          ::1 localhost sandbox
          """,
          "nsswitch.conf",
          """
          passwd: files
          group: files
          hosts: files
          """);

  private final SandboxSettings settings;
  private final Path folder;
  private final BubblewrapArguments arguments;
  private final SecureRandom random = new SecureRandom();
  private final ExecutorService starter =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("sandbox-starter").factory());

  Bubblewrap(SandboxSettings settings) {
    this.settings = settings;
    this.folder = settings.dataDir().resolve("sandbox");
    this.arguments = new BubblewrapArguments(settings, folder);
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      for (Map.Entry<String, String> file : ACCOUNTS.entrySet()) {
        Path path = folder.resolve(file.getKey());
        Files.writeString(path, file.getValue());
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
      }
    } catch (IOException e) {
      throw new WorkspaceUnavailable("cannot write the sandbox's own files in " + folder, e);
    }
  }

  SandboxSettings settings() {
    return settings;
  }

  /** A folder outside of all checkouts, for what the sandbox itself needs. */
  Path folder() {
    return folder;
  }

  /** Names of the variables that a command finds. */
  List<String> variables() {
    return List.copyOf(arguments.variables().keySet());
  }

  Result run(Request request) throws InterruptedException {
    byte[] command = request.command().getBytes(StandardCharsets.UTF_8);
    if (command.length > LONGEST_COMMAND) {
      return notRunnable(
          "this command has "
              + command.length
              + " bytes, and a command line can have "
              + LONGEST_COMMAND
              + ": write it to a file and run that");
    }
    if (request.command().indexOf('\0') >= 0) {
      return notRunnable("a command cannot contain the character U+0000");
    }
    refusePlantedGit(request);
    byte[] random = new byte[16];
    this.random.nextBytes(random);
    String marker = HexFormat.of().formatHex(random);
    Process process = start(arguments.of(request, marker));
    return new RunningCommand(process, marker, request, settings.limits().outputBytes()).await();
  }

  @Override
  public void close() {
    starter.shutdownNow();
  }

  /** A link there would make bubblewrap mount the view somewhere else. */
  private static void refusePlantedGit(Request request) {
    Path git = request.folder().resolve(".git");
    if (Files.exists(git, LinkOption.NOFOLLOW_LINKS)
        && !Files.isDirectory(git, LinkOption.NOFOLLOW_LINKS)) {
      throw new WorkspaceUnavailable(
          git + " is not a folder; the checkout was tampered with and has to be made again");
    }
  }

  /** Package private for the test that the thread which asks may end before the command does. */
  Process start(List<String> words) throws InterruptedException {
    CompletableFuture<Process> started = new CompletableFuture<>();
    starter.execute(
        () -> {
          try {
            started.complete(builder(words).start());
          } catch (IOException | RuntimeException e) {
            started.completeExceptionally(e);
          }
        });
    try {
      return started.get();
    } catch (InterruptedException e) {
      var _ = started.thenAccept(late -> new ProcessTree(late.toHandle()).kill());
      throw e;
    } catch (ExecutionException e) {
      throw new WorkspaceUnavailable("bubblewrap could not be started", e);
    }
  }

  private static ProcessBuilder builder(List<String> words) {
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().clear();
    builder.directory(new File("/"));
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    return builder;
  }

  private static Result notRunnable(String why) {
    return new Result(NOT_RUNNABLE, why + "\n", 0, false, Duration.ZERO);
  }
}
