package dev.gatehand.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What this machine is like, as far as sandboxes depend on it. */
final class Host {
  private static final int OTHERS_MAY_ENTER = 1;

  private Host() {}

  static boolean isRoot() {
    return owner(Path.of("/proc/self")) == 0;
  }

  static int owner(Path path) {
    try {
      return (Integer) Files.getAttribute(path, "unix:uid");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A program in the PATH, or in the folders where system programs are when PATH is bare. */
  static Optional<Path> program(String name) {
    List<String> folders = new ArrayList<>();
    String path = System.getenv("PATH");
    if (path != null) {
      folders.addAll(List.of(path.split(":")));
    }
    folders.addAll(List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin"));
    return folders.stream()
        .filter(folder -> folder.startsWith("/"))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * The first folder on the way to a path, or the path itself, that a user may not enter; empty
   * when there is none. Its only group has the same number as itself.
   */
  static Optional<Path> closedFor(int uid, Path path) {
    List<Path> way = new ArrayList<>();
    for (Path at = path.toAbsolutePath(); at != null; at = at.getParent()) {
      way.addFirst(at);
    }
    return way.stream().filter(folder -> !mayEnter(uid, folder)).findFirst();
  }

  private static boolean mayEnter(int uid, Path folder) {
    try {
      Map<String, Object> facts = Files.readAttributes(folder, "unix:uid,gid,mode");
      int mode = (Integer) facts.getOrDefault("mode", 0);
      boolean owns = facts.get("uid") instanceof Integer owner && owner == uid;
      // The sandbox's group has the same number as its user.
      boolean shares = facts.get("gid") instanceof Integer group && group == uid;
      int shift = owns ? 6 : shares ? 3 : 0;
      return ((mode >> shift) & OTHERS_MAY_ENTER) != 0;
    } catch (IOException e) {
      return false;
    }
  }
}
