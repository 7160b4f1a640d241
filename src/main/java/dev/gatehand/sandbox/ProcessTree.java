package dev.gatehand.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A sandbox's processes as this machine sees them: how much they use, and their end. */
final class ProcessTree {
  private final ProcessHandle root;

  ProcessTree(ProcessHandle root) {
    this.root = root;
  }

  /**
   * Memory that the processes have to themselves or share among each other, in bytes. Shared pages
   * count once for each that maps them: too strict rather than too lax.
   */
  long memory() {
    return Stream.concat(Stream.of(root), root.descendants())
        .mapToLong(process -> memory(process.pid()))
        .sum();
  }

  /**
   * Kills all of it. The outer process alone would do once the sandbox stands (its end is the end
   * of the process namespace); before that, its children would be left over.
   */
  void kill() {
    List<ProcessHandle> inside = root.descendants().toList();
    inside.forEach(ProcessHandle::destroyForcibly);
    root.destroyForcibly();
  }

  private static long memory(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
          .filter(line -> line.startsWith("RssAnon:") || line.startsWith("RssShmem:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .sum();
    } catch (IOException e) {
      return 0; // It ended meanwhile.
    }
  }
}
