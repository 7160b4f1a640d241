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
import dev.gatehand.workspace.PathRefused;
import dev.gatehand.workspace.WorkspaceUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program in the sandbox, or the author of a tree, leaves for Gatehand to fall over. */
@Timeout(60)
class HostileWorkspaceTest {
  private static final TaskId TASK = new TaskId("t-12345678");
  private static final FileState MISSING = new FileState.Missing();
  private static final String WELL = "perl -e 'for (1..3000) { mkdir \"d\"; chdir \"d\" }'";

  @TempDir Path temp;
  private Upstream upstream;
  private Mirrors mirrors;
  private GitCheckouts checkouts;
  private GitId base;
  private Checkout checkout;
  private RealGit agent;

  @BeforeEach
  void set_up() throws IOException {
    upstream = new Upstream(temp);
    upstream.write("src/A.java", "class A {}\n");
    base = upstream.publish("Begin");
    mirrors = new Mirrors(temp.resolve("data"));
    Bounds bounds = new Bounds(2_000, 50, 1 << 20, 4 << 20);
    checkouts = new GitCheckouts(mirrors, temp.resolve("workspaces"), Owner.SELF, bounds);
    checkouts.fetch(Upstream.SAMPLE, upstream.access(), "main");
    checkout = checkouts.prepare(TASK, Upstream.SAMPLE, base);
    agent = new RealGit(checkout.folder());
    Files.writeString(temp.resolve("secret"), "s3cret");
  }

  @AfterEach
  void tear_down() {
    mirrors.close();
  }

  @Test
  void a_planted_git_directory_is_neither_run_nor_published_nor_kept() {
    GitId before = checkout.snapshot();
    String hook = temp.resolve("ran").toString();
    agent.shell(
        "git init -q; git config core.fsmonitor 'touch "
            + hook
            + "'; git config core.hooksPath .; git config filter.x.smudge 'touch "
            + hook
            + "'; echo '* filter=x' > src/.gitattributes; mkdir -p sub; git init -q sub");

    GitId after = checkout.snapshot();
    checkout.list(RepoPath.ROOT, 100);
    assertThat(checkout.changes(before, after, 100))
        .extracting(change -> change.path().value())
        .containsExactly("src/.gitattributes");
    checkout.restore(after);

    assertThat(temp.resolve("ran")).doesNotExist();
    assertThat(checkout.folder().resolve(".git")).doesNotExist();
    assertThat(checkout.folder().resolve("sub")).doesNotExist();
  }

  @Test
  void links_are_not_followed_anywhere() throws IOException {
    agent.shell("ln -s ../../../secret file; ln -s ../../.. up; rm -r src; ln -s ../../.. src");

    assertThat(checkout.read(new RepoPath("up/secret"), 100)).isEqualTo(MISSING);
    assertThat(checkout.read(new RepoPath("file"), 100))
        .isEqualTo(new FileState.Present("../../../secret".getBytes(UTF_8), FileMode.SYMLINK));
    assertThat(checkout.list(new RepoPath("up"), 100)).isEmpty();
    assertThatThrownBy(() -> checkout.write(new RepoPath("up/x"), FileState.Present.text("x")))
        .isInstanceOf(PathRefused.class)
        .hasMessageContaining("leads over up");
    checkout.write(new RepoPath("up/secret"), MISSING);
    checkout.write(new RepoPath("file"), FileState.Present.text("mine"));
    checkout.restore(base);

    assertThat(temp.resolve("secret")).hasContent("s3cret");
    assertThat(temp.resolve("x")).doesNotExist();
    assertThat(checkout.read(new RepoPath("src/A.java"), 5))
        .isEqualTo(FileState.Present.text("class"));
  }

