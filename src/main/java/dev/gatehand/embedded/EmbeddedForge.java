package dev.gatehand.embedded;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.CommitCheck;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.forge.GitAccess;
import dev.gatehand.forge.HostedRepositories;
import dev.gatehand.forge.HostedRows;
import dev.gatehand.forge.HostedRows.Row;
import dev.gatehand.forge.Marking;
import dev.gatehand.forge.Marks;
import dev.gatehand.forge.NewPullRequest;
import dev.gatehand.forge.PullRequest;
import dev.gatehand.forge.Reaction;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.Repository;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.forge.ThreadView;
import dev.gatehand.gate.GitId;
import dev.gatehand.policy.Role;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The embedded forge as Gatehand uses it, under its own account. What people do goes through {@link
 * EmbeddedSite}; both share the rows and the repositories.
 */
public final class EmbeddedForge implements Forge {
  private final HostedRows rows;
  private final HostedRepositories repositories;
  private final PullRequests pullRequests;
  private final InstantSource clock;
  private final String address;

  /**
   * @param address where the pages are, e.g. {@code http://127.0.0.1:8180}, without a slash at its
   *     end
   */
  public EmbeddedForge(
      HostedRows rows, HostedRepositories repositories, InstantSource clock, String address) {
    this.rows = rows;
    this.repositories = repositories;
    this.pullRequests = new PullRequests(repositories);
    this.clock = clock;
    this.address = address;
  }

  @Override
  public Account self() {
    return rows.account("gatehand", Account.Kind.BOT);
  }

  @Override
  public Repository repository(RepoRef repository) {
    requireRepository(repository);
    return new Repository(
        repository,
        "embedded-" + rows.repository(repository),
        repositories.defaultBranch(repository));
  }

  @Override
  public Optional<byte[]> file(RepoRef repository, String path, int most) {
    requireRepository(repository);
    return repositories.newest(repository, path, most);
  }

  /** Nothing can be attached here. */
  @Override
  public Optional<byte[]> image(RepoRef repository, String address, int most) {
    return Optional.empty();
  }

  @Override
  public ThreadView thread(ThreadRef thread) {
    Row row = row(thread);
    return new ThreadView(
        thread,
        row.line().kind(),
        row.line().title(),
        row.body(),
        row.line().author(),
        row.line().state() == PullRequest.State.OPEN,
        row.line().createdAt(),
        rows.comments(thread));
  }

  /** This forge changes no text of a thread, and says of a comment only that it was edited. */
  @Override
  public ThreadView threadAt(ThreadRef thread, Instant moment) {
    return thread(thread);
  }

  @Override
  public Optional<Comment> comment(CommentRef comment) {
    return rows.comment(comment);
  }

  @Override
  public Role roleOf(RepoRef repository, Account account) {
    return rows.roleOf(repository, account);
  }

  @Override
  public CommentRef comment(ThreadRef thread, String body) {
    row(thread);
    return rows.comment(thread, self(), body, clock.instant(), HostedRows.Audience.PEOPLE);
  }

  @Override
  public CommentRef reply(CommentRef to, String body) {
    return comment(to.thread(), body);
  }

  @Override
  public Optional<CommentRef> findOwnReply(CommentRef to, String marker) {
    return findOwnComment(to.thread(), marker);
  }

  @Override
  public void edit(CommentRef comment, String body) {
    if (!existing(comment).author().is(self())) {
      throw new ForgeUnavailable(
          "comment " + comment.id() + " of " + comment.thread() + " is not ours: it is not edited");
    }
    rows.edit(comment, body);
  }

  @Override
  public void react(CommentRef comment, Reaction reaction) {
    existing(comment);
    rows.react(comment, self(), reaction);
  }

  @Override
  public Optional<CommentRef> findOwnComment(ThreadRef thread, String marker) {
    Account self = self();
    return rows.comments(thread).stream()
        .filter(comment -> comment.author().is(self) && comment.body().contains(marker))
        .map(Comment::ref)
        .findFirst();
  }

  @Override
  public ThreadRef openIssue(RepoRef repository, String title, String body) {
    requireRepository(repository);
    return rows.openIssue(repository, self(), title, body, clock.instant());
  }

  @Override
  public Optional<ThreadRef> findOwnIssue(RepoRef repository, String marker) {
    Account self = self();
    return rows.threads(repository).stream()
        .filter(row -> row.line().kind() == ThreadView.Kind.ISSUE)
        .filter(row -> row.line().state() == PullRequest.State.OPEN)
        .filter(row -> row.line().author().is(self) && row.body().contains(marker))
        .map(row -> row.line().ref())
        .findFirst();
  }

