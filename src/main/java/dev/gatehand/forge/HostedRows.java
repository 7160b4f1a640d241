package dev.gatehand.forge;

import dev.gatehand.forge.HostedForge.Person;
import dev.gatehand.forge.HostedForge.Reacted;
import dev.gatehand.forge.HostedForge.ThreadLine;
import dev.gatehand.policy.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the embedded forge keeps in the database: people, roles, threads, comments, reactions. Each
 * method is one transaction. A repository or an account gets its row when it is first named.
 */
public interface HostedRows {
  /** A number that stays with the repository. */
  long repository(RepoRef repository);

  /** The account of this login, made if need be; the kind of one that exists stays. */
  Account account(String login, Account.Kind kind);

  Optional<Account> account(String login);

  void give(RepoRef repository, Account account, Role role);

  /** {@link Role#NONE} for somebody without a row. */
  Role roleOf(RepoRef repository, Account account);

  /** Who has a row in this repository, strongest role first. */
  List<Person> people(RepoRef repository);

  ThreadRef openIssue(RepoRef repository, Account author, String title, String body, Instant at);

  /** Empty when one from this head to this base is open. */
  Optional<ThreadRef> openPullRequest(
      NewPullRequest request, Account author, Ends ends, Instant at);

  Optional<Row> thread(ThreadRef thread);

  /** Newest first. */
  List<Row> threads(RepoRef repository);

  void rewrite(ThreadRef thread, String title, String body, Instant at);

  /**
   * Moves a thread to a state.
   *
   * @return false when a pull request cannot be opened again because another one is open
   */
  boolean settle(ThreadRef thread, PullRequest.State state, Ends ends, Instant at);

  /** Stores a comment; one that Gatehand is to hear of stays in {@link #unheard} until it did. */
  CommentRef comment(ThreadRef thread, Account author, String body, Instant at, Audience audience);

  Optional<Comment> comment(CommentRef comment);

  /** Oldest first. */
  List<Comment> comments(ThreadRef thread);

  /** Changes a comment, which counts as edited for ever. */
  void edit(CommentRef comment, String body);

  Marks marks(ThreadRef thread);

  HostedSignals signals();

  void mark(ThreadRef thread, Marks marks);

  void react(CommentRef comment, Account by, Reaction reaction);

  Map<Long, List<Reacted>> reactions(ThreadRef thread);

  /** Comments that Gatehand was not told of yet, oldest first. */
  List<CommentRef> unheard();

  void heard(CommentRef comment);

  /** Whether Gatehand is to hear of a comment. */
  enum Audience {
    GATEHAND,
    PEOPLE
  }

  /**
   * A thread as it is stored.
   *
   * @param pull {@link Pull#NONE} for an issue
   */
  record Row(ThreadLine line, String body, Pull pull) {}

  /** What a pull request has beyond an issue. */
  record Pull(String headBranch, String baseBranch, boolean draft, Ends ends) {
    public static final Pull NONE = new Pull("", "", false, Ends.NONE);
  }

  /**
   * Which commits a pull request stood for when it was opened or closed, by their ids: a closed one
   * stays readable when its branches move on. Both empty for an issue.
   */
  record Ends(String base, String head) {
    public static final Ends NONE = new Ends("", "");
  }
}
