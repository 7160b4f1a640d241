package dev.gatehand.git;

import dev.gatehand.forge.GitAccess;
import dev.gatehand.forge.Repository;
import dev.gatehand.gate.Action;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.Permit;
import dev.gatehand.gate.TaskId;
import dev.gatehand.publish.CommitWriter;
import dev.gatehand.publish.PushRefused;
import dev.gatehand.workspace.WorkspaceUnavailable;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.Transport;

/** Makes commits outside the sandbox and pushes exactly those that a permit names. */
public final class GitCommitWriter implements CommitWriter {
  private final Mirrors mirrors;
  private final String name;
  private final String email;

  public GitCommitWriter(Mirrors mirrors) {
    this(mirrors, "Gatehand", "gatehand@users.noreply.invalid");
  }

  /**
   * @param name and email stand in every commit as author and committer
   */
  public GitCommitWriter(Mirrors mirrors, String name, String email) {
    this.mirrors = mirrors;
    this.name = name;
    this.email = email;
  }

  @Override
  public GitId commit(
      TaskId task, Repository repository, GitId parent, GitId tree, String message, Instant at) {
    var work = mirrors.work(repository.ref());
    try (ObjectInserter inserter = work.newObjectInserter();
        RevWalk walk = new RevWalk(work)) {
      mirrors.shared().gather(work, tree);
      PersonIdent person = new PersonIdent(name, email, at, ZoneOffset.UTC);
      CommitBuilder commit = new CommitBuilder();
      commit.setParentId(walk.parseCommit(Trees.id(parent)));
      commit.setTreeId(walk.parseTree(Trees.id(tree)));
      commit.setAuthor(person);
      commit.setCommitter(person);
      commit.setMessage(message);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      Pins.commit(work, task, id);
      mirrors.shared().share(work, task, id);
      return new GitId(id.name());
    } catch (IOException e) {
      throw new WorkspaceUnavailable(
          "cannot commit tree " + tree + " on " + parent + " of " + repository.ref(), e);
    }
  }

  @Override
  public Optional<GitId> headOf(GitAccess access, String branch) {
    return new Remote(access).head(mirrors.empty(), branch).map(id -> new GitId(id.name()));
  }

  @Override
  public void push(Permit permit, Repository repository, GitAccess access) {
    Action.Publish publish = permit.consume(Action.Publish.class);
    var work = mirrors.work(repository.ref());
    Remote remote = new Remote(access);
    gather(publish, work);
    try (RevWalk walk = new RevWalk(work);
        Transport transport = remote.open(work)) {
      ObjectId head =
          PushedCommits.check(publish, repository, walk, mirrors.mirror(repository.ref()));
      String branch = Constants.R_HEADS + publish.branch();
      ObjectId expected =
          publish.expected().isEmpty()
              ? ObjectId.zeroId()
              : ObjectId.fromString(publish.expected());
      // With an expected old id the flag "force" only says that the new head need not descend from
      // the old one (a rebase); a branch that is anything else than expected is left alone.
      var update = new RemoteRefUpdate(work, null, head, branch, true, null, expected);
      transport.push(NullProgressMonitor.INSTANCE, List.of(update));
      judge(publish, access, update);
    } catch (TransportException e) {
      boolean refused =
          String.valueOf(e.getMessage()).matches("(?s).*not (permitted|authorized).*");
      if (refused && publish.into() instanceof Action.Into.Fork) {
        // An app may not push there, a person may: only the try tells.
        throw new PushRefused(access.url() + " took no push: " + e.getMessage());
      }
      throw remote.unavailable("push " + publish.branch(), e);
    } catch (IOException e) {
      throw remote.unavailable("push " + publish.branch(), e);
    }
  }

  @Override
  public boolean contains(Repository repository, GitId head, GitId commit) {
    try (RevWalk walk = new RevWalk(mirrors.work(repository.ref()))) {
      return walk.isMergedInto(
          walk.parseCommit(Trees.id(commit)), walk.parseCommit(Trees.id(head)));
    } catch (IOException e) {
      throw new WorkspaceUnavailable(
          "cannot look for " + commit + " before " + head + " of " + repository.ref(), e);
    }
  }

  @Override
  public List<GitId> commits(Repository repository, GitId base, GitId head) {
    try (RevWalk walk = new RevWalk(mirrors.work(repository.ref()))) {
      walk.markStart(walk.parseCommit(Trees.id(head)));
      walk.markUninteresting(walk.parseCommit(Trees.id(base)));
      walk.sort(RevSort.TOPO);
      walk.sort(RevSort.REVERSE, true);
      List<GitId> commits = new ArrayList<>();
      for (RevCommit commit : walk) {
        commits.add(new GitId(commit.name()));
      }
      return List.copyOf(commits);
    } catch (IOException e) {
      throw new WorkspaceUnavailable(
          "cannot list the commits from " + base + " to " + head + " of " + repository.ref(), e);
    }
  }

  /** Another node may have made the commits before it went away. */
  private void gather(Action.Publish publish, org.eclipse.jgit.lib.Repository work) {
    try {
      for (String commit : publish.commits()) {
        mirrors.shared().gather(work, new GitId(commit));
      }
    } catch (IOException e) {
      throw new WorkspaceUnavailable("cannot take the commits of " + publish.branch(), e);
    }
  }

  private static void judge(Action.Publish publish, GitAccess access, RemoteRefUpdate update) {
    switch (update.getStatus()) {
      case OK, UP_TO_DATE -> {}
      case REJECTED_REMOTE_CHANGED, REJECTED_NONFASTFORWARD ->
          throw new PushRefused(
              publish.branch()
                  + " is not what it was expected to be ("
                  + (publish.expected().isEmpty() ? "no such branch" : publish.expected())
                  + "): somebody else pushed; nothing was pushed");
      case NOT_ATTEMPTED, AWAITING_REPORT, NON_EXISTING, REJECTED_NODELETE, REJECTED_OTHER_REASON ->
          throw new PushRefused(
              access.url()
                  + " refused the push of "
                  + publish.branch()
                  + ": "
                  + update.getStatus()
                  + Optional.ofNullable(update.getMessage()).map(m -> " (" + m + ")").orElse(""));
    }
  }
}