  @Test
  void a_folder_that_is_swapped_for_a_link_leads_nowhere() throws Exception {
    agent.shell("mkdir real; echo mine > real/secret; ln -s ../../.. link");
    Path folder = checkout.folder();
    AtomicBoolean stop = new AtomicBoolean();
    Thread swapper =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!stop.get()) {
                    // Only renames: what is at "dir" is now a folder, now a link out of it.
                    moveQuietly(folder.resolve("real"), folder.resolve("dir"));
                    moveQuietly(folder.resolve("dir"), folder.resolve("real"));
                    moveQuietly(folder.resolve("link"), folder.resolve("dir"));
                    moveQuietly(folder.resolve("dir"), folder.resolve("link"));
                  }
                });
    long until = System.nanoTime() + Duration.ofSeconds(2).toNanos();
    while (System.nanoTime() < until) {
      assertThat(checkout.read(new RepoPath("dir/secret"), 100))
          .isIn(MISSING, FileState.Present.text("mine\n"));
    }
    stop.set(true);
    swapper.join();
  }

  @Test
  void a_terabyte_file_costs_nothing() {
    GitId before = checkout.snapshot();
    agent.shell("truncate -s 1T huge; truncate -s 1T src/A.java");

    assertThat(checkout.read(new RepoPath("huge"), 10))
        .isEqualTo(new FileState.Present(new byte[10], FileMode.REGULAR));
    assertThat(checkout.changes(before, checkout.snapshot(), 10))
        .extracting(change -> change.path().value(), Checkout.Change::after)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("src/A.java", MISSING));
    checkout.restore(before);
    assertThat(checkout.snapshot()).isEqualTo(before);
  }

  @Test
  void pipes_sockets_and_devices_are_not_opened() {
    agent.shell("mkfifo pipe src/pipe; rm src/A.java; mkfifo src/A.java; mkfifo .gitignore");

    assertThat(checkout.read(new RepoPath("pipe"), 10)).isEqualTo(MISSING);
    assertThat(checkout.snapshot().value()).isEqualTo("4b825dc642cb6eb9a060e54bf8d69288fbee4904");
    checkout.write(new RepoPath("pipe"), FileState.Present.text("file"));
    assertThat(checkout.read(new RepoPath("pipe"), 10)).isEqualTo(FileState.Present.text("file"));
  }

  @Test
  void too_many_files_are_told_and_still_removed() {
    agent.shell("mkdir many; cd many; seq 1 3000 | xargs touch");

    assertThatThrownBy(checkout::snapshot)
        .isInstanceOf(WorkspaceUnavailable.class)
        .hasMessageContaining("more than 2000 files");
    assertThat(checkout.list(new RepoPath("many"), 3)).containsExactly("1", "10", "100");
    checkout.restore(base);
    assertThat(checkout.folder().resolve("many")).doesNotExist();
  }

  @Test
  void folders_as_deep_as_a_well_are_removed() {
    agent.shell(WELL);

    GitId tree = checkout.snapshot();
    checkout.restore(tree);

    assertThat(checkout.folder().toFile().list()).containsExactly("src");
    agent.shell(WELL);
    checkouts.remove(TASK);
    assertThat(temp.resolve("workspaces").toFile().list()).isEmpty();
  }

  @Test
  void names_with_newlines_quotes_and_255_bytes_are_kept_and_others_left_out() {
    GitId before = checkout.snapshot();
    agent.shell(
        "echo 1 > $'new\\nline'; echo 2 > '--option \"q\"'; echo 3 > $(printf 'x%.0s' $(seq 255));"
            + " echo 4 > $'bad\\xff'; echo 5 > '.GiT'; echo 6 > $'.g\\u200cit'; echo 7 > '.git. '");

    assertThat(checkout.changes(before, checkout.snapshot(), 100))
        .extracting(change -> change.path().value())
        .containsExactly("--option \"q\"", "new\nline", "x".repeat(255));
  }

  @Test
  void a_locked_folder_is_looked_into_and_restored() {
    agent.shell("echo more >> src/A.java; chmod 000 src/A.java; chmod 000 src");
    GitId changed = checkout.snapshot();

    assertThat(checkout.in(changed, new RepoPath("src/A.java"), 100))
        .isEqualTo(FileState.Present.text("class A {}\nmore\n"));
    checkout.restore(base);
    assertThat(checkout.read(new RepoPath("src/A.java"), 100))
        .isEqualTo(FileState.Present.text("class A {}\n"));
  }

  @Test
  void a_write_does_not_go_through_a_hard_link() throws IOException {
    Files.createLink(checkout.folder().resolve("hard"), temp.resolve("secret"));

    checkout.write(new RepoPath("hard"), FileState.Present.text("changed"));

    assertThat(temp.resolve("secret")).hasContent("s3cret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".git/config", ".GIT", "a/.git/x", "x/git~1", ".git\u200c/hooks", ".git::$INDEX"})
  void no_git_directory_can_be_written_or_read(String path) {
    assertThatThrownBy(() -> checkout.write(new RepoPath(path), FileState.Present.text("x")))
        .isInstanceOf(PathRefused.class);
    assertThat(checkout.read(new RepoPath(path), 10)).isEqualTo(MISSING);
  }

  @Test
  void names_in_a_tree_that_no_folder_may_hold_are_carried_along() {
    String blob = upstream.git.shell("echo evil | git hash-object -w --stdin").strip();
    String inner =
        upstream.git.shell("printf '100644 blob " + blob + "\\tconfig\\n' | git mktree").strip();
    upstream.git.shell(
        "git commit-tree -m Evil $(printf '040000 tree "
            + inner
            + "\\t.GIT\\n100644 blob "
            + blob
            + "\\tbad\\xff\\n100644 blob "
            + blob
            + "\\tok\\n' | git mktree) | xargs git reset -q --soft");
    GitId evil = upstream.push();
    checkouts.fetch(Upstream.SAMPLE, upstream.access(), "main");

    Checkout prepared = checkouts.prepare(TASK, Upstream.SAMPLE, evil);
    assertThat(prepared.folder().toFile().list()).containsExactly("ok");
    prepared.write(new RepoPath("ok"), FileState.Present.text("fine\n"));
    GitId tree = prepared.snapshot();

    assertThat(upstream.git.git("ls-tree", "HEAD")).contains(".GIT", "bad\\377");
    assertThat(prepared.changes(evil, tree, 100))
        .extracting(change -> change.path().value())
        .containsExactly("ok");
  }

  @Test
  void a_submodule_is_an_empty_folder_and_stays_what_it_was() {
    upstream.git.shell(
        "git update-index --add --cacheinfo 160000,1111111111111111111111111111111111111111,sub;"
            + " printf '[submodule \"sub\"]\\n\\tpath = sub\\n\\turl = ext::sh -c touch% ran\\n'"
            + " > .gitmodules; git add .gitmodules; git commit -qm Sub");
    GitId head = upstream.push();
    checkouts.fetch(Upstream.SAMPLE, upstream.access(), "main");

    Checkout prepared = checkouts.prepare(TASK, Upstream.SAMPLE, head);
    assertThat(prepared.folder().resolve("sub")).isEmptyDirectory();
    assertThat(prepared.snapshot()).isEqualTo(upstream.id("HEAD^{tree}"));
    assertThat(prepared.in(head, new RepoPath("sub"), 100))
        .isEqualTo(new FileState.Present("1".repeat(40).getBytes(UTF_8), FileMode.SUBMODULE));
  }

  private static void moveQuietly(Path from, Path to) {
    from.toFile().renameTo(to.toFile());
  }
}
