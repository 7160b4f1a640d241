package dev.gatehand.nodes;

import dev.gatehand.NodeProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A node that can be killed, frozen and woken. */
final class Node implements AutoCloseable {
  private final Path place;
  private final String database;
  private final String name;
  private final String script;
  private Process process;

  private Node(Path place, String database, String name, String script) throws IOException {
    this.place = place;
    this.database = database;
    this.name = name;
    this.script = script;
    this.process = NodeProcess.start(place, database, name, script);
  }

  static Node start(Path place, String database, String name, String script) throws IOException {
    return new Node(place, database, name, script);
  }

  void awaitReady() throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals("ready")) {
        return;
      }
    }
    throw new IllegalStateException(name + " ended before it was ready; see its log in " + place);
  }

  String name() {
    return name;
  }

  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  void restart() throws IOException {
    process = NodeProcess.start(place, database, name, script);
  }

  /** As if its machine were suspended: it does nothing, and does not know it. */
  void freeze() throws IOException, InterruptedException {
    signal("STOP");
  }

  void wake() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException("kill -" + name + " " + process.pid() + ": " + exit);
    }
  }

  /** The processes that it has started: its sandboxes. */
  List<ProcessHandle> sandboxes() {
    return process.descendants().toList();
  }

  /** In peace: it may end its steps. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (process.waitFor(20, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    throw new IllegalStateException(name + " did not stop within 20 s");
  }
}
