package dev.gatehand.git;

import dev.gatehand.gate.TaskId;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;

/**
 * References that keep the objects of a task from ever being pruned, each named after the object it
 * keeps. A branch deleted at the forge and a prune have broken workspaces that relied on it.
 */
final class Pins {
  private Pins() {}

  static void base(Repository work, TaskId task, ObjectId commit) throws IOException {
    pin(work, task, "base", commit);
  }

  static void snapshot(Repository work, TaskId task, ObjectId tree) throws IOException {
    pin(work, task, "snapshots", tree);
  }

  static void commit(Repository work, TaskId task, ObjectId commit) throws IOException {
    pin(work, task, "commits", commit);
  }

  private static void pin(Repository work, TaskId task, String kind, ObjectId id)
      throws IOException {
    String name = "refs/gatehand/" + task.value() + "/" + kind + "/" + id.name();
    if (work.exactRef(name) != null) {
      return;
    }
    RefUpdate update = work.updateRef(name);
    update.setNewObjectId(id);
    update.disableRefLog();
    RefUpdate.Result result = update.forceUpdate();
    switch (result) {
      case NEW, FORCED, NO_CHANGE, FAST_FORWARD -> {}
      case NOT_ATTEMPTED,
          LOCK_FAILURE,
          REJECTED,
          REJECTED_CURRENT_BRANCH,
          REJECTED_MISSING_OBJECT,
          REJECTED_OTHER_REASON,
          IO_FAILURE,
          RENAMED ->
          throw new IOException("cannot write " + name + ": " + result);
    }
  }
}
