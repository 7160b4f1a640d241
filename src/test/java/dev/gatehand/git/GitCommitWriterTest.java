package dev.gatehand.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.forge.GitAccess;
import dev.gatehand.gate.Action;
import dev.gatehand.gate.FileState;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.Permit;
import dev.gatehand.gate.Permits;
import dev.gatehand.gate.RepoPath;
import dev.gatehand.gate.TaskId;
import dev.gatehand.policy.Role;
import dev.gatehand.publish.PushRefused;
import dev.gatehand.workspace.Checkout;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits and pushes, seen from the repository at the forge with the real git. */
class GitCommitWriterTest {
  private static final TaskId TASK = new TaskId("t-12345678");
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final String BRANCH = "gatehand/7-fix";

  @TempDir Path temp;
  private Upstream upstream;
  private RealGit forge;
  private Mirrors mirrors;
  private GitCheckouts checkouts;
  private GitCommitWriter writer;
  private GitId base;

  @BeforeEach
  void set_up() throws IOException {
    upstream = new Upstream(temp);
    forge = new RealGit(upstream.bare);
    upstream.write("README.md", "Sample\n");
    base = upstream.publish("Begin");
    mirrors = new Mirrors(temp.resolve("data"));
    checkouts = new GitCheckouts(mirrors, temp.resolve("workspaces"), Owner.SELF);
    writer = new GitCommitWriter(mirrors);
    checkouts.fetch(Upstream.SAMPLE, upstream.access(), "main");
  }

  @AfterEach
  void tear_down() {
    mirrors.close();
  }

  @Test
  void the_same_arguments_make_the_same_commit() {
    GitId first = commit(base, "one");

    assertThat(commit(base, "one")).isEqualTo(first);
    assertThat(writer.commits(Upstream.SAMPLE, base, commit(first, "two"))).startsWith(first);
  }

  @Test
  void pushes_the_commits_that_the_permit_names() {
    GitId one = commit(base, "one");
    GitId two = commit(one, "two");

    writer.push(permit("", one, two), Upstream.SAMPLE, upstream.access());

    assertThat(writer.headOf(upstream.access(), BRANCH)).contains(two);
    assertThat(
            forge.git("log", "--date=raw", "--format=%H|%an|%ae|%cn|%cd|%s", base + ".." + BRANCH))
        .isEqualTo(line(two, "two") + line(one, "one"));
    assertThat(forge.git("fsck", "--strict")).doesNotContain("error");
    assertThat(writer.commits(Upstream.SAMPLE, base, two)).containsExactly(one, two);
  }

  @Test
  void pushing_again_what_is_there_changes_nothing() {
    GitId one = commit(base, "one");
    writer.push(permit("", one), Upstream.SAMPLE, upstream.access());

    writer.push(permit("", one), Upstream.SAMPLE, upstream.access());

    assertThat(writer.headOf(upstream.access(), BRANCH)).contains(one);
  }

  @Test
  void a_permit_pushes_once() {
    Permit permit = permit("", commit(base, "one"));
    writer.push(permit, Upstream.SAMPLE, upstream.access());

    assertThatThrownBy(() -> writer.push(permit, Upstream.SAMPLE, upstream.access()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void leaves_a_branch_alone_that_somebody_else_pushed() {
    forge.git("branch", BRANCH, "main");
    GitId one = commit(base, "one");

    assertThatThrownBy(() -> writer.push(permit("", one), Upstream.SAMPLE, upstream.access()))
        .isInstanceOf(PushRefused.class)
        .hasMessageContaining("gatehand/7-fix is not what it was expected to be (no such branch)");
    assertThat(writer.headOf(upstream.access(), BRANCH)).contains(base);
  }

  @Test
  void replaces_exactly_the_expected_head() {
    GitId one = commit(base, "one");
    GitId other = commit(base, "other");
    writer.push(permit("", one), Upstream.SAMPLE, upstream.access());

    assertThatThrownBy(
            () -> writer.push(permit(base.value(), other), Upstream.SAMPLE, upstream.access()))
        .isInstanceOf(PushRefused.class);
    writer.push(permit(one.value(), other), Upstream.SAMPLE, upstream.access());

    assertThat(writer.headOf(upstream.access(), BRANCH)).contains(other);
  }

  @Test
  void refuses_to_push_a_commit_that_the_permit_does_not_name() {
    GitId unseen = commit(base, "unseen");
    GitId one = commit(unseen, "one");

    assertThatThrownBy(() -> writer.push(permit("", one), Upstream.SAMPLE, upstream.access()))
        .isInstanceOf(PushRefused.class)
        .hasMessageContaining("does not stand on the one before it");
    assertThat(writer.headOf(upstream.access(), BRANCH)).isEmpty();
  }

  @Test
  void refuses_a_permit_for_another_repository() {
    Permit other =
        Permits.of(new Action.Publish("acme/other", BRANCH, "", List.of(base.value()), Role.WRITE));

    assertThatThrownBy(() -> writer.push(other, Upstream.SAMPLE, upstream.access()))
        .isInstanceOf(PushRefused.class)
        .hasMessageContaining("the permit is for acme/other");
  }

  @Test
  void does_not_speak_protocols_that_start_programs() {
    for (String url : List.of("ext::sh -c true", "ssh://example.invalid/x", "git://x.invalid/x")) {
      GitAccess access = new GitAccess(URI.create(url.replace(' ', '+')), "", "");
      assertThatThrownBy(() -> writer.headOf(access, "main"))
          .isInstanceOf(ForgeUnavailable.class)
          .hasMessageContaining("git addresses are file, http or https");
    }
  }

  @Test
  void a_forge_that_is_not_there_is_told_without_the_secret() {
    GitAccess access = new GitAccess(URI.create("http://127.0.0.1:1/x.git"), "u", "s3cret");

    assertThatThrownBy(() -> writer.headOf(access, "main"))
        .isInstanceOf(ForgeUnavailable.class)
        .hasMessageContaining("http://127.0.0.1:1/x.git")
        .hasMessageNotContaining("s3cret");
  }

  private GitId commit(GitId parent, String text) {
    Checkout checkout = checkouts.prepare(TASK, Upstream.SAMPLE, parent);
    checkout.write(new RepoPath("README.md"), FileState.Present.text(text + "\n"));
    return writer.commit(TASK, Upstream.SAMPLE, parent, checkout.snapshot(), text, NOON);
  }

  private static Permit permit(String expected, GitId... commits) {
    List<String> ids = Arrays.stream(commits).map(GitId::value).toList();
    return Permits.of(new Action.Publish("acme/sample", BRANCH, expected, ids, Role.WRITE));
  }

  private static String line(GitId commit, String subject) {
    return commit
        + "|Gatehand|gatehand@users.noreply.invalid|Gatehand|1795348800 +0000|"
        + subject
        + "\n";
  }
}
