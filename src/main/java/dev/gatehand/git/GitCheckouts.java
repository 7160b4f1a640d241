package dev.gatehand.git;

import dev.gatehand.forge.GitAccess;
import dev.gatehand.forge.Repository;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.TaskId;
import dev.gatehand.workspace.Checkout;
import dev.gatehand.workspace.Checkouts;
import dev.gatehand.workspace.WorkspaceUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.revwalk.RevWalk;

/** Checkouts below one folder, each of plain files. */
public final class GitCheckouts implements Checkouts {
  private static final String COPY = "-copy-";
  private static final Pattern OURS = Pattern.compile("t-[a-z0-9]{8,16}(" + COPY + ".*)?");
  private final Mirrors mirrors;
  private final Path workspaces;
  private final Owner owner;
  private final Bounds bounds;

  /**
   * @param workspaces where the checkouts go; the sandbox's user must be able to pass through it
   * @param owner to whom the files are given; only root can give them to somebody else
   */
  public GitCheckouts(Mirrors mirrors, Path workspaces, Owner owner) {
    this(mirrors, workspaces, owner, Bounds.USUAL);
  }

  GitCheckouts(Mirrors mirrors, Path workspaces, Owner owner, Bounds bounds) {
    this.mirrors = mirrors;
    this.workspaces = workspaces.toAbsolutePath();
    this.owner = owner;
    this.bounds = bounds;
  }

  @Override
  public Optional<GitId> fetch(Repository repository, GitAccess access, String branch) {
    var mirror = mirrors.mirror(repository.ref());
    synchronized (mirror) {
      Optional<ObjectId> head = new Remote(access).fetch(mirror, branch);
      head.ifPresent(id -> keep(mirror, Constants.R_HEADS + branch, id));
      return head.map(id -> new GitId(id.name()));
    }
  }

  @Override
  public Optional<GitId> fetchHead(Repository repository, GitAccess access, int pullRequest) {
    var mirror = mirrors.mirror(repository.ref());
    synchronized (mirror) {
      Optional<ObjectId> head = new Remote(access).fetchHead(mirror, pullRequest);
      head.ifPresent(id -> keep(mirror, Remote.headOf(pullRequest), id));
      return head.map(id -> new GitId(id.name()));
    }
  }

  @Override
  public Checkout prepare(TaskId task, Repository repository, GitId commit) {
    CheckoutPlace place = place(task);
    remove(task);
    GitCheckout checkout = checkout(task, repository, commit, place);
    fill(checkout, repository, commit, commit, place);
    return checkout;
  }

  @Override
  public Checkout open(TaskId task, Repository repository, GitId base, GitId tree) {
    CheckoutPlace place = place(task);
    GitCheckout checkout = checkout(task, repository, base, place);
    if (!isWhole(place, base)) {
      remove(task);
      fill(checkout, repository, base, tree, place);
    } else if (!checkout.snapshot().equals(tree)) {
      checkout.restore(tree);
    }
    return checkout;
  }

  @Override
  public Disposable copy(TaskId task, Repository repository, GitId base, GitId tree) {
    CheckoutPlace place = new CheckoutPlace(workspaces, task.value() + COPY + UUID.randomUUID());
    var copy =
        new DisposableCheckout(
            task,
            mirrors.work(repository.ref()),
            mirrors.shared(),
            place,
            tree(repository, base),
            bounds,
            owner);
    fill(copy, repository, base, tree, place);
    return copy;
  }

  @Override
  public Carried carry(
      TaskId task, Repository repository, GitId base, GitId onto, List<GitId> trees) {
    var work = mirrors.work(repository.ref());
    try {
      List<GitId> carried = new ArrayList<>();
      for (GitId tree : trees) {
        mirrors.shared().gather(work, tree);
        switch (new ThreeWay(work).onto(base, onto, tree)) {
          case ThreeWay.Outcome.Clean(ObjectId id) -> {
            Pins.snapshot(work, task, id);
            mirrors.shared().share(work, task, id, List.of(Trees.id(onto)));
            carried.add(new GitId(id.name()));
          }
          case ThreeWay.Outcome.Conflicts(List<String> paths) -> {
            return new Carried.Conflicts(paths);
          }
        }
      }
      return new Carried.Clean(carried);
    } catch (IOException e) {
      throw new WorkspaceUnavailable(
          "cannot carry the work of " + task + " onto " + onto + " of " + repository.ref(), e);
    }
  }

