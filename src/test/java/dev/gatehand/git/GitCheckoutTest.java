package dev.gatehand.git;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehand.gate.FileMode;
import dev.gatehand.gate.FileState;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.RepoPath;
import dev.gatehand.gate.TaskId;
import dev.gatehand.workspace.Checkout;
import dev.gatehand.workspace.Checkout.Change;
import dev.gatehand.workspace.WorkspaceUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkouts and snapshots of an ordinary repository; the real git says whether they are right. */
class GitCheckoutTest {
  private static final TaskId TASK = new TaskId("t-12345678");
  private static final FileState MISSING = new FileState.Missing();

  @TempDir Path temp;
  private Upstream upstream;
  private Mirrors mirrors;
  private GitCheckouts checkouts;
  private GitId base;

  @BeforeEach
  void set_up() throws IOException {
    upstream = new Upstream(temp);
    upstream.write("README.md", "Sample\n");
    upstream.write("src/A.java", "class A {}\n");
    upstream.write("src/deep/er/B.java", "class B {}\n");
    upstream.write("check.sh", "#!/bin/sh\nexit 0\n");
    upstream.write(".gitignore", "/target/\n*.log\n");
    upstream.write("names/zwei Wörter\nund Zeilen.txt", "x");
    upstream.git.shell("chmod +x check.sh; ln -s src/A.java link; ln -s /no/such/secret outside");
    base = upstream.publish("Begin");
    mirrors = new Mirrors(temp.resolve("data"));
    checkouts = new GitCheckouts(mirrors, temp.resolve("workspaces"), Owner.SELF);
    assertThat(checkouts.fetch(Upstream.SAMPLE, upstream.access(), "main")).contains(base);
  }

  @AfterEach
  void tear_down() {
    mirrors.close();
  }

  @Test
  void the_folder_is_what_git_would_check_out_and_holds_no_git_directory() {
    Checkout checkout = prepare();

    assertThat(checkout.folder().resolve(".git")).doesNotExist();
    assertThat(upstream.git.shell("diff -r --no-dereference -x .git . " + checkout.folder()))
        .isEmpty();
    assertThat(Files.isExecutable(checkout.folder().resolve("check.sh"))).isTrue();
    assertThat(checkout.snapshot()).isEqualTo(upstream.id("HEAD^{tree}"));
  }

  @Test
  void the_real_git_works_in_the_view() throws IOException {
    Checkout checkout = prepare();
    RealGit git = new RealGit(checkout.folder());

    assertThat(git.gitWith(checkout.gitView(), "status", "--porcelain")).isEmpty();
    assertThat(git.gitWith(checkout.gitView(), "log", "--format=%s %H"))
        .isEqualTo("Begin " + base + "\n");
    assertThat(git.gitWith(checkout.gitView(), "show", "HEAD:README.md")).isEqualTo("Sample\n");
    assertThat(git.gitWith(checkout.gitView(), "fsck", "--strict")).doesNotContain("error");

    Files.writeString(checkout.folder().resolve("README.md"), "Changed\n");
    assertThat(git.gitWith(checkout.gitView(), "status", "--porcelain"))
        .isEqualTo(" M README.md\n");
    assertThat(git.gitWith(checkout.gitView(), "diff")).contains("-Sample", "+Changed");
  }

  @Test
  void the_view_names_no_other_place() {
    Checkout checkout = prepare();

    String found =
        new RealGit(checkout.gitView())
            .shell("grep -rIl -e " + upstream.bare + " -e " + temp.resolve("data") + " . || true");

    assertThat(found).isEmpty();
    assertThat(checkout.gitView().resolve("objects/info/alternates")).doesNotExist();
  }

  @Test
  void a_snapshot_is_the_tree_that_git_would_commit() throws IOException {
    Checkout checkout = prepare();
    String changes =
        """
        echo more >> README.md; rm src/A.java; mkdir new; echo n > new/file
        ln -sfn nowhere link; chmod -x check.sh; mkdir -p target; echo t > target/out
        echo l > build.log; echo t > new/target
        """;

    new RealGit(checkout.folder()).shell(changes);
    upstream.git.shell(changes);
    upstream.git.git("add", "-A");

    assertThat(checkout.snapshot().value()).isEqualTo(upstream.git.git("write-tree").strip());
  }

  @Test
  void a_snapshot_sees_a_change_that_keeps_size_and_time() throws IOException {
    Checkout checkout = prepare();
    GitId before = checkout.snapshot();
    RealGit shell = new RealGit(checkout.folder());

    shell.shell(
        "touch -r README.md ../stamp; printf 'Simple\\n' > README.md; touch -r ../stamp README.md");

    assertThat(checkout.changes(before, checkout.snapshot(), 100))
        .containsExactly(
            new Change(
                new RepoPath("README.md"),
                FileState.Present.text("Sample\n"),
                FileState.Present.text("Simple\n")));
  }

  @Test
  void a_changed_gitignore_cannot_hide_a_tracked_file() {
    Checkout checkout = prepare();
    GitId before = checkout.snapshot();

    new RealGit(checkout.folder())
        .shell("echo '*' > .gitignore; echo evil >> src/A.java; echo new > src/New.java");

    assertThat(checkout.changes(before, checkout.snapshot(), 100))
        .extracting(change -> change.path().value())
        .containsExactly(".gitignore", "src/A.java");
  }

