package dev.gatehand.git;

import dev.gatehand.gate.FileMode;
import dev.gatehand.gate.FileState;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.RepoPath;
import dev.gatehand.workspace.Checkout.Change;
import dev.gatehand.workspace.WorkspaceUnavailable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.ObjectStream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Looks into stored trees. */
final class Trees {
  private final Repository work;

  Trees(Repository work) {
    this.work = work;
  }

  static ObjectId id(GitId id) {
    return ObjectId.fromString(id.value());
  }

  /** The tree of a commit, or a tree itself. */
  ObjectId tree(GitId commitOrTree) throws IOException {
    try (RevWalk walk = new RevWalk(work)) {
      return walk.parseTree(id(commitOrTree)).copy();
    }
  }

  TreeNode.Folder read(GitId commitOrTree, Bounds bounds) throws IOException {
    ObjectId tree = tree(commitOrTree);
    try (ObjectReader reader = work.newObjectReader()) {
      return new TreeReader(reader, bounds).read(tree);
    }
  }

  List<Change> changes(GitId from, GitId to, int maximum) throws IOException {
    List<Change> changes = new ArrayList<>();
    try (ObjectReader reader = work.newObjectReader();
        TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(tree(from));
      walk.addTree(tree(to));
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      while (walk.next()) {
        changes.add(
            new Change(
                path(walk), state(reader, walk, 0, maximum), state(reader, walk, 1, maximum)));
      }
    }
    changes.sort(Comparator.comparing(change -> change.path().value()));
    return List.copyOf(changes);
  }

  FileState in(GitId tree, RepoPath path, int maximum) throws IOException {
    if (path.isRoot()) {
      return new FileState.Missing();
    }
    try (ObjectReader reader = work.newObjectReader();
        TreeWalk walk = TreeWalk.forPath(reader, path.value(), tree(tree))) {
      return walk == null ? new FileState.Missing() : state(reader, walk, 0, maximum);
    }
  }

  private static FileState state(ObjectReader reader, TreeWalk walk, int nth, int maximum)
      throws IOException {
    int raw = walk.getRawMode(nth);
    if (raw == 0 || (raw & 0170000) == 0040000) {
      return new FileState.Missing();
    }
    FileMode mode = TreeReader.mode(raw);
    ObjectId id = walk.getObjectId(nth);
    return mode == FileMode.SUBMODULE
        ? new FileState.Present(id.name().getBytes(StandardCharsets.US_ASCII), mode)
        : new FileState.Present(head(reader, id, maximum), mode);
  }

  private static byte[] head(ObjectReader reader, ObjectId blob, int maximum) throws IOException {
    try (ObjectStream stream = reader.open(blob, Constants.OBJ_BLOB).openStream()) {
      return stream.readNBytes((int) Math.min(maximum, stream.getSize()));
    } catch (EOFException e) {
      throw new IOException("blob " + blob.name() + " is cut off", e);
    }
  }

  /** Closed where a path cannot be said: what could not be shown could not be judged either. */
  private static RepoPath path(TreeWalk walk) {
    try {
      byte[] raw = walk.getRawPath();
      return new RepoPath(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString());
    } catch (CharacterCodingException | IllegalArgumentException e) {
      throw new WorkspaceUnavailable(
          "a change to " + walk.getPathString() + " cannot be shown: its path is not a safe one",
          e);
    }
  }
}
