package dev.gatehand.workspace;

import dev.gatehand.gate.GitId;
import dev.gatehand.gate.TaskId;
import java.util.List;

/**
 * Where every node finds what a task made: each snapshot and commit as a pack of the objects that
 * are new in it. What is at the forge is not in here.
 */
public interface SnapshotShelf {
  /** For a node that is alone: its own disk has everything. */
  SnapshotShelf NONE =
      new SnapshotShelf() {
        @Override
        public boolean shared() {
          return false;
        }

        @Override
        public void put(TaskId task, GitId id, byte[] pack) {}

        @Override
        public List<byte[]> packsWith(GitId id) {
          return List.of();
        }
      };

  /** Whether there are other nodes that need it. */
  boolean shared();

  /** Keeps a pack under the id of the tree or commit that it completes; twice is once. */
  void put(TaskId task, GitId id, byte[] pack);

  /** All packs of the tasks that have this tree or commit; empty when none has. */
  List<byte[]> packsWith(GitId id);
}
