package dev.gatehand.forge;

import dev.gatehand.policy.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the pages of the embedded forge need: the forge as its people use it. Whoever reaches it
 * chooses as whom to act ({@code as}, a login), so it must never be reachable from beyond this
 * machine. Every method may throw {@link HostedRefusal}, whose sentence people read, and {@link
 * ForgeUnavailable}.
 */
public interface HostedForge {
  /** By name. */
  List<RepositoryLine> repositories();

  /** Who is known here, strongest role first. */
  List<Person> people(RepoRef repository);

  /** Newest first, closed ones included. */
  List<ThreadLine> threads(RepoRef repository);

  ThreadLine line(ThreadRef thread);

  ThreadView thread(ThreadRef thread);

  /** The receipts on the comments of a thread, by id of the comment. */
  Map<Long, List<Reacted>> reactions(ThreadRef thread);

  Marks marks(ThreadRef thread);

  /** Empty for an issue. */
  Optional<PullRequest> pullRequest(ThreadRef thread);

  ThreadRef open(RepoRef repository, String as, String title, String body);

  /** Stores a comment, then Gatehand hears of it. */
  CommentRef comment(ThreadRef thread, String as, String body);

  /** By its author, or by somebody with write access; it counts as edited from then on. */
  void edit(CommentRef comment, String as, String body);

  void close(ThreadRef thread, String as);

  void reopen(ThreadRef thread, String as);

  /** Merges the head into the base and closes the pull request; needs write access. */
  void merge(ThreadRef pullRequest, String as);

  /** What the pull request brings, oldest first. */
  List<CommitLine> commits(ThreadRef pullRequest);

  /** What the pull request changes, file by file, since it left its base. */
  List<FileDiff> diff(ThreadRef pullRequest);

  /** The files of the default branch. */
  List<String> files(RepoRef repository);

  /** A file of the default branch as text; bytes that are no text are replaced. */
  String text(RepoRef repository, String path);

  /** A repository in a list. */
  record RepositoryLine(Repository repository, int openIssues, int openPullRequests) {}

  /** Somebody, and what they may do in one repository. */
  record Person(Account account, Role role) {}

  /** Who set a reaction. */
  record Reacted(Reaction reaction, Account by) {}

  /** A thread in a list; {@code state} is MERGED only for a pull request. */
  record ThreadLine(
      ThreadRef ref,
      ThreadView.Kind kind,
      String title,
      Account author,
      PullRequest.State state,
      int comments,
      Instant createdAt,
      Instant changedAt) {}
}
