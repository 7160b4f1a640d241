package dev.gatehand.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.CommitCheck;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.ForgeContract;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.GitId;
import dev.gatehand.github.GitHubSettings.Credential;
import dev.gatehand.loopback.Access;
import dev.gatehand.loopback.AppRegistration;
import dev.gatehand.loopback.GitHubLoopback;
import dev.gatehand.policy.Role;
import dev.gatehand.store.Database;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every forge does alike, as an app on a GitHub of our own. */
class GitHubForgeTest extends ForgeContract {
  @TempDir Path folder;
  private GitHubLoopback site;
  private RepoRef repository;
  private Database database;
  private GitHub github;

  @BeforeEach
  void open() {
    site = GitHubLoopback.start(folder);
    repository = site.repository("acme/csv", Map.of("README.md", "# csv\n"));
    site.give(repository, "wendy", Access.WRITE);
    AppRegistration app = site.app("gatehand", Connected.PERMISSIONS);
    app.install(repository);
    database = Database.in(folder);
    github =
        Connected.to(site, database, Credential.App.of(String.valueOf(app.id()), app.privateKey()));
  }

  @AfterEach
  void close() {
    github.close();
    database.close();
    site.close();
    assertThat(site.violations()).as("what GitHub does not know").isEmpty();
  }

  @Override
  protected Forge forge() {
    return github.forge();
  }

  @Override
  protected RepoRef repository() {
    return repository;
  }

  @Override
  protected String writer() {
    return "wendy";
  }

  @Override
  protected GitId push(String branch, String content) {
    return site.as("wendy").pushes(repository, branch, Map.of("README.md", content));
  }

  @Override
  protected ThreadRef somebodyOpens(String login, String title, String body) {
    return new ThreadRef(repository, site.as(login).opens(repository, title, body));
  }

  @Override
  protected CommentRef somebodyComments(ThreadRef thread, String login, String body) {
    return new CommentRef(thread, site.as(login).comments(repository, thread.number(), body));
  }

  @Override
  protected void somebodyEdits(CommentRef comment, String login, String body) {
    site.as(login).edits(repository, comment.id(), body);
  }

  @Override
  protected void somebodyCloses(ThreadRef thread) {
    site.as(writer()).closes(repository, thread.number());
  }

  @Override
  protected void somebodyLabels(ThreadRef thread, String login, String label) {
    site.as(login).labels(repository, thread.number(), label);
  }

  @Override
  protected void somebodyUnlabels(ThreadRef thread, String login, String label) {
    site.as(login).unlabels(repository, thread.number(), label);
  }

  @Override
  protected void somebodyAssigns(ThreadRef thread, String login, String whom) {
    site.as(login).assigns(repository, thread.number(), whom);
  }

  @Override
  protected void aCiSays(GitId commit, String check, CommitCheck.State state, String output) {
    String conclusion =
        switch (state) {
          case RUNNING -> null;
          case PASSED -> "success";
          case FAILED -> "failure";
        };
    site.as("ci").ci().runs(repository, commit, check, conclusion, output);
  }

  @Test
  void an_older_ci_is_heard_too_and_nobody_waits_for_one_that_is_pending() {
    GitId commit = push("checked", "content");
    site.as("ci").ci().says(repository, commit, "merge/queue", "pending");
    site.as("ci").ci().says(repository, commit, "ci/old", "failure");
    assertThat(forge().checks(repository, commit))
        .extracting(CommitCheck::name, CommitCheck::state)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("ci/old", CommitCheck.State.FAILED));
  }

  @Test
  void answers_a_comment_on_a_line_in_its_thread() {
    ThreadRef pull = pull(repository, "topic");
    site.as("wendy").reviews(repository, pull.number(), "COMMENTED", "", Map.of("a.txt", "why?"));
    long line = site.as("wendy").comments(repository, pull.number()).getFirst().id();
    CommentRef asked = new CommentId(CommentId.Kind.LINE, line).on(pull);
    CommentRef answer = forge().reply(asked, "because <!-- gatehand:0a1b2c -->");
    assertThat(CommentId.of(answer).kind()).isEqualTo(CommentId.Kind.LINE);
    assertThat(forge().findOwnReply(asked, "gatehand:0a1b2c")).contains(answer);
    assertThat(forge().comment(answer).orElseThrow().edited()).isFalse();
    assertThat(site.requests())
        .anyMatch(it -> it.path().endsWith("/comments/" + line + "/replies"));
  }

  @Test
  void a_deleted_comment_is_empty() {
    ThreadRef issue = somebodyOpens(writer(), "A bug", "");
    CommentRef comment = somebodyComments(issue, writer(), "/agent fix");
    site.as(writer()).deletes(repository, comment.id());
    assertThat(forge().comment(comment)).isEmpty();
  }

  @Test
  void a_role_goes_with_the_account_and_not_with_its_name() {
    Account wendy = forge().thread(somebodyOpens("wendy", "A bug", "")).author();
    site.rename("wendy", "wanda");
    assertThat(forge().roleOf(repository, wendy)).isEqualTo(Role.WRITE);
    Account impostor = forge().thread(somebodyOpens("wendy", "Mine", "")).author();
    assertThat(impostor.id()).isNotEqualTo(wendy.id());
    assertThat(forge().roleOf(repository, impostor)).isEqualTo(Role.READ);
    assertThat(forge().roleOf(repository, wendy)).isEqualTo(Role.WRITE);
  }

  @Test
  void a_pull_request_of_a_fork_is_none_of_the_repositorys_own() {
    RepoRef fork = site.fork(repository, "mallory");
    ThreadRef pull = pull(fork, "topic");
    assertThat(forge().pullRequest(pull).headRepository()).isEqualTo(fork);
    assertThat(forge().pullRequestsFrom(repository, "topic")).isEmpty();
  }

  private ThreadRef pull(RepoRef from, String branch) {
    String login = from.equals(repository) ? "wendy" : from.owner();
    site.as(login).pushes(from, branch, Map.of("a.txt", "a"));
    return new ThreadRef(repository, site.as(login).pulls(repository, from, branch, "Mend", ""));
  }
}
