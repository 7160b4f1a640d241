package dev.gatehand.workspace;

import dev.gatehand.forge.GitAccess;
import dev.gatehand.forge.Repository;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.TaskId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Makes and finds checkouts. One mirror per repository that only Gatehand writes. */
public interface Checkouts {
  /** Fetches, and says what a branch points at; empty when there is no such branch. */
  Optional<GitId> fetch(Repository repository, GitAccess access, String branch);

  /** The same for the head of a pull request, wherever its branch is. */
  Optional<GitId> fetchHead(Repository repository, GitAccess access, int pullRequest);

  /** A fresh checkout of a commit for a task; what an earlier attempt left is removed. */
  Checkout prepare(TaskId task, Repository repository, GitId commit);

  /** The checkout of a task with this tree in it, made again if this machine has none. */
  Checkout open(TaskId task, Repository repository, GitId base, GitId tree);

  /** A copy of a tree that nobody works in, for checks; close removes it. */
  Disposable copy(TaskId task, Repository repository, GitId base, GitId tree);

  /**
   * What was changed from a commit, done to another one instead.
   *
   * @param trees each with its own changes since {@code base}
   */
  Carried carry(TaskId task, Repository repository, GitId base, GitId onto, List<GitId> trees);

  /** What came of it. */
  sealed interface Carried {
    /** {@code trees} in their order; each is that of {@code onto} with the changes in it. */
    record Clean(List<GitId> trees) implements Carried {}

    /** Both changed the same lines of these. Nothing was done. */
    record Conflicts(List<String> paths) implements Carried {}
  }

  /** Removes the folder of a task; its snapshots stay. */
  void remove(TaskId task);

  /**
   * Removes what a node that died left lying on this machine: copies, and the folders of tasks that
   * have ended. Before the node takes anything up.
   */
  void tidy(Predicate<TaskId> alive);

  /** A checkout that is removed when it is closed. */
  interface Disposable extends Checkout, AutoCloseable {
    @Override
    void close();
  }
}
