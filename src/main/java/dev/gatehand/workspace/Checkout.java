package dev.gatehand.workspace;

import dev.gatehand.gate.FileState;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.RepoPath;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of one task, and their snapshots. The files are written by a hostile model and by
 * hostile programs: nothing here follows a symbolic link, opens a device or a pipe, reads without
 * bound, or opens a git directory inside the folder. Throws {@link WorkspaceUnavailable} when the
 * disk fails.
 */
public interface Checkout {
  /** The folder on this machine that a sandbox sees as the workspace. */
  Path folder();

  /** A git directory outside {@link #folder()} that a sandbox may see, read-only. */
  Path gitView();

  /** What stands at a path; at most {@code maximum} bytes of a larger file. A folder is Missing. */
  FileState read(RepoPath path, int maximum);

  /**
   * Keeps a text that is too long to be shown, where commands and {@link #read} see it and no
   * snapshot does.
   *
   * @return its path in the workspace
   */
  String keep(String output);

  /** Names in a folder, sorted, folders with a trailing slash; at most {@code maximum}. */
  List<String> list(RepoPath folder, int maximum);

  /**
   * Makes a path be exactly this; folders are made as needed, Missing deletes.
   *
   * @throws PathRefused when the path leads over a link or a file, is a folder, or has a name that
   *     may not stand in a workspace
   */
  void write(RepoPath path, FileState state);

  /** Stores all files that are not ignored as a tree, outside the folder. */
  GitId snapshot();

  /** Makes the folder be exactly this tree, ignored files removed. */
  void restore(GitId tree);

  /** What differs, sorted by path; contents are read with the same bound as {@link #read}. */
  List<Change> changes(GitId from, GitId to, int maximum);

  /**
   * What differs, as {@code git apply} reads it; empty when it is longer than {@code maximum}
   * bytes, or when a file that is no text changed.
   */
  Optional<String> patch(GitId from, GitId to, int maximum);

  /** The state of one path in a tree. */
  FileState in(GitId tree, RepoPath path, int maximum);

  /** One changed path. */
  record Change(RepoPath path, FileState before, FileState after) {}
}
