package dev.gatehand.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehand.forge.Account;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.CommitCheck;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.forge.GitAccess;
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
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** GitHub as Gatehand uses it. */
public final class GitHubForge implements Forge {
  /** The name that GitHub wants beside a token, whoever's it is. */
  private static final String GIT_USER = "x-access-token";

  private final Endpoint endpoint;
  private final Identity identity;
  private final Optional<String> cloneUrl;
  private final Api api;
  private final Comments comments;
  private final Pulls pulls;
  private final Standings standings;
  private final Roles roles;
  private final CommitChecks checks;
  private final IssueEvents events;

  /**
   * @param cloneUrl with {@code {owner}} and {@code {repo}}; GitHub's own address when empty
   */
  GitHubForge(Endpoint endpoint, Identity identity, Api api, Optional<String> cloneUrl) {
    this.endpoint = endpoint;
    this.identity = identity;
    this.cloneUrl = cloneUrl;
    this.api = api;
    this.comments = new Comments(api);
    this.pulls = new Pulls(api);
    this.standings = new Standings(api);
    this.roles = new Roles(api);
    this.checks = new CommitChecks(api);
    this.events = new IssueEvents(api);
  }

  @Override
  public Account self() {
    return identity.self();
  }

  @Override
  public Repository repository(RepoRef repository) {
    JsonNode found =
        api.need(repository, "", "read the repository " + repository, Call.Weight.WORK);
    return new Repository(
        repository, "github-" + found.path("id").asLong(), Shapes.text(found, "default_branch"));
  }

  @Override
  public Optional<byte[]> file(RepoRef repository, String path, int most) {
    return api.find(
            repository, "/contents/" + path, "read " + path + " of " + repository, Call.Weight.WORK)
        .filter(found -> found.path("encoding").asText().equals("base64"))
        .map(found -> Base64.getMimeDecoder().decode(Shapes.text(found, "content")))
        .map(bytes -> Arrays.copyOf(bytes, Math.min(bytes.length, most)));
  }

  @Override
  public Optional<byte[]> image(RepoRef repository, String address, int most) {
    return api.image(repository, address, most);
  }

  @Override
  public ThreadView thread(ThreadRef thread) {
    return view(thread, issue(thread));
  }

  private ThreadView view(ThreadRef thread, JsonNode issue) {
    boolean pullRequest = Shapes.isPullRequest(issue);
    return new ThreadView(
        thread,
        pullRequest ? ThreadView.Kind.PULL_REQUEST : ThreadView.Kind.ISSUE,
        Shapes.text(issue, "title"),
        Shapes.text(issue, "body"),
        Shapes.account(issue.path("user")),
        Shapes.text(issue, "state").equals("open"),
        Shapes.instant(issue, "created_at"),
        comments.of(thread, pullRequest));
  }

  @Override
  public ThreadView threadAt(ThreadRef thread, Instant moment) {
    JsonNode issue = issue(thread);
    ThreadView now = view(thread, issue);
    return new ThreadView(
        now.ref(),
        now.kind(),
        standings.title(thread, now.title(), moment),
        standings.body(thread, issue, moment),
        now.author(),
        now.open(),
        now.createdAt(),
        comments.unchangedSince(now.comments(), moment));
  }

  @Override
  public Optional<Comment> comment(CommentRef comment) {
    return comments.find(comment);
  }

  @Override
  public Role roleOf(RepoRef repository, Account account) {
    return roles.of(repository, account);
  }

  /** The comment that is meant where a review was told of. */
  CommentRef addressed(CommentRef told) {
    return comments.addressed(told);
  }

  @Override
  public CommentRef comment(ThreadRef thread, String body) {
    return comments.post(thread, body);
  }

  @Override
  public CommentRef reply(CommentRef to, String body) {
    return comments.reply(to, body);
  }

  @Override
  public void edit(CommentRef comment, String body) {
    comments.edit(comment, body, self());
  }

