package dev.gatehand.git;

import dev.gatehand.gate.FileMode;
import dev.gatehand.workspace.WorkspaceUnavailable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.jspecify.annotations.Nullable;

/**
 * Makes a tree of a workspace. In it are all files that the base tree tracks, whatever {@code
 * .gitignore} says by now, and all others that are not ignored. Left out as if they were not there
 * are names that are not safe (so every {@code .git}, which is never opened), pipes, devices and
 * sockets, files over the bound and folders nested too deep.
 */
final class FolderScan {
  private static final byte[] IGNORE_FILE = OpenFolder.bytes(".gitignore");

  private final ObjectInserter objects;
  private final TreeWriter trees;
  private final SeenFiles seen;
  private final Bounds bounds;
  private int entries;
  private long bytesRead;

  FolderScan(ObjectInserter objects, TreeWriter trees, SeenFiles seen, Bounds bounds) {
    this.objects = objects;
    this.trees = trees;
    this.seen = seen;
    this.bounds = bounds;
  }

  TreeNode.Folder scan(OpenFolder folder, TreeNode.Folder base) throws IOException {
    return scan(new Place(folder, "", 0), base, IgnoreRules.NONE, false);
  }

  private TreeNode.Folder scan(
      Place place, TreeNode.@Nullable Folder base, IgnoreRules above, boolean ignored)
      throws IOException {
    List<byte[]> names = names(place);
    IgnoreRules rules = rules(place, names, above);
    SortedMap<String, TreeNode> children = new TreeMap<>();
    for (byte[] raw : names) {
      Optional<String> name = SafeName.of(raw);
      if (name.isEmpty() || place.path.length() + name.get().length() > 4000) {
        continue;
      }
      Optional<Stat> stat = place.folder.stat(raw);
      if (stat.isEmpty()) {
        continue;
      }
      TreeNode before = base == null ? null : base.children().get(name.get());
      Optional<? extends TreeNode> node =
          stat.get().isFolder()
              ? folder(place, name.get(), before, rules, ignored)
              : file(place, name.get(), stat.get(), before, rules, ignored);
      node.ifPresent(n -> children.put(name.get(), n));
    }
    if (base != null) {
      keepCarried(base, children);
    }
    return trees.write(objects, children, base == null ? List.of() : base.carried(), base);
  }

  /** Most folders have no such file, and looking for it in each costs more than the names do. */
  private static IgnoreRules rules(Place place, List<byte[]> names, IgnoreRules above)
      throws IOException {
    if (names.stream().noneMatch(name -> Arrays.equals(name, IGNORE_FILE))) {
      return above;
    }
    return place
        .folder
        .read(IGNORE_FILE, IgnoreRules.MAXIMUM_BYTES)
        .map(file -> above.and(place.path, file.bytes()))
        .orElse(above);
  }

  private List<byte[]> names(Place place) throws IOException {
    List<byte[]> names = new ArrayList<>();
    place.folder.names(name -> names.add(name) && entries + names.size() <= bounds.files());
    entries += names.size();
    if (entries > bounds.files()) {
      throw new WorkspaceUnavailable(
          "the workspace has more than "
              + bounds.files()
              + " files that are not ignored; no snapshot can be made of it");
    }
    return names;
  }

  private Optional<? extends TreeNode> folder(
      Place place, String name, @Nullable TreeNode before, IgnoreRules rules, boolean ignored)
      throws IOException {
    if (before instanceof TreeNode.Leaf(FileMode mode, ObjectId _) && mode == FileMode.SUBMODULE) {
      return Optional.of(before);
    }
    TreeNode.Folder tracked = before instanceof TreeNode.Folder f ? f : null;
    String path = place.path + name;
    boolean nowIgnored = ignored || rules.ignoreFolder(path);
    if (place.depth + 1 >= bounds.depth() || (nowIgnored && tracked == null)) {
      return Optional.empty();
    }
    try (OpenFolder child = place.folder.child(name)) {
      TreeNode.Folder scanned =
          scan(new Place(child, path + "/", place.depth + 1), tracked, rules, nowIgnored);
      return scanned.isEmpty() ? Optional.empty() : Optional.of(scanned);
    } catch (SystemCallFailed e) {
      return absent(e);
    }
  }

  private Optional<TreeNode> file(
      Place place,
      String name,
      Stat stat,
      @Nullable TreeNode before,
      IgnoreRules rules,
      boolean ignored)
      throws IOException {
    boolean tracked = before instanceof TreeNode.Leaf;
    String path = place.path + name;
    if (!tracked && (ignored || rules.ignoreFile(path))) {
      return Optional.empty();
    }
    if (!stat.isLink() && !(stat.isFile() && stat.size() <= bounds.fileBytes())) {
      return Optional.empty();
    }
    Optional<ObjectId> known = seen.id(path, stat);
    if (known.isPresent()) {
      return known.map(id -> new TreeNode.Leaf(mode(stat), id));
    }
    try {
      return stat.isLink() ? Optional.of(link(place, path, name, stat)) : read(place, path, name);
    } catch (SystemCallFailed e) {
      return absent(e);
    }
  }

  private TreeNode link(Place place, String path, String name, Stat stat) throws IOException {
    long at = SeenFiles.now();
    ObjectId id = objects.insert(Constants.OBJ_BLOB, place.folder.target(OpenFolder.bytes(name)));
    seen.put(path, stat, at, id);
    return new TreeNode.Leaf(FileMode.SYMLINK, id);
  }

  private Optional<TreeNode> read(Place place, String path, String name) throws IOException {
    long at = SeenFiles.now();
    Optional<OpenFolder.Content> content =
        place.folder.read(OpenFolder.bytes(name), bounds.fileBytes() + 1);
    if (content.isEmpty() || content.get().bytes().length > bounds.fileBytes()) {
      return Optional.empty();
    }
    bytesRead += content.get().bytes().length;
    if (bytesRead > bounds.totalBytes()) {
      throw new WorkspaceUnavailable(
          "the files that changed in the workspace have more than "
              + bounds.totalBytes()
              + " bytes; no snapshot can be made of it");
    }
    ObjectId id = objects.insert(Constants.OBJ_BLOB, content.get().bytes());
    seen.put(path, content.get().stat(), at, id);
    return Optional.of(new TreeNode.Leaf(mode(content.get().stat()), id));
  }

  /** What is carried in a folder that is gone stays: nobody in the workspace could see it. */
  private void keepCarried(TreeNode.Folder base, SortedMap<String, TreeNode> children)
      throws IOException {
    for (var entry : base.children().entrySet()) {
      if (entry.getValue() instanceof TreeNode.Folder folder
          && !children.containsKey(entry.getKey())) {
        SortedMap<String, TreeNode> kept = new TreeMap<>();
        keepCarried(folder, kept);
        if (!kept.isEmpty() || !folder.carried().isEmpty()) {
          children.put(entry.getKey(), trees.write(objects, kept, folder.carried(), folder));
        }
      }
    }
  }

  /** It went away while it was looked at: as if it had never been there. */
  private static <T> Optional<T> absent(SystemCallFailed e) throws SystemCallFailed {
    if (e.isAbsence() || e.number() == SystemCallFailed.EINVAL) {
      return Optional.empty();
    }
    throw e;
  }

  static FileMode mode(Stat stat) {
    if (stat.isLink()) {
      return FileMode.SYMLINK;
    }
    return stat.isExecutable() ? FileMode.EXECUTABLE : FileMode.REGULAR;
  }

  /**
   * @param path from the top, with a slash at the end; empty for the top itself
   */
  private record Place(OpenFolder folder, String path, int depth) {}
}
