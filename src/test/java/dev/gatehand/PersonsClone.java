package dev.gatehand;

import dev.gatehand.cli.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.PersonIdent;

/** A person's own clone of a repository, for one push. */
final class PersonsClone {
  private PersonsClone() {}

  static void push(Path repository, String login, String branch, String path, String content) {
    try {
      Path folder = Files.createTempDirectory("clone-of-" + login);
      try (Git git =
          Git.cloneRepository()
              .setURI(repository.toUri().toString())
              .setDirectory(folder.toFile())
              .setBranch(branch)
              .call()) {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        git.add().addFilepattern(path).call();
        git.commit()
            .setSign(false)
            .setAuthor(new PersonIdent(login, login + "@example.org"))
            .setMessage("Change " + path)
            .call();
        git.push().call();
      } finally {
        Folders.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GitAPIException e) {
      throw new IllegalStateException(e);
    }
  }
}
