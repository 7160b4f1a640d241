package dev.gatehand.embedded;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.CommitLine;
import dev.gatehand.forge.FileDiff;
import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.forge.HostedForge;
import dev.gatehand.forge.HostedRefusal;
import dev.gatehand.forge.HostedRefusal.Why;
import dev.gatehand.forge.HostedRepositories;
import dev.gatehand.forge.HostedRows;
import dev.gatehand.forge.HostedRows.Audience;
import dev.gatehand.forge.HostedRows.Row;
import dev.gatehand.forge.Marks;
import dev.gatehand.forge.PullRequest;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.Repository;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.forge.ThreadView;
import dev.gatehand.gate.GitId;
import dev.gatehand.policy.Role;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The embedded forge as its people use it. Who acts is a login that the caller chose: the site
 * believes it, so it is served on loopback only. It never acts as Gatehand itself, else a page
 * could put words into its mouth.
 */
public final class EmbeddedSite implements HostedForge {
  private static final System.Logger LOG = System.getLogger(EmbeddedSite.class.getName());
  private static final int MOST_FILES = 5_000;
  private static final int MOST_BYTES = 512 * 1024;

  private final EmbeddedForge forge;
  private final HostedRows rows;
  private final HostedRepositories repositories;
  private final PullRequests pullRequests;
  private final Lookup look;
  private final InstantSource clock;
  private final Predicate<CommentRef> listener;
  private final Signals signals;

  /**
   * @param listener hears of each comment after it is stored, in the thread of whoever posted it;
   *     may hear of one twice, and says whether it was dealt with
   */
  public EmbeddedSite(
      EmbeddedForge forge,
      HostedRows rows,
      HostedRepositories repositories,
      InstantSource clock,
      Predicate<CommentRef> listener) {
    this.forge = forge;
    this.rows = rows;
    this.repositories = repositories;
    this.pullRequests = new PullRequests(repositories);
    this.look = new Lookup(forge, rows, repositories);
    this.clock = clock;
    this.listener = listener;
    this.signals = new Signals(rows, look, clock, this::tell);
  }

  /** Labels, assignments and what CIs say: for whoever plays those, no page reaches it. */
  public Signals signals() {
    return signals;
  }

  /** Makes somebody known, with a role: for whoever sets the forge up, no page reaches it. */
  public void admit(RepoRef repository, String login, Role role) {
    look.repository(repository);
    rows.give(repository, rows.account(Words.login(login), Account.Kind.PERSON), role);
  }

  /**
   * Tells Gatehand of the comments that it has not heard of, because it went down between storing
   * one and telling of it, or could not listen.
   */
  public void tellUnheard() {
    rows.unheard().forEach(this::tell);
    signals.tellUnheard();
  }

  @Override
  public List<RepositoryLine> repositories() {
    return repositories.all().stream().map(this::line).toList();
  }

  @Override
  public List<Person> people(RepoRef repository) {
    look.repository(repository);
    Account self = forge.self();
    return rows.people(repository).stream().filter(person -> !person.account().is(self)).toList();
  }

  @Override
  public List<ThreadLine> threads(RepoRef repository) {
    look.repository(repository);
    return rows.threads(repository).stream().map(Row::line).toList();
  }

  @Override
  public ThreadLine line(ThreadRef thread) {
    return look.thread(thread).line();
  }

  @Override
  public ThreadView thread(ThreadRef thread) {
    look.thread(thread);
    return forge.thread(thread);
  }

  @Override
  public Map<Long, List<Reacted>> reactions(ThreadRef thread) {
    return rows.reactions(thread);
  }

  @Override
  public Marks marks(ThreadRef thread) {
    return rows.marks(thread);
  }

  @Override
  public Optional<PullRequest> pullRequest(ThreadRef thread) {
    return Optional.of(look.thread(thread))
        .filter(row -> row.line().kind() == ThreadView.Kind.PULL_REQUEST)
        .map(pullRequests::view);
  }

  @Override
  public ThreadRef open(RepoRef repository, String as, String title, String body) {
    look.repository(repository);
    return rows.openIssue(
        repository, look.person(as), Words.title(title), Words.text(body), clock.instant());
  }

  @Override
  public CommentRef comment(ThreadRef thread, String as, String body) {
    look.thread(thread);
    String words = Words.said(body);
    CommentRef comment =
        rows.comment(thread, look.person(as), words, clock.instant(), Audience.GATEHAND);
    tell(comment);
    return comment;
  }

