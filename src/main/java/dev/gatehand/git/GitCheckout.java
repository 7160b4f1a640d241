package dev.gatehand.git;

import dev.gatehand.gate.FileState;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.RepoPath;
import dev.gatehand.gate.TaskId;
import dev.gatehand.workspace.Checkout;
import dev.gatehand.workspace.WorkspaceUnavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;

/** The files of one task in a folder, its snapshots in the repository of what tasks made. */
class GitCheckout implements Checkout {
  private final TaskId task;
  private final Repository work;
  private final SharedSnapshots shared;
  private final CheckoutPlace place;
  private final TreeNode.Folder base;
  private final Bounds bounds;
  private final Owner owner;
  private final SeenFiles seen = new SeenFiles();
  private final TreeWriter trees = new TreeWriter();
  private final WorkingFiles files;
  private final KeptOutputs outputs;
  private final ReentrantLock alone = new ReentrantLock();
  private ObjectId newest;

  GitCheckout(
      TaskId task,
      Repository work,
      SharedSnapshots shared,
      CheckoutPlace place,
      TreeNode.Folder base,
      Bounds bounds,
      Owner owner) {
    this.task = task;
    this.work = work;
    this.shared = shared;
    this.newest = base.id();
    this.place = place;
    this.base = base;
    this.bounds = bounds;
    this.owner = owner;
    this.files = new WorkingFiles(place.folder(), owner);
    this.outputs = new KeptOutputs(place.view(), owner);
  }

  @Override
  public Path folder() {
    return place.folder();
  }

  @Override
  public Path gitView() {
    return place.view();
  }

  @Override
  public FileState read(RepoPath path, int maximum) {
    return alone(
        "read " + path + " in",
        () -> {
          Optional<FileState> output = outputs.read(path, maximum);
          return output.isPresent() ? output.get() : files.read(path, maximum);
        });
  }

  @Override
  public String keep(String output) {
    return alone("keep an output beside", () -> outputs.keep(output));
  }

  @Override
  public List<String> list(RepoPath folder, int maximum) {
    return alone("list " + folder + " in", () -> files.list(folder, maximum));
  }

  @Override
  public void write(RepoPath path, FileState state) {
    alone(
        "write " + path + " in",
        () -> {
          files.write(path, state);
          return path;
        });
  }

  @Override
  public GitId snapshot() {
    return alone(
        "make a snapshot of",
        () -> {
          try (ObjectInserter inserter = work.newObjectInserter();
              OpenFolder top = OpenFolder.at(place.folder())) {
            TreeNode.Folder tree = new FolderScan(inserter, trees, seen, bounds).scan(top, base);
            inserter.flush();
            if (!tree.id().equals(newest)) {
              Pins.snapshot(work, task, tree.id());
              shared.share(work, task, tree.id(), List.of(base.id(), newest));
              newest = tree.id();
            }
            return new GitId(tree.id().name());
          }
        });
  }

  @Override
  public void restore(GitId tree) {
    restore(tree, FolderWriter.NOW);
  }

  /**
   * @param date as {@link FolderWriter} takes it
   */
  void restore(GitId tree, long date) {
    alone(
        "restore " + tree + " in",
        () -> {
          shared.gather(work, tree);
          TreeNode.Folder wanted = new Trees(work).read(tree, bounds);
          try (ObjectReader reader = work.newObjectReader();
              OpenFolder top = OpenFolder.at(place.folder())) {
            new FolderWriter(reader, seen, bounds, owner, date).make(top, wanted);
          }
          return tree;
        });
  }

  /** Makes the git directory for the sandbox, with what is known of the files. */
  void makeView(Repository mirror, GitId commit) {
    alone(
        "make a git directory for",
        () -> {
          new GitView(place.view(), owner).make(mirror, work, commit, base, seen);
          return commit;
        });
  }

  @Override
  public List<Change> changes(GitId from, GitId to, int maximum) {
    return alone("compare trees for", () -> new Trees(work).changes(from, to, maximum));
  }

  @Override
  public Optional<String> patch(GitId from, GitId to, int maximum) {
    return alone("compare trees for", () -> new Patches(work).between(from, to, maximum));
  }

  @Override
  public FileState in(GitId tree, RepoPath path, int maximum) {
    return alone("look into a tree for", () -> new Trees(work).in(tree, path, maximum));
  }

  private <T> T alone(String what, Step<T> step) {
    alone.lock();
    try {
      return step.run();
    } catch (IOException e) {
      throw new WorkspaceUnavailable(
          "cannot " + what + " the workspace of " + task + " (" + place.folder() + ")", e);
    } finally {
      alone.unlock();
    }
  }

  private interface Step<T> {
    T run() throws IOException;
  }
}
