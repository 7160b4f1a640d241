package dev.gatehand.git;

import dev.gatehand.gate.FileMode;
import dev.gatehand.gate.GitId;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.util.FS;

/**
 * A git directory for the sandbox, in which the real git works: history, an index, HEAD on the base
 * commit. Nobody else ever opens it; it has no remote, no address and no credential, and it borrows
 * from no other directory, because none is visible in the sandbox: packs of the mirror are linked
 * in, which takes no time.
 */
final class GitView {
  private static final String BRANCH = "refs/heads/gatehand";

  /** Trusts size and time only: the sandbox sees other users and cannot write the index. */
  private static final String CONFIG =
      """
      [core]
      \trepositoryformatversion = 0
      \tfilemode = true
      \tbare = false
      \tlogAllRefUpdates = false
      \tcheckStat = minimal
      \ttrustctime = false
      [gc]
      \tauto = 0
      """;

  private final Path view;
  private final Owner owner;

  GitView(Path view, Owner owner) {
    this.view = view;
    this.owner = owner;
  }

  boolean isFor(GitId base) throws IOException {
    Path branch = view.resolve(BRANCH);
    return Files.exists(branch) && Files.readString(branch).strip().equals(base.value());
  }

  /** Makes it in an empty place; the branch, by which it is known to be whole, comes last. */
  void make(Repository mirror, Repository work, GitId base, TreeNode.Folder tree, SeenFiles seen)
      throws IOException {
    for (String folder : List.of("refs/heads", "refs/tags", "objects/info", "objects/pack")) {
      Files.createDirectories(view.resolve(folder));
    }
    Files.writeString(view.resolve("config"), CONFIG);
    Files.writeString(view.resolve("HEAD"), "ref: " + BRANCH + "\n");
    ObjectId commit = Trees.id(base);
    if (mirror.getObjectDatabase().has(commit)) {
      link(mirror.getDirectory().toPath().resolve("objects/pack"));
    } else {
      pack(work, commit);
    }
    index(tree, seen);
    Files.writeString(view.resolve(BRANCH), base.value() + "\n");
    open();
  }

  private void link(Path packs) throws IOException {
    if (!Files.isDirectory(packs)) {
      return;
    }
    try (Stream<Path> files = Files.list(packs)) {
      for (Path index : files.filter(f -> f.toString().endsWith(".idx")).toList()) {
        String name = index.getFileName().toString();
        String pack = name.substring(0, name.length() - 4) + ".pack";
        linkOrCopy(packs.resolve(pack), view.resolve("objects/pack").resolve(pack));
        linkOrCopy(index, view.resolve("objects/pack").resolve(name));
      }
    }
  }

  private void linkOrCopy(Path from, Path to) throws IOException {
    // A link shares its permissions with the mirror, so they must be good as they are.
    if (Files.getPosixFilePermissions(from).contains(PosixFilePermission.OTHERS_READ)) {
      try {
        Files.createLink(to, from);
        return;
      } catch (FileSystemException | UnsupportedOperationException e) {
        // Another file system, or one without links: then a copy.
      }
    }
    Files.copy(from, to);
  }

  /** For a base that was never fetched: what it needs, written out. */
  private void pack(Repository work, ObjectId commit) throws IOException {
    try (PackWriter writer = new PackWriter(work)) {
      writer.preparePack(NullProgressMonitor.INSTANCE, Set.of(commit), Set.of());
      Path stem = view.resolve("objects/pack").resolve("pack-" + writer.computeName().name());
      try (var pack = Files.newOutputStream(Path.of(stem + ".pack"))) {
        writer.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, pack);
      }
      try (var index = Files.newOutputStream(Path.of(stem + ".idx"))) {
        writer.writeIndex(index);
      }
    }
  }

  private void index(TreeNode.Folder tree, SeenFiles seen) throws IOException {
    DirCache index = DirCache.lock(view.resolve("index").toFile(), FS.DETECTED);
    DirCacheBuilder builder = index.builder();
    add(builder, tree, "", seen);
    builder.finish();
    index.write();
    if (!index.commit()) {
      throw new IOException("cannot write " + view.resolve("index"));
    }
  }

  private static void add(
      DirCacheBuilder builder, TreeNode.Folder folder, String path, SeenFiles seen) {
    folder
        .children()
        .forEach(
            (name, node) -> {
              switch (node) {
                case TreeNode.Folder child -> add(builder, child, path + name + "/", seen);
                case TreeNode.Leaf(FileMode mode, ObjectId id) -> {
                  var entry = new DirCacheEntry(path + name);
                  entry.setFileMode(org.eclipse.jgit.lib.FileMode.fromBits(TreeWriter.bits(mode)));
                  entry.setObjectId(id);
                  seen.stat(path + name, id).ifPresent(stat -> describe(entry, stat));
                  builder.add(entry);
                }
              }
            });
  }

  private static void describe(DirCacheEntry entry, Stat stat) {
    entry.setLength((int) stat.size());
    entry.setLastModified(
        Instant.ofEpochSecond(
            Math.floorDiv(stat.modified(), 1_000_000_000),
            Math.floorMod(stat.modified(), 1_000_000_000)));
  }

  /** Lets the sandbox's user read it, whatever the umask was; packs are readable as they are. */
  private void open() throws IOException {
    Path packs = view.resolve("objects/pack");
    try (Stream<Path> all = Files.walk(view)) {
      for (Path path : all.toList()) {
        boolean isFolder = Files.isDirectory(path);
        if (!isFolder && path.startsWith(packs)) {
          continue;
        }
        Files.setPosixFilePermissions(
            path, PosixFilePermissions.fromString(isFolder ? "rwxr-xr-x" : "rw-r--r--"));
        if (!owner.equals(Owner.SELF)) {
          Posix.give(Posix.CWD, OpenFolder.bytes(path.toString()), owner);
        }
      }
    }
  }

  /** A fixed date for the files of a checkout; older than the index, so that git trusts it. */
  static long date(int commitTime, Instant now) {
    return Math.clamp(commitTime, 1, now.getEpochSecond() - 60);
  }
}
