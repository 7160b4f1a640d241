package dev.gatehand.forge;

import dev.gatehand.policy.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A forge behind a bad line: what it does is as real as that of the forge behind it, but a reply
 * may be lost, and nobody can tell from the failure whether the thing was done.
 */
public final class LossyForge implements Forge {
  private final Forge real;
  private final Losses line;

  public LossyForge(Forge real, Losses line) {
    this.real = real;
    this.line = line;
  }

  @Override
  public Account self() {
    return real.self();
  }

  @Override
  public Repository repository(RepoRef repository) {
    return line.question("repository " + repository, () -> real.repository(repository));
  }

  @Override
  public Optional<byte[]> file(RepoRef repository, String path, int most) {
    return line.question("file " + path, () -> real.file(repository, path, most));
  }

  @Override
  public Optional<byte[]> image(RepoRef repository, String address, int most) {
    return line.question("image " + address, () -> real.image(repository, address, most));
  }

  @Override
  public Marks marks(ThreadRef thread) {
    return line.question("marks of " + thread, () -> real.marks(thread));
  }

  @Override
  public List<Marking> markings(ThreadRef thread) {
    return line.question("markings of " + thread, () -> real.markings(thread));
  }

  @Override
  public List<CommitCheck> checks(RepoRef repository, dev.gatehand.gate.GitId commit) {
    return line.question("checks of " + commit, () -> real.checks(repository, commit));
  }

  @Override
  public String output(RepoRef repository, CommitCheck check, int most) {
    return line.question("output of " + check.name(), () -> real.output(repository, check, most));
  }

  @Override
  public Optional<String> mark(ThreadRef pullRequest, Marks marks) {
    return line.change("marks of " + pullRequest, () -> real.mark(pullRequest, marks));
  }

  @Override
  public ThreadView thread(ThreadRef thread) {
    return line.question("thread " + thread, () -> real.thread(thread));
  }

  @Override
  public ThreadView threadAt(ThreadRef thread, Instant moment) {
    return line.question("thread " + thread, () -> real.threadAt(thread, moment));
  }

  @Override
  public Optional<Comment> comment(CommentRef comment) {
    return line.question("comment " + comment.id(), () -> real.comment(comment));
  }

  @Override
  public Role roleOf(RepoRef repository, Account account) {
    return line.question("role of " + account.login(), () -> real.roleOf(repository, account));
  }

  @Override
  public CommentRef comment(ThreadRef thread, String body) {
    return line.change("a comment on " + thread, () -> real.comment(thread, body));
  }

  @Override
  public CommentRef reply(CommentRef to, String body) {
    return line.change("a reply to comment " + to.id(), () -> real.reply(to, body));
  }

  @Override
  public Optional<CommentRef> findOwnReply(CommentRef to, String marker) {
    return line.question("our reply to " + to.id(), () -> real.findOwnReply(to, marker));
  }

  @Override
  public void edit(CommentRef comment, String body) {
    line.change(
        "an edit of comment " + comment.id(),
        () -> {
          real.edit(comment, body);
          return comment;
        });
  }

  @Override
  public void react(CommentRef comment, Reaction reaction) {
    line.change(
        "a reaction on comment " + comment.id(),
        () -> {
          real.react(comment, reaction);
          return comment;
        });
  }

  @Override
  public Optional<CommentRef> findOwnComment(ThreadRef thread, String marker) {
    return line.question("our comment on " + thread, () -> real.findOwnComment(thread, marker));
  }

  @Override
  public ThreadRef openIssue(RepoRef repository, String title, String body) {
    return line.change("an issue of " + repository, () -> real.openIssue(repository, title, body));
  }

  @Override
  public void closeIssue(ThreadRef issue) {
    line.change(
        "the closing of " + issue,
        () -> {
          real.closeIssue(issue);
          return issue;
        });
  }

  @Override
  public Optional<ThreadRef> findOwnIssue(RepoRef repository, String marker) {
    return line.question("our issue of " + repository, () -> real.findOwnIssue(repository, marker));
  }

  @Override
  public ThreadRef openPullRequest(NewPullRequest request) {
    return line.change(
        "a pull request from " + request.headBranch(), () -> real.openPullRequest(request));
  }

  @Override
  public void updatePullRequest(ThreadRef pullRequest, String title, String body) {
    line.change(
        "new words for " + pullRequest,
        () -> {
          real.updatePullRequest(pullRequest, title, body);
          return pullRequest;
        });
  }

  @Override
  public PullRequest pullRequest(ThreadRef pullRequest) {
    return line.question("pull request " + pullRequest, () -> real.pullRequest(pullRequest));
  }

  @Override
  public List<PullRequest> pullRequestsFrom(RepoRef repository, String headBranch) {
    return line.question(
        "pull requests from " + headBranch, () -> real.pullRequestsFrom(repository, headBranch));
  }

  @Override
  public GitAccess git(RepoRef repository) {
    return real.git(repository);
  }

  @Override
  public GitAccess gitOfHead(PullRequest pullRequest) {
    return real.gitOfHead(pullRequest);
  }

  @Override
  public String address(ThreadRef thread) {
    return real.address(thread);
  }
}
