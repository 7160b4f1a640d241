package dev.gatehand.embedded;

import static dev.gatehand.embedded.EmbeddedFixture.CSV;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.CommitLine;
import dev.gatehand.forge.FileDiff;
import dev.gatehand.forge.HostedForge.Person;
import dev.gatehand.forge.HostedRefusal;
import dev.gatehand.forge.HostedRefusal.Why;
import dev.gatehand.forge.NewPullRequest;
import dev.gatehand.forge.PullRequest;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.GitId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedSiteTest {
  private EmbeddedFixture fixture;
  private EmbeddedSite site;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    fixture = new EmbeddedFixture(folder);
    site = fixture.site;
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static void refused(Why why, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            HostedRefusal.class, refusal -> assertThat(refusal.why()).isEqualTo(why));
  }

  private ThreadRef pull(String branch, Map<String, String> files) {
    fixture.sample.commit(branch, "Mend the parser\n\nIt lost fields.", files, fixture.base);
    return fixture.forge.openPullRequest(
        new NewPullRequest(CSV, branch, "main", "Mend", "", false));
  }

  @Test
  void lists_the_bare_repositories_of_the_folder() {
    assertThat(site.repositories())
        .extracting(line -> line.repository().ref())
        .containsExactly(CSV);
  }

  @Test
  void lists_people_strongest_first_and_not_gatehand() {
    assertThat(site.people(CSV))
        .extracting(Person::account)
        .extracting(account -> account.login())
        .containsExactly("erin", "bob", "alice", "carol");
  }

  @Test
  void gatehand_hears_of_a_comment_once_it_is_stored() {
    ThreadRef issue = site.open(CSV, "carol", "A bug", "It hurts");
    CommentRef comment = site.comment(issue, "alice", "/agent fix");
    assertThat(fixture.heard).containsExactly(comment);
    assertThat(fixture.rows.unheard()).isEmpty();
  }

  @Test
  void a_comment_that_nobody_heard_is_told_again() {
    ThreadRef issue = site.open(CSV, "alice", "A bug", "");
    fixture.deaf = true;
    CommentRef comment = site.comment(issue, "alice", "/agent fix");
    assertThat(site.thread(issue).comments()).hasSize(1);
    fixture.deaf = false;
    site.tellUnheard();
    site.tellUnheard();
    assertThat(fixture.heard).containsExactly(comment);
  }

  @Test
  void nobody_acts_as_gatehand_or_as_somebody_unknown() {
    ThreadRef issue = site.open(CSV, "alice", "A bug", "");
    refused(Why.NOT_ALLOWED, () -> site.comment(issue, "gatehand", "approved"));
    refused(Why.NOT_ALLOWED, () -> site.comment(issue, "mallory", "hello"));
    refused(Why.NOT_ALLOWED, () -> site.comment(issue, "", "hello"));
    assertThat(site.thread(issue).comments()).isEmpty();
  }

  @Test
  void authors_and_writers_edit_a_comment_and_it_shows() {
    ThreadRef issue = site.open(CSV, "carol", "A bug", "");
    CommentRef comment = site.comment(issue, "carol", "first");
    site.edit(comment, "carol", "second");
    site.edit(comment, "alice", "third");
    assertThat(fixture.forge.comment(comment).orElseThrow().body()).isEqualTo("third");
    assertThat(fixture.forge.comment(comment).orElseThrow().edited()).isTrue();
    CommentRef ours = fixture.forge.comment(issue, "ask");
    refused(Why.NOT_ALLOWED, () -> site.edit(ours, "carol", "forged"));
  }

  @Test
  void readers_close_only_what_is_theirs() {
    ThreadRef own = site.open(CSV, "carol", "Mine", "");
    ThreadRef other = site.open(CSV, "alice", "Not mine", "");
    site.close(own, "carol");
    assertThat(site.line(own).state()).isEqualTo(PullRequest.State.CLOSED);
    refused(Why.NOT_ALLOWED, () -> site.close(other, "carol"));
    refused(Why.NOT_NOW, () -> site.close(own, "alice"));
    site.reopen(own, "alice");
    assertThat(site.line(own).state()).isEqualTo(PullRequest.State.OPEN);
  }

  @Test
  void what_is_too_long_or_empty_is_refused_in_words() {
    ThreadRef issue = site.open(CSV, "alice", "A bug", "");
    refused(Why.NOT_VALID, () -> site.comment(issue, "alice", "  \n "));
    refused(Why.NOT_VALID, () -> site.comment(issue, "alice", "x".repeat(70_000)));
    refused(Why.NOT_VALID, () -> site.open(CSV, "alice", "", ""));
    refused(Why.NOT_VALID, () -> site.open(CSV, "alice", "two\nlines", ""));
    refused(Why.NOT_VALID, () -> site.open(CSV, "alice", "x".repeat(257), ""));
  }

  @Test
  void what_is_not_there_is_not_there() {
    refused(Why.NOT_THERE, () -> site.threads(RepoRef.of("demo/nothing")));
    refused(Why.NOT_THERE, () -> site.thread(new ThreadRef(CSV, 77)));
    refused(Why.NOT_THERE, () -> site.text(CSV, "../../../etc/passwd"));
    refused(Why.NOT_THERE, () -> site.text(CSV, "a"));
  }

  @Test
  void shows_the_commits_and_the_difference_of_a_pull_request() {
    ThreadRef ref = pull("gatehand/1-x", Map.of("README.md", "# csv\n\nFast.\n", "c.txt", "new\n"));
    assertThat(site.commits(ref))
        .extracting(CommitLine::subject, CommitLine::body, CommitLine::author)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple("Mend the parser", "It lost fields.", "Ada"));
    assertThat(site.diff(ref))
        .containsExactly(
            new FileDiff(
                "README.md",
                "README.md",
                FileDiff.Change.MODIFIED,
                "@@ -1 +1,3 @@\n # csv\n+\n+Fast.\n",
                2,
                0,
                FileDiff.Shown.WHOLE),
            new FileDiff(
                "a/B.java",
                "a/B.java",
                FileDiff.Change.REMOVED,
                "@@ -1 +0,0 @@\n-class B {}\n",
                0,
                1,
                FileDiff.Shown.WHOLE),
            new FileDiff(
                "c.txt",
                "c.txt",
                FileDiff.Change.ADDED,
                "@@ -0,0 +1 @@\n+new\n",
                1,
                0,
                FileDiff.Shown.WHOLE));
  }

  @Test
  void what_the_base_gained_since_is_no_change_of_the_pull_request() {
    ThreadRef ref =
        pull("gatehand/1-x", Map.of("README.md", "# csv!\n", "a/B.java", "class B {}\n"));
    fixture.sample.commit(
        "main",
        "Elsewhere",
        Map.of("README.md", "# csv\n", "a/B.java", "class B2 {}\n"),
        fixture.base);
    assertThat(site.diff(ref)).extracting(FileDiff::path).containsExactly("README.md");
  }

  @Test
  void bytes_that_are_no_text_are_not_shown_and_long_patches_are_cut() {
    ThreadRef ref =
        pull("gatehand/1-x", Map.of("bin", "a\0b", "long.txt", "0123456789\n".repeat(20_000)));
    assertThat(site.diff(ref))
        .filteredOn(file -> file.path().equals("bin"))
        .singleElement()
        .returns(FileDiff.Shown.BINARY, FileDiff::shown)
        .returns("", FileDiff::patch);
    assertThat(site.diff(ref))
        .filteredOn(file -> file.path().equals("long.txt"))
        .singleElement()
        .returns(FileDiff.Shown.CUT, FileDiff::shown)
        .satisfies(file -> assertThat(file.patch().length()).isLessThanOrEqualTo(100_000));
  }

  @Test
  void merging_moves_the_base_and_closes_the_pull_request() {
    ThreadRef ref =
        pull("gatehand/1-x", Map.of("README.md", "# better\n", "a/B.java", "class B {}\n"));
    refused(Why.NOT_ALLOWED, () -> site.merge(ref, "carol"));
    GitId head = fixture.forge.pullRequest(ref).head();
    site.merge(ref, "bob");
    assertThat(site.line(ref).state()).isEqualTo(PullRequest.State.MERGED);
    assertThat(fixture.repositories.tip(CSV, "main")).contains(head);
    assertThat(site.text(CSV, "README.md")).isEqualTo("# better\n");
    assertThat(site.diff(ref)).extracting(FileDiff::path).containsExactly("README.md");
  }

  @Test
  void diverged_branches_are_merged_by_a_commit_and_conflicts_are_refused() {
    ThreadRef fine = pull("one", Map.of("README.md", "# mine\n", "a/B.java", "class B {}\n"));
    ThreadRef conflicting =
        pull("two", Map.of("README.md", "# csv\n", "a/B.java", "class Two {}\n"));
    fixture.sample.commit(
        "main",
        "Elsewhere",
        Map.of("README.md", "# csv\n", "a/B.java", "class B2 {}\n"),
        fixture.base);
    site.merge(fine, "bob");
    assertThat(site.text(CSV, "README.md")).isEqualTo("# mine\n");
    assertThat(site.text(CSV, "a/B.java")).isEqualTo("class B2 {}\n");
    refused(Why.NOT_NOW, () -> site.merge(conflicting, "bob"));
    assertThat(site.line(conflicting).state()).isEqualTo(PullRequest.State.OPEN);
  }

  @Test
  void lists_the_files_of_the_default_branch() {
    assertThat(site.files(CSV)).containsExactly("README.md", "a/B.java");
  }
}
