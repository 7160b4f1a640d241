package dev.gatehand.git;

import dev.gatehand.gate.FileMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.TreeFormatter;
import org.eclipse.jgit.util.Paths;
import org.jspecify.annotations.Nullable;

/** Stores trees, each only once. */
final class TreeWriter {
  private final Set<ObjectId> stored = new HashSet<>();

  /**
   * Stores one tree whose parts are stored.
   *
   * @param before the same folder in a tree that is stored; where nothing differs it is kept as it
   *     is, together with oddities (modes that git no longer writes) which a new one would lose
   */
  TreeNode.Folder write(
      ObjectInserter objects,
      SortedMap<String, TreeNode> children,
      List<TreeNode.Carried> carried,
      TreeNode.@Nullable Folder before)
      throws IOException {
    if (before != null && before.children().equals(children) && before.carried().equals(carried)) {
      return before;
    }
    List<TreeNode.Carried> entries = new ArrayList<>(carried);
    children.forEach((name, node) -> entries.add(entry(name, node)));
    entries.sort(
        (a, b) ->
            Paths.compare(
                a.name(), 0, a.name().length, a.mode(), b.name(), 0, b.name().length, b.mode()));
    var formatter = new TreeFormatter();
    for (TreeNode.Carried entry : entries) {
      formatter.append(
          entry.name(),
          0,
          entry.name().length,
          org.eclipse.jgit.lib.FileMode.fromBits(entry.mode()),
          entry.id());
    }
    ObjectId id = objects.idFor(formatter);
    if (stored.add(id)) {
      objects.insert(formatter);
    }
    return new TreeNode.Folder(id, children, carried);
  }

  private static TreeNode.Carried entry(String name, TreeNode node) {
    byte[] raw = name.getBytes(StandardCharsets.UTF_8);
    return switch (node) {
      case TreeNode.Leaf(FileMode mode, ObjectId id) -> new TreeNode.Carried(raw, bits(mode), id);
      case TreeNode.Folder folder -> new TreeNode.Carried(raw, 0040000, folder.id());
    };
  }

  static int bits(FileMode mode) {
    return switch (mode) {
      case REGULAR -> 0100644;
      case EXECUTABLE -> 0100755;
      case SYMLINK -> 0120000;
      case SUBMODULE -> 0160000;
    };
  }
}
