package dev.gatehand.forge;

import dev.gatehand.gate.GitId;
import dev.gatehand.policy.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The code host in our words. Every method may throw {@link ForgeUnavailable}.
 *
 * <p>Methods that others see the effect of ({@code comment}, {@code edit}, {@code react}, {@code
 * open...}, {@code update...}) are called through {@code journal.Dispatches} only, which makes them
 * happen once although a reply can be lost.
 */
public interface Forge {
  /** The account as which Gatehand acts. */
  Account self();

  Repository repository(RepoRef repository);

  /**
   * A file of the default branch as it stands now; empty when there is none.
   *
   * @param most larger ones are cut after so many bytes
   */
  Optional<byte[]> file(RepoRef repository, String path, int most);

  /**
   * An image that somebody attached to a thread. Only the forge's own places for attachments are
   * asked: whoever writes on a thread chooses the address. Empty when it is elsewhere, larger, or
   * cannot be had now.
   *
   * @param address as it is written on the thread; hostile
   * @param most bytes
   */
  Optional<byte[]> image(RepoRef repository, String address, int most);

  ThreadView thread(ThreadRef thread);

  /**
   * A thread as it was at a moment, as far as the forge can tell: what was changed since is left
   * out. Somebody may have changed it after they read what it is used for.
   */
  ThreadView threadAt(ThreadRef thread, Instant moment);

  /** A comment as it stands now; empty when it was deleted. */
  Optional<Comment> comment(CommentRef comment);

  /** The role now; never guessed from membership in an organisation. */
  Role roleOf(RepoRef repository, Account account);

  CommentRef comment(ThreadRef thread, String body);

  /**
   * Answers a comment where it stands: one on a line of a diff in its thread there, any other on
   * the conversation.
   */
  CommentRef reply(CommentRef to, String body);

  void edit(CommentRef comment, String body);

  /** Sets our reaction; setting it again changes nothing. */
  void react(CommentRef comment, Reaction reaction);

  /** Our own comment that contains this marker, looked up by author id on all pages. */
  Optional<CommentRef> findOwnComment(ThreadRef thread, String marker);

  /** Our own answer to this comment that contains this marker, looked up like {@code reply}'s. */
  Optional<CommentRef> findOwnReply(CommentRef to, String marker);

  ThreadRef openIssue(RepoRef repository, String title, String body);

  /** Our own open issue whose body contains this marker. */
  Optional<ThreadRef> findOwnIssue(RepoRef repository, String marker);

  /** Closes an issue of our own; closing it again changes nothing. */
  void closeIssue(ThreadRef issue);

  ThreadRef openPullRequest(NewPullRequest request);

  void updatePullRequest(ThreadRef pullRequest, String title, String body);

  PullRequest pullRequest(ThreadRef pullRequest);

  Marks marks(ThreadRef thread);

  /** Who put labels on a thread and assigned it, oldest first. */
  List<Marking> markings(ThreadRef thread);

  /** What CIs say of a commit now, by name; what Gatehand says of one itself is left out. */
  List<CommitCheck> checks(RepoRef repository, GitId commit);

  /**
   * What a check printed, the end of it; empty where the forge does not tell. Hostile.
   *
   * @param most characters
   */
  String output(RepoRef repository, CommitCheck check, int most);

  /**
   * Adds labels and asks for reviews; what is there already stays as it is. Returns what the forge
   * does not take, in words, or empty: nobody's work waits for a label that does not exist, or for
   * a reviewer who may not see the repository.
   */
  Optional<String> mark(ThreadRef pullRequest, Marks marks);

  /**
   * All pull requests from this branch of the repository itself, newest first, closed ones
   * included.
   */
  List<PullRequest> pullRequestsFrom(RepoRef repository, String headBranch);

  GitAccess git(RepoRef repository);

  /** How the branch of a pull request is reached, with no more right than on the repository. */
  GitAccess gitOfHead(PullRequest pullRequest);

  /** Where people read a thread, for links in texts. */
  String address(ThreadRef thread);
}
