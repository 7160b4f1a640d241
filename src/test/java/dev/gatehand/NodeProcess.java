package dev.gatehand;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A node in a process of its own, for tests that kill or freeze it. Arguments: place, database,
 * name of the node, script. It ends when whoever started it is gone.
 */
public final class NodeProcess {
  private static final long TICK_MILLIS = 500;

  private NodeProcess() {}

  public static void main(String[] arguments) throws Exception {
    var gone = new CountDownLatch(1);
    Thread.startVirtualThread(() -> drain(gone));
    try (var house =
        NodeHouse.at(Path.of(arguments[0]), arguments[1], arguments[2], arguments[3])) {
      house.start();
      System.out.println("ready");
      while (!gone.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
        try {
          house.sweep();
        } catch (RuntimeException e) {
          // As in the service: a tick that fails is told, and the next one comes.
          System.err.println(arguments[2] + ": " + e);
        }
      }
    }
  }

  private static void drain(CountDownLatch gone) {
    try {
      while (System.in.read() >= 0) {
        // Nobody says anything; the end is what counts.
      }
    } catch (IOException e) {
      System.err.println(e);
    }
    gone.countDown();
  }

  /** Starts one. */
  public static Process start(Path place, String database, String node, String script)
      throws IOException {
    List<String> words =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            NodeProcess.class.getName(),
            place.toString(),
            database,
            node,
            script);
    return new ProcessBuilder(words)
        .redirectError(ProcessBuilder.Redirect.appendTo(place.resolve(node + ".log").toFile()))
        .start();
  }
}
