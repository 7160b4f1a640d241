package dev.gatehand.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryCopyTest {
  @TempDir private Path folder;

  @Test
  void a_repository_with_nothing_in_it_is_copied_as_one() throws IOException {
    Path source = folder.resolve("git");
    try (Repository made =
        new FileRepositoryBuilder()
            .setGitDir(source.resolve("mirrors/demo/new.git").toFile())
            .setBare()
            .build()) {
      made.create(true);
    }
    RepositoryCopy.make(source, folder.resolve("copy"));
    try (Repository copied =
        new FileRepositoryBuilder()
            .setGitDir(folder.resolve("copy/mirrors/demo/new.git").toFile())
            .setBare()
            .setMustExist(true)
            .build()) {
      assertThat(copied.getObjectDatabase().exists()).isTrue();
    }
  }

  @Test
  void what_is_still_being_made_is_left_out() throws IOException {
    Path unfinished = Files.createDirectories(folder.resolve("git/mirrors/.new-1"));
    Files.writeString(unfinished.resolve("HEAD"), "ref: refs/heads/main\n");
    RepositoryCopy.make(folder.resolve("git"), folder.resolve("copy"));
    assertThat(folder.resolve("copy/mirrors")).doesNotExist();
  }
}