  @Override
  public void closeIssue(ThreadRef issue) {
    Row row = row(issue);
    if (row.line().kind() != ThreadView.Kind.ISSUE || !row.line().author().is(self())) {
      throw new ForgeUnavailable(issue + " is not an issue of ours: it is not closed");
    }
    rows.settle(issue, PullRequest.State.CLOSED, HostedRows.Ends.NONE, clock.instant());
  }

  @Override
  public ThreadRef openPullRequest(NewPullRequest request) {
    RepoRef repository = request.repository();
    requireRepository(repository);
    return rows.openPullRequest(request, self(), pullRequests.ends(request), clock.instant())
        .orElseThrow(
            () ->
                new ForgeUnavailable(
                    repository
                        + " has an open pull request from `"
                        + request.headBranch()
                        + "` to `"
                        + request.baseBranch()
                        + "` already: update that one, or close it"));
  }

  @Override
  public void updatePullRequest(ThreadRef pullRequest, String title, String body) {
    pullRequestRow(pullRequest);
    rows.rewrite(pullRequest, title, body, clock.instant());
  }

  @Override
  public PullRequest pullRequest(ThreadRef pullRequest) {
    return pullRequests.view(pullRequestRow(pullRequest));
  }

  @Override
  public Marks marks(ThreadRef thread) {
    row(thread);
    return rows.marks(thread);
  }

  @Override
  public List<Marking> markings(ThreadRef thread) {
    row(thread);
    return rows.signals().markings(thread);
  }

  @Override
  public List<CommitCheck> checks(RepoRef repository, GitId commit) {
    return rows.signals().checks(repository, commit);
  }

  @Override
  public String output(RepoRef repository, CommitCheck check, int most) {
    String output = rows.signals().output(repository, check);
    return output.substring(Math.max(0, output.length() - most));
  }

  /** As at a real one: only whoever has a role here can be asked to review. */
  @Override
  public Optional<String> mark(ThreadRef pullRequest, Marks marks) {
    pullRequestRow(pullRequest);
    Map<Boolean, List<String>> known =
        marks.reviewers().stream()
            .collect(Collectors.partitioningBy(login -> reads(pullRequest.repository(), login)));
    rows.mark(pullRequest, new Marks(marks.labels(), known.getOrDefault(true, List.of())));
    List<String> unknown = known.getOrDefault(false, List.of());
    return unknown.isEmpty()
        ? Optional.empty()
        : Optional.of("nobody to review it is called " + String.join(", ", unknown));
  }

  private boolean reads(RepoRef repository, String login) {
    return rows.account(login)
        .filter(account -> rows.roleOf(repository, account).atLeast(Role.READ))
        .isPresent();
  }

  @Override
  public List<PullRequest> pullRequestsFrom(RepoRef repository, String headBranch) {
    return rows.threads(repository).stream()
        .filter(row -> row.line().kind() == ThreadView.Kind.PULL_REQUEST)
        .filter(row -> row.pull().headBranch().equals(headBranch))
        .map(pullRequests::view)
        .toList();
  }

  @Override
  public GitAccess git(RepoRef repository) {
    requireRepository(repository);
    return new GitAccess(repositories.url(repository), "", "");
  }

  @Override
  public GitAccess gitOfHead(PullRequest pullRequest) {
    return git(pullRequest.headRepository());
  }

  @Override
  public String address(ThreadRef thread) {
    return address + "/repos/" + thread.repository() + "/" + thread.number();
  }

  private void requireRepository(RepoRef repository) {
    if (!repositories.exists(repository)) {
      throw new ForgeUnavailable(
          "there is no repository " + repository + " in the folder of the embedded forge");
    }
  }

  private Row row(ThreadRef thread) {
    return rows.thread(thread)
        .orElseThrow(() -> new ForgeUnavailable("there is no thread " + thread));
  }

  private Row pullRequestRow(ThreadRef thread) {
    Row row = row(thread);
    if (row.line().kind() != ThreadView.Kind.PULL_REQUEST) {
      throw new ForgeUnavailable(thread + " is an issue, not a pull request");
    }
    return row;
  }

  private Comment existing(CommentRef comment) {
    return rows.comment(comment)
        .orElseThrow(
            () ->
                new ForgeUnavailable(
                    "comment " + comment.id() + " of " + comment.thread() + " is not there"));
  }
}
