package dev.gatehand.forge;

import dev.gatehand.gate.GitId;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The bare repositories of the embedded forge, as they are on disk at this moment. Every method may
 * throw {@link ForgeUnavailable}. Contents, paths and names of branches are hostile data.
 */
public interface HostedRepositories {
  /** By name; folders whose names are no repository names are left out. */
  List<RepoRef> all();

  boolean exists(RepoRef repository);

  /** Where git finds it: a file URL. */
  URI url(RepoRef repository);

  /** The branch that HEAD names, without {@code refs/heads/}. */
  String defaultBranch(RepoRef repository);

  /** What a branch points at now. */
  Optional<GitId> tip(RepoRef repository, String branch);

  /** The best common ancestor; empty when there is none. */
  Optional<GitId> mergeBase(RepoRef repository, GitId one, GitId other);

  /** What {@code head} has and {@code base} has not, oldest first, at most {@code maximum}. */
  List<CommitLine> commits(RepoRef repository, GitId base, GitId head, int maximum);

  /** From one commit to another, by path; long patches are cut. */
  List<FileDiff> diff(RepoRef repository, GitId from, GitId to);

  /**
   * Merges {@code head} into a branch: forward if that is possible, else by a merge commit.
   *
   * @return the branch's new tip; empty when the two conflict or the branch moved meanwhile
   */
  Optional<GitId> merge(RepoRef repository, String branch, GitId head, String message, Account by);

  /** Paths of all files of a commit, at most {@code maximum}. */
  List<String> files(RepoRef repository, GitId commit, int maximum);

  /** The bytes of a file of a commit, at most {@code maximum}; empty when it is not there. */
  Optional<byte[]> bytes(RepoRef repository, GitId commit, String path, int maximum);

  /** The same of the default branch as it is now; empty as well where that has no commit. */
  Optional<byte[]> newest(RepoRef repository, String path, int maximum);
}