  @Override
  public void remove(TaskId task) {
    try {
      place(task).remove();
    } catch (IOException e) {
      throw new WorkspaceUnavailable("cannot remove the workspace of " + task, e);
    }
  }

  @Override
  public void tidy(Predicate<TaskId> alive) {
    if (!Files.isDirectory(workspaces)) {
      return;
    }
    try (Stream<Path> folders = Files.list(workspaces)) {
      for (Path folder : folders.toList()) {
        String name = folder.getFileName().toString();
        if (OURS.matcher(name).matches()
            && (name.contains(COPY) || !alive.test(new TaskId(name)))) {
          new CheckoutPlace(workspaces, name).remove();
        }
      }
    } catch (IOException e) {
      throw new WorkspaceUnavailable("cannot tidy the workspaces in " + workspaces, e);
    }
  }

  private GitCheckout checkout(
      TaskId task, Repository repository, GitId base, CheckoutPlace place) {
    var work = mirrors.work(repository.ref());
    TreeNode.Folder tree = tree(repository, base);
    try {
      Pins.base(work, task, Trees.id(base));
    } catch (IOException e) {
      throw new WorkspaceUnavailable("cannot keep " + base + " for " + task, e);
    }
    return new GitCheckout(task, work, mirrors.shared(), place, tree, bounds, owner);
  }

  private TreeNode.Folder tree(Repository repository, GitId base) {
    try {
      return new Trees(mirrors.work(repository.ref())).read(base, bounds);
    } catch (IOException e) {
      throw new WorkspaceUnavailable(
          "commit " + base + " of " + repository.ref() + " is not on this machine; fetch it first",
          e);
    }
  }

  private void fill(
      GitCheckout checkout, Repository repository, GitId base, GitId tree, CheckoutPlace place) {
    try {
      place.make(owner);
      checkout.restore(tree, date(repository, base));
      checkout.makeView(mirrors.mirror(repository.ref()), base);
    } catch (IOException e) {
      throw new WorkspaceUnavailable("cannot make a workspace in " + place.home(), e);
    }
  }

  private long date(Repository repository, GitId base) throws IOException {
    try (RevWalk walk = new RevWalk(mirrors.work(repository.ref()))) {
      return GitView.date(walk.parseCommit(Trees.id(base)).getCommitTime(), Instant.now());
    }
  }

  private boolean isWhole(CheckoutPlace place, GitId base) {
    try {
      return Files.isDirectory(place.folder()) && new GitView(place.view(), owner).isFor(base);
    } catch (IOException e) {
      return false;
    }
  }

  private CheckoutPlace place(TaskId task) {
    return new CheckoutPlace(workspaces, task.value());
  }

  /** The reference in the mirror says what was fetched whole. */
  private static void keep(org.eclipse.jgit.lib.Repository mirror, String name, ObjectId id) {
    try {
      RefUpdate update = mirror.updateRef(name);
      update.setNewObjectId(id);
      update.disableRefLog();
      update.forceUpdate();
    } catch (IOException e) {
      throw new WorkspaceUnavailable("cannot write " + name + " in " + mirror, e);
    }
  }

  private static final class DisposableCheckout extends GitCheckout implements Disposable {
    private final CheckoutPlace place;

    DisposableCheckout(
        TaskId task,
        org.eclipse.jgit.lib.Repository work,
        SharedSnapshots shared,
        CheckoutPlace place,
        TreeNode.Folder base,
        Bounds bounds,
        Owner owner) {
      super(task, work, shared, place, base, bounds, owner);
      this.place = place;
    }

    @Override
    public void close() {
      try {
        place.remove();
      } catch (IOException e) {
        throw new WorkspaceUnavailable("cannot remove " + place.home(), e);
      }
    }
  }
}