  @Test
  void restore_makes_the_folder_exactly_the_tree() {
    Checkout checkout = prepare();
    GitId before = checkout.snapshot();
    RealGit shell = new RealGit(checkout.folder());
    shell.shell(
        """
        rm -r src; echo file > src; mkdir link2 target; echo x > target/ignored.o
        rm link; mkdir link; echo y > link/y; chmod 000 names; chmod -x check.sh
        mkdir .git; echo z > .git/config; rm README.md; ln -s /no/such/secret README.md
        """);

    checkout.restore(before);

    assertThat(upstream.git.shell("diff -r --no-dereference -x .git . " + checkout.folder()))
        .isEmpty();
    assertThat(checkout.folder().resolve(".git")).doesNotExist();
    assertThat(checkout.snapshot()).isEqualTo(before);
  }

  @Test
  void changes_tell_modes_links_and_bytes() throws IOException {
    Checkout checkout = prepare();
    GitId before = checkout.snapshot();
    checkout.write(
        new RepoPath("a.bin"), new FileState.Present(new byte[] {0, -1}, FileMode.REGULAR));
    new RealGit(checkout.folder()).shell("chmod -x check.sh; ln -sfn elsewhere link");

    assertThat(checkout.changes(before, checkout.snapshot(), 3))
        .containsExactly(
            new Change(
                new RepoPath("a.bin"),
                MISSING,
                new FileState.Present(new byte[] {0, -1}, FileMode.REGULAR)),
            new Change(
                new RepoPath("check.sh"),
                new FileState.Present("#!/".getBytes(UTF_8), FileMode.EXECUTABLE),
                new FileState.Present("#!/".getBytes(UTF_8), FileMode.REGULAR)),
            new Change(
                new RepoPath("link"),
                new FileState.Present("src".getBytes(UTF_8), FileMode.SYMLINK),
                new FileState.Present("els".getBytes(UTF_8), FileMode.SYMLINK)));
  }

  @Test
  void reads_lists_and_writes() throws IOException {
    Checkout checkout = prepare();
    RepoPath path = new RepoPath("new/folder/file.sh");
    var state = new FileState.Present("hello".getBytes(UTF_8), FileMode.EXECUTABLE);

    checkout.write(path, state);

    assertThat(checkout.read(path, 100)).isEqualTo(state);
    assertThat(checkout.read(path, 2))
        .isEqualTo(new FileState.Present("he".getBytes(UTF_8), FileMode.EXECUTABLE));
    assertThat(checkout.list(RepoPath.ROOT, 100))
        .containsExactly(
            ".gitignore", "README.md", "check.sh", "link", "names/", "new/", "outside", "src/");
    assertThat(checkout.list(RepoPath.ROOT, 2)).containsExactly(".gitignore", "README.md");
    assertThat(checkout.read(new RepoPath("src"), 10)).isEqualTo(MISSING);
    assertThat(checkout.read(new RepoPath("outside"), 100))
        .isEqualTo(new FileState.Present("/no/such/secret".getBytes(UTF_8), FileMode.SYMLINK));
    checkout.write(path, MISSING);
    assertThat(checkout.read(path, 100)).isEqualTo(MISSING);
    assertThat(checkout.in(base, new RepoPath("src/A.java"), 5))
        .isEqualTo(FileState.Present.text("class"));
  }

  @Test
  void open_makes_again_what_is_gone_and_undoes_what_was_not_in_the_snapshot() throws IOException {
    Checkout first = prepare();
    first.write(new RepoPath("kept.txt"), FileState.Present.text("kept"));
    GitId tree = first.snapshot();
    first.write(new RepoPath("lost.txt"), FileState.Present.text("lost"));
    first.write(new RepoPath("target/cache"), FileState.Present.text("cache"));

    Checkout again = checkouts.open(TASK, Upstream.SAMPLE, base, tree);
    assertThat(again.snapshot()).isEqualTo(tree);
    assertThat(again.read(new RepoPath("lost.txt"), 10)).isEqualTo(MISSING);

    checkouts.remove(TASK);
    assertThat(first.folder()).doesNotExist();
    Checkout anew = checkouts.open(TASK, Upstream.SAMPLE, base, tree);
    assertThat(anew.snapshot()).isEqualTo(tree);
    assertThat(new RealGit(anew.folder()).gitWith(anew.gitView(), "status", "--porcelain"))
        .isEqualTo("?? kept.txt\n");
  }

  @Test
  void a_copy_is_removed_when_it_is_closed() {
    Checkout checkout = prepare();
    Path folder;
    try (var copy = checkouts.copy(TASK, Upstream.SAMPLE, base, checkout.snapshot())) {
      folder = copy.folder();
      assertThat(folder.resolve("README.md")).hasContent("Sample");
      copy.write(new RepoPath("README.md"), FileState.Present.text("other"));
    }

    assertThat(folder).doesNotExist();
    assertThat(checkout.folder().resolve("README.md")).hasContent("Sample");
  }

  @Test
  void what_was_never_fetched_is_told_apart() {
    GitId unknown = new GitId("1".repeat(40));

    assertThat(checkouts.fetch(Upstream.SAMPLE, upstream.access(), "no-such-branch")).isEmpty();
    assertThat(checkouts.fetch(Upstream.SAMPLE, upstream.access(), "a..b")).isEmpty();
    assertThatThrownBy(() -> checkouts.prepare(TASK, Upstream.SAMPLE, unknown))
        .isInstanceOf(WorkspaceUnavailable.class)
        .hasMessageContaining("is not on this machine; fetch it first");
  }

  @Test
  void files_do_not_depend_on_the_umask() throws IOException {
    Checkout checkout = prepare();

    assertThat(Files.getPosixFilePermissions(checkout.folder().resolve("README.md")))
        .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
  }

  private Checkout prepare() {
    return checkouts.prepare(TASK, Upstream.SAMPLE, base);
  }
}
