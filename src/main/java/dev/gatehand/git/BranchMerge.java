package dev.gatehand.git;

import dev.gatehand.gate.GitId;
import java.io.IOException;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.merge.MergeStrategy;
import org.eclipse.jgit.merge.Merger;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/** Merges a commit into a branch of a bare repository, without a working tree and its filters. */
final class BranchMerge {
  private BranchMerge() {}

  /** The branch's new tip; empty when the two conflict or the branch moved meanwhile. */
  static Optional<GitId> of(
      Repository git, String branch, GitId head, String message, PersonIdent who)
      throws IOException {
    ObjectId tip = git.resolve(Constants.R_HEADS + branch + "^{commit}");
    if (tip == null) {
      return Optional.empty();
    }
    try (RevWalk walk = new RevWalk(git);
        ObjectInserter inserter = git.newObjectInserter()) {
      RevCommit ours = walk.parseCommit(tip);
      RevCommit theirs = walk.parseCommit(ObjectId.fromString(head.value()));
      if (walk.isMergedInto(ours, theirs)) {
        return moved(git, branch, tip, theirs);
      }
      Merger merger = MergeStrategy.RECURSIVE.newMerger(git, true);
      if (!merger.merge(ours, theirs)) {
        return Optional.empty();
      }
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(merger.getResultTreeId());
      commit.setParentIds(ours, theirs);
      commit.setMessage(message);
      commit.setAuthor(who);
      commit.setCommitter(who);
      ObjectId merge = inserter.insert(commit);
      inserter.flush();
      return moved(git, branch, tip, merge);
    }
  }

  private static Optional<GitId> moved(
      Repository git, String branch, ObjectId expected, ObjectId target) throws IOException {
    RefUpdate update = git.updateRef(Constants.R_HEADS + branch);
    update.setExpectedOldObjectId(expected);
    update.setNewObjectId(target);
    return switch (update.update()) {
      case FAST_FORWARD, NO_CHANGE -> Optional.of(BareRepositories.id(target));
      default -> Optional.empty();
    };
  }
}
