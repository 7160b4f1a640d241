package dev.gatehand.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Where the guide's commands are typed: a shell, in a folder, with an environment of its own. */
final class Bench {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  final Path folder;
  private final Map<String, String> environment;

  private Bench(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  static Bench in(Path folder) {
    return new Bench(folder, Map.of());
  }

  Bench at(Path other) {
    return new Bench(other, environment);
  }

  Bench with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    return new Bench(folder, Map.copyOf(all));
  }

  /** Types it, and expects that each command succeeds; what was printed. */
  String types(String commands) throws IOException, InterruptedException {
    try (Typed typed = starts(commands)) {
      assertThat(typed.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as("%s", commands)
          .isTrue();
      assertThat(typed.process.exitValue()).as("%s\n%s", commands, typed.said()).isZero();
      return typed.said();
    }
  }

  /** Types it, and leaves it running. */
  Typed starts(String commands) throws IOException {
    Path script = Files.createTempFile("gatehand-typed", ".sh");
    Files.writeString(script, commands);
    script.toFile().deleteOnExit();
    Path said = Files.createTempFile("gatehand-said", ".txt");
    said.toFile().deleteOnExit();
    var builder = new ProcessBuilder("bash", "-e", script.toString());
    builder.environment().keySet().removeIf(it -> it.startsWith("GATEHAND_"));
    builder.environment().putAll(environment);
    return new Typed(
        builder
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start(),
        said);
  }

  static int freePort() {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean has(String program) {
    try {
      return new ProcessBuilder("bash", "-c", program + " >/dev/null 2>&1").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Status and body of an address of this machine, without following anything. */
  static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(60)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  /** What runs because of it; ended with all that it started. */
  record Typed(Process process, Path output) implements AutoCloseable {
    String said() {
      try {
        return Files.readString(output);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void answersAt(URI address) {
      await()
          .atMost(Duration.ofMinutes(3))
          .until(
              () -> {
                assertThat(process.isAlive()).as("it ended:\n%s", said()).isTrue();
                try {
                  return get(address).statusCode() < 500;
                } catch (IOException e) {
                  return false;
                }
              });
    }

    @Override
    public void close() {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
      try {
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
