package dev.gatehand.workspace;

import dev.gatehand.gate.Containment;
import dev.gatehand.gate.RepoPath;
import java.nio.file.Path;
import java.time.Duration;

/** Runs command lines where they can do no harm. Implemented by the sandbox. */
public interface CommandRunner {
  /** What was proven at start by trying. */
  Containment containment();

  /** What people read: the level in force, or why there is none and what to do about it. */
  String explanation();

  /**
   * Runs one command line with bash and waits. An interrupt kills everything that it started.
   *
   * @throws WorkspaceUnavailable when it could not be started at all
   */
  Result run(Request request) throws InterruptedException;

  /**
   * What to run.
   *
   * @param folder the checkout, seen as {@code /workspace}, writable
   * @param gitView seen as {@code /workspace/.git}, read-only
   * @param directory working directory inside the workspace
   */
  record Request(
      String command,
      Path folder,
      Path gitView,
      RepoPath directory,
      Duration limit,
      int memoryMegabytes,
      int outputBytes) {}

  /**
   * What came of it.
   *
   * @param exit exit status; 124 when the time was over, 137 when killed
   * @param output both streams as they came, head and tail kept, control sequences removed
   * @param dropped bytes of output that are not kept
   */
  record Result(int exit, String output, long dropped, boolean timedOut, Duration took) {}
}
