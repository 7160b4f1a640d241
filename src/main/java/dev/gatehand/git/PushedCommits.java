package dev.gatehand.git;

import dev.gatehand.forge.Repository;
import dev.gatehand.gate.Action;
import dev.gatehand.publish.PushRefused;
import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;

/**
 * A push makes public everything that its last commit reaches. So the commits that a permit names
 * must be an unbroken line from something that came from the forge, with no other parents: else
 * commits that nobody examined would go along.
 */
final class PushedCommits {
  private PushedCommits() {}

  /** The last of the commits, once they are known to be all. */
  static ObjectId check(
      Action.Publish publish,
      Repository repository,
      RevWalk walk,
      org.eclipse.jgit.lib.Repository mirror)
      throws IOException {
    if (!publish.repository().equals(repository.id())
        && !publish.repository().equals(repository.ref().toString())) {
      throw new PushRefused(
          "the permit is for " + publish.repository() + ", not for " + repository.ref());
    }
    if (publish.commits().isEmpty() || !Remote.isBranch(publish.branch())) {
      throw new PushRefused("nothing that could be pushed: " + publish);
    }
    ObjectId before = null;
    for (String id : publish.commits()) {
      RevCommit commit = walk.parseCommit(ObjectId.fromString(id));
      boolean follows =
          commit.getParentCount() == 1
              && (before == null
                  ? isAtForge(publish, mirror, commit.getParent(0))
                  : commit.getParent(0).equals(before));
      if (!follows) {
        throw new PushRefused(
            "commit " + id + " does not stand on the one before it; nothing was pushed");
      }
      before = commit.copy();
    }
    return java.util.Objects.requireNonNull(before);
  }

  /** It was fetched, or the push goes through only if the branch is at it. */
  private static boolean isAtForge(
      Action.Publish publish, org.eclipse.jgit.lib.Repository mirror, ObjectId commit)
      throws IOException {
    return publish.expected().equals(commit.name()) || mirror.getObjectDatabase().has(commit);
  }
}
