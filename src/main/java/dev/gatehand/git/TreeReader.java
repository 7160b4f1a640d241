package dev.gatehand.git;

import dev.gatehand.gate.FileMode;
import dev.gatehand.workspace.WorkspaceUnavailable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;

/**
 * Reads a whole tree into memory. Whoever made it may be hostile: names, depth and number count.
 */
final class TreeReader {
  private final ObjectReader objects;
  private final Bounds bounds;
  private int entries;

  TreeReader(ObjectReader objects, Bounds bounds) {
    this.objects = objects;
    this.bounds = bounds;
  }

  TreeNode.Folder read(ObjectId tree) throws IOException {
    entries = 0;
    return read(tree, 0);
  }

  private TreeNode.Folder read(ObjectId tree, int depth) throws IOException {
    SortedMap<String, TreeNode> children = new TreeMap<>();
    List<TreeNode.Carried> carried = new ArrayList<>();
    var parser = new CanonicalTreeParser(null, objects, tree);
    for (; !parser.eof(); parser.next(1)) {
      // A few nested trees can stand for billions of files.
      if (++entries > bounds.files()) {
        throw new WorkspaceUnavailable(
            "tree " + tree.name() + " has more than " + bounds.files() + " entries");
      }
      byte[] raw = new byte[parser.getNameLength()];
      parser.getName(raw, 0);
      ObjectId id = parser.getEntryObjectId();
      int mode = parser.getEntryRawMode();
      Optional<String> name = SafeName.of(raw);
      boolean isTree = (mode & 0170000) == 0040000;
      if (name.isEmpty()
          || children.containsKey(name.get())
          || (isTree && depth + 1 >= bounds.depth())) {
        carried.add(new TreeNode.Carried(raw, mode, id));
      } else if (isTree) {
        children.put(name.get(), read(id, depth + 1));
      } else {
        children.put(name.get(), new TreeNode.Leaf(mode(mode), id));
      }
    }
    return new TreeNode.Folder(tree, children, List.copyOf(carried));
  }

  static FileMode mode(int raw) {
    return switch (raw & 0170000) {
      case 0120000 -> FileMode.SYMLINK;
      case 0160000 -> FileMode.SUBMODULE;
      default -> (raw & 0111) != 0 ? FileMode.EXECUTABLE : FileMode.REGULAR;
    };
  }
}
