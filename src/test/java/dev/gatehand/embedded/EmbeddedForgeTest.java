package dev.gatehand.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.CommitCheck;
import dev.gatehand.forge.Forge;
import dev.gatehand.forge.ForgeContract;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.GitId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedForgeTest extends ForgeContract {
  private EmbeddedFixture fixture;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    fixture = new EmbeddedFixture(folder);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Override
  protected Forge forge() {
    return fixture.forge;
  }

  @Override
  protected RepoRef repository() {
    return EmbeddedFixture.CSV;
  }

  @Override
  protected GitId push(String branch, String content) {
    return fixture.sample.commit(branch, "Change", Map.of("README.md", content), fixture.base);
  }

  @Override
  protected ThreadRef somebodyOpens(String login, String title, String body) {
    return fixture.site.open(EmbeddedFixture.CSV, login, title, body);
  }

  @Override
  protected CommentRef somebodyComments(ThreadRef thread, String login, String body) {
    return fixture.site.comment(thread, login, body);
  }

  @Override
  protected void somebodyEdits(CommentRef comment, String login, String body) {
    fixture.site.edit(comment, login, body);
  }

  @Override
  protected void somebodyCloses(ThreadRef thread) {
    fixture.site.close(thread, "bob");
  }

  @Override
  protected void somebodyLabels(ThreadRef thread, String login, String label) {
    fixture.site.signals().label(thread, login, label);
  }

  @Override
  protected void somebodyUnlabels(ThreadRef thread, String login, String label) {
    fixture.site.signals().unlabel(thread, login, label);
  }

  @Override
  protected void somebodyAssigns(ThreadRef thread, String login, String whom) {
    fixture.site.signals().assign(thread, login, whom);
  }

  @Override
  protected void aCiSays(GitId commit, String check, CommitCheck.State state, String output) {
    fixture.site.signals().reports(repository(), commit, check, state, output);
  }

  @Override
  protected String writer() {
    return "alice";
  }

  @Test
  void an_open_pull_request_whose_branch_is_gone_keeps_its_last_commit() {
    GitId head = push("gatehand/9-x", "one");
    ThreadRef ref =
        forge()
            .openPullRequest(
                new dev.gatehand.forge.NewPullRequest(
                    repository(), "gatehand/9-x", "main", "Mend", "", false));
    fixture.sample.delete("gatehand/9-x");
    assertThat(forge().pullRequest(ref).head()).isEqualTo(head);
  }

  @Test
  void a_comment_is_found_in_its_own_thread_only() {
    ThreadRef one = somebodyOpens("alice", "One", "");
    ThreadRef other = somebodyOpens("alice", "Other", "");
    CommentRef comment = somebodyComments(one, "alice", "here");
    assertThat(forge().comment(new CommentRef(other, comment.id()))).isEmpty();
  }
}
