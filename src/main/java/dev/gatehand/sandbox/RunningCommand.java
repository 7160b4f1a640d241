package dev.gatehand.sandbox;

import dev.gatehand.workspace.CommandRunner.Request;
import dev.gatehand.workspace.CommandRunner.Result;
import dev.gatehand.workspace.WorkspaceUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** One command in its sandbox, from its start to its end. It is waited for by one thread. */
final class RunningCommand {
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Duration LAST_BREATH = Duration.ofSeconds(10);

  /** Below this, everything that the machine does beside the command is in danger. */
  private static final long FLOOR = 256L << 20;

  private final Process process;
  private final ProcessTree tree;
  private final byte[] marker;
  private final Request request;
  private final long outputLimit;
  private final BoundedOutput output;
  private final Thread reader;
  private final long began = System.nanoTime();
  private volatile boolean stands;

  /**
   * @param marker what the sandbox prints first once it stands; without it, all output is
   *     bubblewrap's own complaint
   */
  RunningCommand(Process process, String marker, Request request, long outputLimit) {
    this.process = process;
    this.tree = new ProcessTree(process.toHandle());
    this.marker = marker.getBytes(StandardCharsets.US_ASCII);
    this.request = request;
    this.outputLimit = outputLimit;
    this.output = new BoundedOutput(request.outputBytes());
    this.reader = Thread.ofPlatform().daemon().name("sandbox-output").start(this::read);
  }

  Result await() throws InterruptedException {
    try {
      Ending ending = ending();
      drain();
      return result(ending);
    } catch (InterruptedException e) {
      tree.kill();
      throw e;
    }
  }

  private Ending ending() throws InterruptedException {
    while (true) {
      Duration left = request.limit().minus(took());
      long pause = Math.clamp(left.toMillis(), 1, LOOK_EVERY.toMillis());
      if (process.waitFor(pause, TimeUnit.MILLISECONDS)) {
        return output.total() > outputLimit ? Ending.TOO_MUCH_OUTPUT : Ending.FINISHED;
      }
      Ending ending = look();
      if (ending != Ending.FINISHED) {
        tree.kill();
        return ending;
      }
    }
  }

  /** FINISHED means: nothing is wrong so far. */
  private Ending look() {
    if (took().compareTo(request.limit()) >= 0) {
      return Ending.OUT_OF_TIME;
    }
    if (output.total() > outputLimit) {
      return Ending.TOO_MUCH_OUTPUT;
    }
    if (tree.memory() > (long) request.memoryMegabytes() << 20) {
      return Ending.TOO_MUCH_MEMORY;
    }
    // Files in memory (memfd) belong to no process that could be counted, and a command can fill
    // the disk with many small files: what remains of the machine is looked at instead.
    return availableMemory() < FLOOR || request.folder().toFile().getUsableSpace() < FLOOR
        ? Ending.MACHINE_FULL
        : Ending.FINISHED;
  }

  private void drain() throws InterruptedException {
    boolean over = process.waitFor(LAST_BREATH.toMillis(), TimeUnit.MILLISECONDS);
    reader.join(LAST_BREATH);
    if (!over || reader.isAlive()) {
      throw new WorkspaceUnavailable(
          "the sandbox of a command did not end within "
              + LAST_BREATH.toSeconds()
              + " s of being killed (process "
              + process.pid()
              + "); a disk that does not answer can hold it up");
    }
  }

  private Result result(Ending ending) {
    if (!stands && ending == Ending.FINISHED) {
      throw new WorkspaceUnavailable(
          "bubblewrap could not set up the sandbox: " + output.text().strip());
    }
    int exit =
        switch (ending) {
          case FINISHED -> process.exitValue();
          case OUT_OF_TIME -> Ending.TIMED_OUT;
          case TOO_MUCH_OUTPUT, TOO_MUCH_MEMORY, MACHINE_FULL -> Ending.KILLED;
        };
    String text = output.text();
    if (ending != Ending.FINISHED) {
      text +=
          ending.line(outputLimit >> 20, request.limit().toSeconds(), request.memoryMegabytes());
    }
    return new Result(exit, text, output.dropped(), ending == Ending.OUT_OF_TIME, took());
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private void read() {
    byte[] buffer = new byte[1 << 16];
    try (InputStream stream = process.getInputStream()) {
      byte[] opening = stream.readNBytes(marker.length);
      stands = Arrays.equals(opening, marker);
      if (!stands) {
        output.add(opening, opening.length);
      }
      for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
        output.add(buffer, count);
        if (output.total() > outputLimit) {
          tree.kill();
          return;
        }
      }
    } catch (IOException e) {
      // The pipe broke because the process was killed: what was read until then counts.
      tree.kill();
    }
  }

  private static long availableMemory() {
    try {
      return Files.readAllLines(Path.of("/proc/meminfo")).stream()
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(Long.MAX_VALUE);
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }
}
