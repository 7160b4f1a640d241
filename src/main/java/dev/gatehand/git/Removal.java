package dev.gatehand.git;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/**
 * Removes whatever a program left, however deep: a chain of 100,000 folders must exhaust neither
 * the stack nor the descriptors, so what lies too deep is moved up first.
 */
final class Removal {
  private static final int DEEPEST = 40;

  private final OpenFolder root;
  private final Deque<byte[]> moved = new ArrayDeque<>();
  private final String aside = ".removed-" + UUID.randomUUID() + "-";
  private int number;

  /**
   * @param root any open folder on the same file system that stays
   */
  Removal(OpenFolder root) {
    this.root = root;
  }

  /** Removes what stands at a name of a folder; nothing there is fine. */
  void remove(OpenFolder folder, byte[] name) throws SystemCallFailed {
    removeHere(folder, name, 0);
    while (!moved.isEmpty()) {
      removeHere(root, moved.removeFirst(), 0);
    }
  }

  private void removeHere(OpenFolder folder, byte[] name, int depth) throws SystemCallFailed {
    var stat = folder.stat(name);
    if (stat.isEmpty()) {
      return;
    }
    if (!stat.get().isFolder()) {
      folder.unlink(name);
      return;
    }
    if (depth >= DEEPEST) {
      try (OpenFolder locked = folder.child(name)) {
        locked.unlock();
      }
      byte[] away = OpenFolder.bytes(aside + number++);
      folder.moveTo(name, root, away);
      moved.addLast(away);
      return;
    }
    try (OpenFolder child = folder.child(name)) {
      child.unlock();
      for (byte[] inside : child.names()) {
        removeHere(child, inside, depth + 1);
      }
    }
    folder.removeEmpty(name);
  }
}
