package dev.gatehand.git;

import dev.gatehand.forge.GitAccess;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.Repository;
import dev.gatehand.gate.GitId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A bare repository as a forge has it, filled with the real git, and a clone to fill it from. */
final class Upstream {
  static final Repository SAMPLE = new Repository(RepoRef.of("acme/sample"), "1", "main");

  final Path bare;
  final Path clone;
  final RealGit git;

  Upstream(Path folder) throws IOException {
    bare = Files.createDirectories(folder.resolve("upstream.git"));
    clone = Files.createDirectories(folder.resolve("clone"));
    new RealGit(bare).git("init", "-q", "--bare", "-b", "main");
    git = new RealGit(clone);
    git.git("init", "-q", "-b", "main");
    git.git("remote", "add", "origin", bare.toString());
  }

  GitAccess access() {
    return new GitAccess(bare.toUri(), "", "");
  }

  /** Commits all that stands in the clone and pushes it. */
  GitId publish(String message) {
    git.git("add", "-A", "-f");
    git.git("commit", "-q", "--allow-empty", "-m", message);
    return push();
  }

  GitId push() {
    git.git("push", "-q", "-f", "origin", "HEAD:main");
    return id("HEAD");
  }

  GitId id(String revision) {
    return new GitId(git.git("rev-parse", revision).strip());
  }

  void write(String path, String text) throws IOException {
    Path file = clone.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
