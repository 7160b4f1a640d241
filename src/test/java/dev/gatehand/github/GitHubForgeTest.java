package dev.gatehand.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.ForgeContract;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.GitId;
import dev.gatehand.github.GitHubSettings.Credential;
import dev.gatehand.loopback.Access;
import dev.gatehand.loopback.AppRegistration;
import dev.gatehand.loopback.GitHubLoopback;
import dev.gatehand.store.Database;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
  protected void somebodyCloses(ThreadRef thread) {
    site.as(writer()).closes(repository, thread.number());
  }
}