  @Override
  public void react(CommentRef comment, Reaction reaction) {
    comments.react(comment, reaction);
  }

  @Override
  public Optional<CommentRef> findOwnComment(ThreadRef thread, String marker) {
    return comments.findOwn(thread, marker, self());
  }

  @Override
  public Optional<CommentRef> findOwnReply(CommentRef to, String marker) {
    return comments.findOwnReply(to, marker, self());
  }

  @Override
  public ThreadRef openIssue(RepoRef repository, String title, String body) {
    JsonNode opened =
        api.change(
            repository,
            "POST",
            "/issues",
            Api.object().put("title", title).put("body", body),
            "open an issue in " + repository,
            Call.Weight.ASK);
    return new ThreadRef(repository, opened.path("number").asInt());
  }

  @Override
  public Optional<ThreadRef> findOwnIssue(RepoRef repository, String marker) {
    Account self = self();
    String path = "/issues?state=open&per_page=100&creator=" + Roles.segment(self.login());
    return api.all(repository, path, Call.Weight.WORK).stream()
        .filter(issue -> !Shapes.isPullRequest(issue))
        .filter(issue -> Shapes.account(issue.path("user")).is(self))
        .filter(issue -> Shapes.text(issue, "body").contains(marker))
        .map(issue -> new ThreadRef(repository, issue.path("number").asInt()))
        .findFirst();
  }

  @Override
  public void closeIssue(ThreadRef ref) {
    JsonNode issue = issue(ref);
    if (Shapes.isPullRequest(issue) || !Shapes.account(issue.path("user")).is(self())) {
      throw new ForgeUnavailable(ref + " is not an issue of ours: it is not closed");
    }
    api.change(
        ref.repository(),
        "PATCH",
        "/issues/" + ref.number(),
        Api.object().put("state", "closed"),
        "close " + ref,
        Call.Weight.WORK);
  }

  @Override
  public ThreadRef openPullRequest(NewPullRequest request) {
    return pulls.open(request);
  }

  @Override
  public void updatePullRequest(ThreadRef pullRequest, String title, String body) {
    pulls.update(pullRequest, title, body);
  }

  @Override
  public PullRequest pullRequest(ThreadRef pullRequest) {
    return pulls.find(pullRequest);
  }

  @Override
  public Marks marks(ThreadRef thread) {
    return pulls.marks(thread);
  }

  @Override
  public List<Marking> markings(ThreadRef thread) {
    return events.markings(thread);
  }

  @Override
  public List<CommitCheck> checks(RepoRef repository, GitId commit) {
    return checks.of(repository, commit, self());
  }

  @Override
  public String output(RepoRef repository, CommitCheck check, int most) {
    return checks.output(repository, check, most);
  }

  @Override
  public Optional<String> mark(ThreadRef pullRequest, Marks marks) {
    return pulls.mark(pullRequest, marks);
  }

  @Override
  public List<PullRequest> pullRequestsFrom(RepoRef repository, String headBranch) {
    return pulls.from(repository, headBranch);
  }

  @Override
  public GitAccess git(RepoRef repository) {
    return new GitAccess(clone(repository), GIT_USER, identity.token(repository).value());
  }

  /**
   * GitHub takes a token for the repository at the fork, where the author lets maintainers push.
   */
  @Override
  public GitAccess gitOfHead(PullRequest pull) {
    return new GitAccess(
        clone(pull.headRepository()), GIT_USER, identity.token(pull.ref().repository()).value());
  }

  @Override
  public String address(ThreadRef thread) {
    return endpoint.page(thread);
  }

  private URI clone(RepoRef repository) {
    return URI.create(
        cloneUrl
            .map(
                it ->
                    it.replace("{owner}", repository.owner()).replace("{repo}", repository.name()))
            .orElseGet(() -> endpoint.page(repository) + ".git"));
  }

  private JsonNode issue(ThreadRef thread) {
    return api.need(
        thread.repository(), "/issues/" + thread.number(), "read " + thread, Call.Weight.WORK);
  }
}
