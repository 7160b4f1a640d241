package dev.gatehand.git;

import dev.gatehand.gate.FileMode;
import dev.gatehand.workspace.WorkspaceUnavailable;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;

/**
 * Makes a workspace be exactly a tree. It is a checkout of our own because everybody else's follows
 * links somewhere, runs filters, or trusts names. Line ends and filters are left alone: files are
 * the bytes of the blobs.
 */
final class FolderWriter {
  /** Files get the time at which they are written. */
  static final long NOW = -1;

  private final ObjectReader objects;
  private final SeenFiles seen;
  private final Bounds bounds;
  private final Owner owner;
  private final long date;
  private final ObjectInserter.Formatter hash = new ObjectInserter.Formatter();

  /**
   * @param date time of last change of every file that is written, in seconds since 1970, or NOW
   */
  FolderWriter(ObjectReader objects, SeenFiles seen, Bounds bounds, Owner owner, long date) {
    this.objects = objects;
    this.seen = seen;
    this.bounds = bounds;
    this.owner = owner;
    this.date = date;
  }

  void make(OpenFolder top, TreeNode.Folder tree) throws IOException {
    make(top, tree, "", new Removal(top));
    seen.settle();
  }

  private void make(OpenFolder folder, TreeNode.Folder tree, String path, Removal removal)
      throws IOException {
    Set<String> standing = removeOthers(folder, tree, removal);
    for (var entry : tree.children().entrySet()) {
      String name = entry.getKey();
      byte[] raw = OpenFolder.bytes(name);
      boolean stands = standing.contains(name);
      switch (entry.getValue()) {
        case TreeNode.Folder child -> {
          try (OpenFolder opened = folder(folder, raw, stands, removal)) {
            make(opened, child, path + name + "/", removal);
          }
        }
        case TreeNode.Leaf leaf when leaf.mode() == FileMode.SUBMODULE -> {
          // Nothing is fetched for it: its address was chosen by the author of the tree.
          removal.remove(folder, raw);
          folder.makeChild(raw, owner).close();
        }
        case TreeNode.Leaf leaf -> {
          if (!(stands && isAlready(folder, raw, path + name, leaf))) {
            removal.remove(folder, raw);
            write(folder, raw, path + name, leaf);
          }
        }
      }
    }
  }

  /** Removes what the tree does not have; says which of its names stand there. */
  private static Set<String> removeOthers(OpenFolder folder, TreeNode.Folder tree, Removal removal)
      throws IOException {
    Set<String> standing = new HashSet<>();
    for (byte[] raw : folder.names()) {
      Optional<String> name = SafeName.of(raw);
      if (name.isPresent() && tree.children().containsKey(name.get())) {
        standing.add(name.get());
      } else {
        removal.remove(folder, raw);
      }
    }
    return standing;
  }

  private OpenFolder folder(OpenFolder parent, byte[] name, boolean stands, Removal removal)
      throws IOException {
    if (stands && parent.stat(name).filter(Stat::isFolder).isPresent()) {
      OpenFolder opened = parent.child(name);
      opened.unlock();
      return opened;
    }
    removal.remove(parent, name);
    return parent.makeChild(name, owner);
  }

  private boolean isAlready(OpenFolder folder, byte[] name, String path, TreeNode.Leaf leaf)
      throws IOException {
    Optional<Stat> stat = folder.stat(name);
    if (stat.isEmpty() || stat.get().isFolder() || FolderScan.mode(stat.get()) != leaf.mode()) {
      return false;
    }
    Optional<ObjectId> known = seen.id(path, stat.get());
    if (known.isPresent()) {
      return known.get().equals(leaf.id());
    }
    if (leaf.mode() == FileMode.SYMLINK) {
      return hash.idFor(Constants.OBJ_BLOB, folder.target(name)).equals(leaf.id());
    }
    if (stat.get().size() > bounds.fileBytes()) {
      return false;
    }
    long at = SeenFiles.now();
    var content = folder.read(name, bounds.fileBytes());
    if (content.isEmpty()
        || !hash.idFor(Constants.OBJ_BLOB, content.get().bytes()).equals(leaf.id())) {
      return false;
    }
    seen.put(path, content.get().stat(), at, leaf.id());
    return true;
  }

  private void write(OpenFolder folder, byte[] name, String path, TreeNode.Leaf leaf)
      throws IOException {
    var blob = objects.open(leaf.id(), Constants.OBJ_BLOB);
    if (blob.getSize() > bounds.fileBytes()) {
      throw new WorkspaceUnavailable(
          path + " has " + blob.getSize() + " bytes; a workspace takes " + bounds.fileBytes());
    }
    byte[] bytes = blob.getBytes(bounds.fileBytes());
    if (leaf.mode() == FileMode.SYMLINK) {
      folder.link(name, bytes, owner);
      return;
    }
    int mode = leaf.mode() == FileMode.EXECUTABLE ? 0755 : 0644;
    Stat stat = WorkingFiles.create(folder, name, bytes, mode, owner, date);
    seen.written(path, stat, leaf.id());
  }
}
