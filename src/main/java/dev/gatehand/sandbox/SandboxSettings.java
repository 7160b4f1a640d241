package dev.gatehand.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a sandbox is made of.
 *
 * @param dataDir Gatehand's data; commands must not reach it, except for the one checkout that they
 *     run in. Its folder {@code sandbox} is the sandbox's own.
 * @param uid the unprivileged user (and group) that commands run as when Gatehand itself is root;
 *     checkouts belong to it. Without root, commands run as Gatehand's own user.
 * @param javaHome the JDK that commands see first in their PATH
 * @param tools further folders that commands may read, at the same place
 */
public record SandboxSettings(
    Path dataDir, int uid, Path javaHome, List<Path> tools, Limits limits) {
  /** High enough that no distribution gives it to anybody. */
  public static final int DEFAULT_UID = 64923;

  public SandboxSettings {
    dataDir = dataDir.toAbsolutePath().normalize();
    tools = List.copyOf(tools);
    if (uid <= 0) {
      throw new IllegalArgumentException("a sandbox never runs as root: uid " + uid);
    }
  }

  /** The JDK that Gatehand runs on, and limits that suit builds and tests of ordinary size. */
  public static SandboxSettings defaults(Path dataDir) {
    return new SandboxSettings(
        dataDir,
        DEFAULT_UID,
        Path.of(System.getProperty("java.home")),
        List.of(),
        new Limits(512, 2048, 512, 64L << 20));
  }

  /** Who must own the files of a checkout; empty when that is Gatehand's own user anyway. */
  public OptionalInt owner() {
    return Host.isRoot() ? OptionalInt.of(uid) : OptionalInt.empty();
  }

  /**
   * Limits besides those that a request brings.
   *
   * @param processes processes and threads of one command
   * @param fileMegabytes the largest file that a command may write
   * @param temporaryMegabytes size of {@code /tmp}, and of the home folder; both are memory
   * @param outputBytes a command that writes more than this is killed
   */
  public record Limits(
      int processes, int fileMegabytes, int temporaryMegabytes, long outputBytes) {}
}
