package dev.gatehand.git;

import dev.gatehand.gate.GitId;
import java.io.IOException;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.ResolveMerger;

/** Merges trees, in memory: no file is touched, and no driver that a repository names is run. */
final class ThreeWay {
  private final Repository work;

  ThreeWay(Repository work) {
    this.work = work;
  }

  /** What came of it. */
  sealed interface Outcome {
    record Clean(ObjectId tree) implements Outcome {}

    record Conflicts(List<String> paths) implements Outcome {}
  }

  /** The tree of {@code onto} with what differs between {@code base} and {@code changed} in it. */
  Outcome onto(GitId base, GitId onto, GitId changed) throws IOException {
    Trees trees = new Trees(work);
    ObjectId from = trees.tree(base);
    ObjectId ours = trees.tree(changed);
    ObjectId theirs = trees.tree(onto);
    if (ours.equals(from)) {
      return new Outcome.Clean(theirs);
    }
    try (ObjectInserter inserter = work.newObjectInserter()) {
      var merger = (ResolveMerger) MergeStrategy.RESOLVE.newMerger(work, true);
      merger.setObjectInserter(inserter);
      merger.setBase(from);
      if (!merger.merge(theirs, ours)) {
        return new Outcome.Conflicts(List.copyOf(merger.getUnmergedPaths()));
      }
      inserter.flush();
      return new Outcome.Clean(merger.getResultTreeId());
    }
  }
}
