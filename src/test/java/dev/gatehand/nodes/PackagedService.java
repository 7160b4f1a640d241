package dev.gatehand.nodes;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The packaged service as the launcher starts it, in a process of its own. */
final class PackagedService implements AutoCloseable {
  private final Process process;
  private final int port;
  private final HttpRequest health;

  /**
   * How it is started.
   *
   * @param app its jar
   * @param options of the JVM, as the launcher gives them
   */
  record Launch(Path app, List<String> options) {}

  private PackagedService(Process process, int port) {
    this.process = process;
    this.port = port;
    health = HttpRequest.newBuilder(at("/q/health/ready")).build();
  }

  /** On this data directory, with the scripted model and this script, or the demo's. */
  static PackagedService start(Launch launch, Path data, Path repositories, Optional<Path> script)
      throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("GATEHAND_FORGE", "embedded");
    settings.put("GATEHAND_DATA_DIR", data.toString());
    settings.put("GATEHAND_EMBEDDED_REPOSITORIES", repositories.toString());
    settings.put("GATEHAND_MODEL_PROVIDER", "scripted");
    script.ifPresent(file -> settings.put("GATEHAND_MODEL_SCRIPT", file.toString()));
    return start(launch, settings);
  }

  static PackagedService start(Launch launch, Map<String, String> settings) throws IOException {
    int port = free();
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.add("--enable-native-access=ALL-UNNAMED");
    words.add("--sun-misc-unsafe-memory-access=allow");
    words.addAll(launch.options());
    words.addAll(List.of("-jar", launch.app().toString(), "serve"));
    var builder = new ProcessBuilder(words);
    builder.environment().putAll(settings);
    builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
    Process process =
        builder
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return new PackagedService(process, port);
  }

  /** One of its addresses, e.g. of {@code /webhooks/github}. */
  URI at(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  void awaitHealth() throws InterruptedException {
    try (var http = HttpClient.newHttpClient()) {
      while (!answers(http)) {
        if (!process.isAlive()) {
          throw new IllegalStateException("the service ended with " + process.exitValue());
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
    }
  }

  private boolean answers(HttpClient http) throws InterruptedException {
    try {
      return http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a command of a task runs: its sandbox is a process of the service. */
  boolean busy() {
    return process.descendants().findAny().isPresent();
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static int free() throws IOException {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }
}
