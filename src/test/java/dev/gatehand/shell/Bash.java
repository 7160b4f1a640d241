package dev.gatehand.shell;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The real bash, asked what it makes of a text. It finds no programs and an empty folder, so that
 * what a test has made up can do nothing.
 */
final class Bash {

  /** Writes its arguments down, in one piece, for other calls may be running beside it. */
  private static final String PROBE =
      """
      () { local IFS=$'\\037' all; all="$#$IFS$*$IFS"
      printf %s "${all//$'\\n'/$'\\036'}" >> "$GATEHAND_CALLS"
      }""";

  private Bash() {}

  /** What {@code probe} was called with, call by call, when bash ran the text. */
  static List<List<String>> callsOf(String text) {
    try {
      Path folder = Files.createTempDirectory("bash");
      Path work = Files.createDirectory(folder.resolve("work"));
      Path calls = Files.createFile(folder.resolve("calls"));
      try {
        ProcessBuilder builder =
            new ProcessBuilder(
                "/usr/bin/timeout", "-s", "KILL", "1", "/bin/bash", "--norc", "-c", "--", text);
        builder.environment().clear();
        builder.environment().put("PATH", "/nonexistent");
        builder.environment().put("HOME", "/home/tester");
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("FUNCNEST", "20");
        builder.environment().put("GATEHAND_CALLS", calls.toString());
        builder.environment().put("BASH_FUNC_probe%%", PROBE);
        builder.directory(work.toFile());
        run(builder);
        return calls(Files.readString(calls));
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether bash finds no mistake in the text when it only reads it. */
  static boolean accepts(String text) {
    try {
      return run(new ProcessBuilder("/bin/bash", "-n", "-c", "--", text)) == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int run(ProcessBuilder builder) throws IOException {
    Process process =
        builder
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectErrorStream(true)
            .start();
    // Everything that the text started holds the pipe: at its end all of it is gone.
    try (InputStream output = process.getInputStream()) {
      output.transferTo(OutputStream.nullOutputStream());
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while bash ran", e);
    }
  }

  private static List<List<String>> calls(String written) {
    List<List<String>> calls = new ArrayList<>();
    List<String> fields = List.of(written.replace('\036', '\n').split("\037", -1));
    int at = 0;
    while (at < fields.size() - 1) {
      int count = Integer.parseInt(fields.get(at++));
      calls.add(fields.subList(at, at + count));
      at += Math.max(1, count);
    }
    return calls;
  }

  /** What a text left running in the background may still write there for a moment. */
  private static void delete(Path folder) throws IOException {
    int attempts = 1;
    while (!deleted(folder) && attempts < 100) {
      attempts++;
    }
  }

  private static boolean deleted(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
      return true;
    } catch (DirectoryNotEmptyException | UncheckedIOException e) {
      return false;
    }
  }
}
