package dev.gatehand.git;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.CommitLine;
import dev.gatehand.forge.FileDiff;
import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.forge.HostedRepositories;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.gate.GitId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache.FileKey;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevSort;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.FS;

/**
 * The bare repositories in one folder: {@code owner/name.git}, or {@code name.git} of the default
 * owner. The folder belongs to the operator; what is in the commits was pushed by anybody. No task
 * can write here.
 */
public final class BareRepositories implements HostedRepositories {
  private final Path folder;
  private final String defaultOwner;
  private final InstantSource clock;

  public BareRepositories(Path folder, String defaultOwner, InstantSource clock) {
    this.folder = folder.toAbsolutePath().normalize();
    this.defaultOwner = defaultOwner;
    this.clock = clock;
  }

  @Override
  public List<RepoRef> all() {
    try (Stream<Path> found = Files.walk(folder, 2)) {
      return found
          .filter(path -> path.toString().endsWith(Constants.DOT_GIT_EXT))
          .flatMap(path -> named(folder.relativize(path)).stream())
          .filter(this::exists)
          .distinct()
          .sorted(Comparator.comparing(RepoRef::toString))
          .toList();
    } catch (IOException e) {
      throw new ForgeUnavailable("the folder of repositories cannot be read: " + folder, e);
    }
  }

  @Override
  public boolean exists(RepoRef repository) {
    return FileKey.isGitRepository(path(repository).toFile(), FS.DETECTED);
  }

  @Override
  public URI url(RepoRef repository) {
    return path(repository).toUri();
  }

  @Override
  public String defaultBranch(RepoRef repository) {
    return read(repository, git -> Repository.shortenRefName(git.getFullBranch()));
  }

  @Override
  public Optional<GitId> tip(RepoRef repository, String branch) {
    return read(repository, git -> Optional.ofNullable(git.exactRef(Constants.R_HEADS + branch)))
        .map(Ref::getObjectId)
        .map(BareRepositories::id);
  }

  @Override
  public Optional<GitId> mergeBase(RepoRef repository, GitId one, GitId other) {
    return read(
        repository,
        git -> {
          try (RevWalk walk = new RevWalk(git)) {
            walk.setRevFilter(RevFilter.MERGE_BASE);
            walk.markStart(walk.parseCommit(ObjectId.fromString(one.value())));
            walk.markStart(walk.parseCommit(ObjectId.fromString(other.value())));
            return Optional.ofNullable(walk.next()).map(BareRepositories::id);
          }
        });
  }

  @Override
  public List<CommitLine> commits(RepoRef repository, GitId base, GitId head, int maximum) {
    return read(
        repository,
        git -> {
          try (RevWalk walk = new RevWalk(git)) {
            walk.sort(RevSort.TOPO);
            walk.markStart(walk.parseCommit(ObjectId.fromString(head.value())));
            walk.markUninteresting(walk.parseCommit(ObjectId.fromString(base.value())));
            List<CommitLine> lines = new ArrayList<>();
            for (RevCommit commit = walk.next();
                commit != null && lines.size() < maximum;
                commit = walk.next()) {
              lines.add(line(commit));
            }
            return lines.reversed();
          }
        });
  }

  @Override
  public List<FileDiff> diff(RepoRef repository, GitId from, GitId to) {
    return read(repository, git -> FileDiffs.between(git, from, to));
  }

  @Override
  public Optional<GitId> merge(
      RepoRef repository, String branch, GitId head, String message, Account by) {
    PersonIdent who =
        new PersonIdent(
            by.login(),
            by.id() + "+" + by.login() + "@users.noreply.localhost",
            clock.instant(),
            ZoneOffset.UTC);
    return read(repository, git -> BranchMerge.of(git, branch, head, message, who));
  }

  @Override
  public List<String> files(RepoRef repository, GitId commit, int maximum) {
    return read(
        repository,
        git -> {
          try (RevWalk revs = new RevWalk(git);
              TreeWalk walk = new TreeWalk(git)) {
            walk.addTree(revs.parseTree(ObjectId.fromString(commit.value())));
            walk.setRecursive(true);
            List<String> paths = new ArrayList<>();
            while (paths.size() < maximum && walk.next()) {
              paths.add(walk.getPathString());
            }
            return paths;
          }
        });
  }

  @Override
  public Optional<byte[]> bytes(RepoRef repository, GitId commit, String path, int maximum) {
    return read(repository, git -> bytes(git, ObjectId.fromString(commit.value()), path, maximum));
  }

  @Override
  public Optional<byte[]> newest(RepoRef repository, String path, int maximum) {
    return read(
        repository,
        git -> {
          ObjectId head = git.resolve(Constants.HEAD);
          return head == null ? Optional.empty() : bytes(git, head, path, maximum);
        });
  }

  private static Optional<byte[]> bytes(Repository git, ObjectId commit, String path, int maximum)
      throws IOException {
    try (RevWalk revs = new RevWalk(git);
        TreeWalk walk = TreeWalk.forPath(git, path, revs.parseTree(commit))) {
      if (walk == null || walk.getFileMode().getObjectType() != Constants.OBJ_BLOB) {
        return Optional.empty();
      }
      try (var in = git.open(walk.getObjectId(0)).openStream()) {
        return Optional.of(in.readNBytes(maximum));
      }
    }
  }

  private Path path(RepoRef repository) {
    Path own = folder.resolve(repository.owner(), repository.name() + Constants.DOT_GIT_EXT);
    return repository.owner().equals(defaultOwner) && !Files.isDirectory(own)
        ? folder.resolve(repository.name() + Constants.DOT_GIT_EXT)
        : own;
  }

  private Optional<RepoRef> named(Path relative) {
    String file = relative.getFileName().toString();
    String name = file.substring(0, file.length() - Constants.DOT_GIT_EXT.length());
    String owner = relative.getNameCount() == 1 ? defaultOwner : relative.getName(0).toString();
    try {
      return Optional.of(new RepoRef(owner, name));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }

  private <T> T read(RepoRef repository, Reading<T> reading) {
    Path path = path(repository);
    try (Repository git =
        new FileRepositoryBuilder().setGitDir(path.toFile()).setBare().setMustExist(true).build()) {
      return reading.of(git);
    } catch (IOException e) {
      throw new ForgeUnavailable("the repository " + repository + " cannot be read: " + path, e);
    }
  }

  private static CommitLine line(RevCommit commit) {
    PersonIdent author = commit.getAuthorIdent();
    String message = commit.getFullMessage();
    int end = message.indexOf('\n');
    return new CommitLine(
        id(commit),
        commit.getShortMessage(),
        end < 0 ? "" : message.substring(end).strip(),
        author.getName(),
        author.getEmailAddress(),
        Instant.ofEpochSecond(commit.getCommitTime()));
  }

  static GitId id(ObjectId id) {
    return new GitId(id.name());
  }

  /** What is done with an open repository. */
  private interface Reading<T> {
    T of(Repository git) throws IOException;
  }
}
