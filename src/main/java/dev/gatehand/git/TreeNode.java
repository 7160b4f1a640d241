package dev.gatehand.git;

import dev.gatehand.gate.FileMode;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import org.eclipse.jgit.lib.ObjectId;

/** An entry of a git tree. */
sealed interface TreeNode {

  /** A file, a link or a submodule. */
  record Leaf(FileMode mode, ObjectId id) implements TreeNode {}

  /**
   * A tree with what it holds.
   *
   * @param carried entries that never stand in a workspace; every snapshot takes them over as they
   *     are, so that nothing that a task publishes changes them
   */
  record Folder(ObjectId id, SortedMap<String, TreeNode> children, List<Carried> carried)
      implements TreeNode {

    boolean isEmpty() {
      return children.isEmpty() && carried.isEmpty();
    }
  }

  /** An entry with a name that is not safe, or that lies too deep. */
  record Carried(byte[] name, int mode, ObjectId id) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Carried(byte[] n, int m, ObjectId i)
          && Arrays.equals(name, n)
          && mode == m
          && id.equals(i);
    }

    @Override
    public int hashCode() {
      return id.hashCode();
    }
  }
}