  @Override
  public void edit(CommentRef comment, String as, String body) {
    Account editor = look.person(as);
    String words = Words.said(body);
    Comment before =
        rows.comment(comment)
            .orElseThrow(() -> new HostedRefusal(Why.NOT_THERE, "There is no such comment."));
    if (!before.author().is(editor)) {
      look.needWrite(comment.thread(), editor, "edit what " + before.author().login() + " wrote");
    }
    rows.edit(comment, words);
  }

  @Override
  public void close(ThreadRef thread, String as) {
    Row row = look.inState(thread, PullRequest.State.OPEN);
    look.needOwnOrWrite(row, look.person(as), "close this");
    rows.settle(thread, PullRequest.State.CLOSED, ends(row), clock.instant());
  }

  @Override
  public void reopen(ThreadRef thread, String as) {
    Row row = look.inState(thread, PullRequest.State.CLOSED);
    look.needOwnOrWrite(row, look.person(as), "open this again");
    if (!rows.settle(thread, PullRequest.State.OPEN, row.pull().ends(), clock.instant())) {
      throw new HostedRefusal(
          Why.NOT_NOW,
          "Another pull request from `"
              + row.pull().headBranch()
              + "` is open: close that one first.");
    }
  }

  @Override
  public void merge(ThreadRef pullRequest, String as) {
    Row row = look.pullRequest(pullRequest);
    look.inState(pullRequest, PullRequest.State.OPEN);
    Account merger = look.person(as);
    look.needWrite(pullRequest, merger, "merge");
    HostedRows.Ends ends = pullRequests.ends(row);
    String message =
        "Merge pull request #" + pullRequest.number() + " from " + row.pull().headBranch();
    String base = row.pull().baseBranch();
    GitId head = new GitId(ends.head());
    if (repositories.merge(pullRequest.repository(), base, head, message, merger).isEmpty()) {
      throw new HostedRefusal(
          Why.NOT_NOW,
          "It conflicts with `" + base + "`, or that branch moved just now: look again.");
    }
    rows.settle(pullRequest, PullRequest.State.MERGED, ends, clock.instant());
  }

  @Override
  public List<CommitLine> commits(ThreadRef pullRequest) {
    return pullRequests.commits(look.pullRequest(pullRequest));
  }

  @Override
  public List<FileDiff> diff(ThreadRef pullRequest) {
    return pullRequests.diff(look.pullRequest(pullRequest));
  }

  @Override
  public List<String> files(RepoRef repository) {
    look.repository(repository);
    return defaultTip(repository)
        .map(tip -> repositories.files(repository, tip, MOST_FILES))
        .orElse(List.of());
  }

  @Override
  public String text(RepoRef repository, String path) {
    look.repository(repository);
    return defaultTip(repository)
        .flatMap(tip -> repositories.bytes(repository, tip, path, MOST_BYTES))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElseThrow(() -> new HostedRefusal(Why.NOT_THERE, "There is no such file."));
  }

  private RepositoryLine line(RepoRef repository) {
    List<ThreadLine> open =
        threads(repository).stream()
            .filter(thread -> thread.state() == PullRequest.State.OPEN)
            .toList();
    int issues = (int) open.stream().filter(line -> line.kind() == ThreadView.Kind.ISSUE).count();
    Repository identity = forge.repository(repository);
    return new RepositoryLine(identity, issues, open.size() - issues);
  }

  private void tell(CommentRef comment) {
    try {
      if (!listener.test(comment)) {
        return;
      }
    } catch (ForgeUnavailable passing) {
      LOG.log(Level.WARNING, told(comment) + ": " + passing.getMessage());
      return;
    } catch (RuntimeException failure) {
      // The comment is stored and was answered for: whoever posted it must not post it again. It
      // stays unheard, and the next tick tells of it.
      LOG.log(Level.ERROR, told(comment), failure);
      return;
    }
    switch (comment.kind()) {
      case COMMENT -> rows.heard(comment);
      case MARKS -> rows.signals().heard(comment.thread());
      case CHECKS, CLOSING, MARKING -> {}
    }
  }

  private static String told(CommentRef comment) {
    return "Gatehand could not hear %s %d of %s; it is told again"
        .formatted(Words.name(comment.kind()), comment.id(), comment.thread());
  }

  private HostedRows.Ends ends(Row row) {
    return row.line().kind() == ThreadView.Kind.ISSUE
        ? HostedRows.Ends.NONE
        : pullRequests.ends(row);
  }

  private Optional<GitId> defaultTip(RepoRef repository) {
    return repositories.tip(repository, repositories.defaultBranch(repository));
  }
}
