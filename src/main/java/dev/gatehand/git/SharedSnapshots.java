package dev.gatehand.git;

import dev.gatehand.gate.GitId;
import dev.gatehand.gate.TaskId;
import dev.gatehand.workspace.SnapshotShelf;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.internal.storage.pack.PackWriter;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.pack.PackConfig;
import org.eclipse.jgit.transport.PackParser;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Puts what a task made onto the shelf that all nodes see, and takes it from there. */
final class SharedSnapshots {
  private static final int GITLINK = 0160000;
  private static final int FOLDER = 0040000;
  private static final int KIND = 0170000;
  private final SnapshotShelf shelf;

  SharedSnapshots(SnapshotShelf shelf) {
    this.shelf = shelf;
  }

  /** Shares a tree; {@code known} are trees that whoever takes it will have. */
  void share(Repository work, TaskId task, ObjectId tree, List<ObjectId> known) throws IOException {
    if (shelf.shared() && !known.contains(tree)) {
      try (RevWalk walk = new RevWalk(work)) {
        shelf.put(task, new GitId(tree.name()), pack(work, news(work, walk, tree, known)));
      }
    }
  }

  /** Shares a commit whose tree was shared before. */
  void share(Repository work, TaskId task, ObjectId commit) throws IOException {
    if (shelf.shared()) {
      try (RevWalk walk = new RevWalk(work)) {
        List<RevObject> only = List.of(walk.parseCommit(commit));
        shelf.put(task, new GitId(commit.name()), pack(work, only));
      }
    }
  }

  /** Takes from the shelf what this machine has not seen. */
  void gather(Repository work, GitId id) throws IOException {
    if (!shelf.shared() || work.getObjectDatabase().has(Trees.id(id))) {
      return;
    }
    for (byte[] pack : shelf.packsWith(id)) {
      try (ObjectInserter inserter = work.newObjectInserter()) {
        PackParser parser = inserter.newPackParser(new ByteArrayInputStream(pack));
        parser.setAllowThin(false);
        parser.parse(NullProgressMonitor.INSTANCE);
        inserter.flush();
      }
    }
  }

  private static List<RevObject> news(
      Repository work, RevWalk objects, ObjectId tree, List<ObjectId> known) throws IOException {
    List<RevObject> news = new ArrayList<>();
    news.add(objects.lookupTree(tree));
    try (ObjectReader reader = work.newObjectReader();
        TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(tree);
      for (ObjectId other : known) {
        walk.addTree(other);
      }
      while (walk.next()) {
        int kind = walk.getRawMode(0) & KIND;
        if (kind == 0 || kind == GITLINK || isKnown(walk)) {
          continue;
        }
        if (kind == FOLDER) {
          news.add(objects.lookupTree(walk.getObjectId(0)));
          walk.enterSubtree();
        } else {
          news.add(objects.lookupBlob(walk.getObjectId(0)));
        }
      }
    }
    return news.stream().distinct().toList();
  }

  private static boolean isKnown(TreeWalk walk) {
    for (int nth = 1; nth < walk.getTreeCount(); nth++) {
      if (walk.getRawMode(nth) != 0 && walk.idEqual(0, nth)) {
        return true;
      }
    }
    return false;
  }

  private static byte[] pack(Repository work, List<RevObject> objects) throws IOException {
    PackConfig plain = new PackConfig(work);
    plain.setDeltaCompress(false);
    plain.setReuseDeltas(false);
    try (ObjectReader reader = work.newObjectReader();
        PackWriter writer = new PackWriter(plain, reader)) {
      writer.preparePack(objects.iterator());
      var bytes = new ByteArrayOutputStream();
      writer.writePack(NullProgressMonitor.INSTANCE, NullProgressMonitor.INSTANCE, bytes);
      return bytes.toByteArray();
    }
  }
}
