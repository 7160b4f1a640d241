package dev.gatehand.nodes;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The packaged service, started on a data directory, timed until health answers, and ended. */
record Started(Path app, Path data, Path repositories) {
  double millis() throws IOException, InterruptedException {
    int port = free();
    long began = System.nanoTime();
    Process process = start(port);
    try (var http = HttpClient.newHttpClient()) {
      var health =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
              .build();
      while (!answers(http, health)) {
        if (!process.isAlive()) {
          throw new IllegalStateException("the service ended with " + process.exitValue());
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      }
      return (System.nanoTime() - began) / 1e6;
    } finally {
      process.destroy();
      process.waitFor(20, TimeUnit.SECONDS);
    }
  }

  private static boolean answers(HttpClient http, HttpRequest health) throws InterruptedException {
    try {
      return http.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private Process start(int port) throws IOException {
    var builder =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                app.toString(),
                "serve"));
    builder
        .environment()
        .putAll(
            Map.of(
                "GATEHAND_FORGE", "embedded",
                "GATEHAND_DATA_DIR", data.toString(),
                "GATEHAND_EMBEDDED_REPOSITORIES", repositories.toString(),
                "GATEHAND_MODEL_PROVIDER", "scripted",
                "QUARKUS_HTTP_PORT", Integer.toString(port)));
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static int free() throws IOException {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }
}
