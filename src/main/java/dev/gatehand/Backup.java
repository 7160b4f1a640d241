package dev.gatehand;

import dev.gatehand.cli.BackupCommand;
import dev.gatehand.git.RepositoryCopy;
import dev.gatehand.store.SqliteCopy;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

/**
 * Copies a data directory while the service uses it. The database goes first: what it names in git
 * was written before it was named, so it is in the copies that follow. Checkouts are left out, they
 * are made again from their snapshots; the keys too, unless they are wanted: whoever has only the
 * backup must not be able to write an audit log that holds.
 */
final class Backup {
  private Backup() {}

  static void make(BackupCommand.Wish wish) throws IOException {
    Path to = wish.to().toAbsolutePath().normalize();
    if (Files.exists(to)) {
      throw new FileAlreadyExistsException(to.toString());
    }
    // Under another name until it is whole: half a backup must not be taken for one.
    Path part = to.resolveSibling(to.getFileName() + ".part");
    Files.createDirectories(part.getParent());
    Files.createDirectory(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx--x--x")));
    if (wish.withDatabase()) {
      SqliteCopy.make(wish.data(), part);
    }
    RepositoryCopy.make(wish.data().resolve("git"), part.resolve("git"));
    RepositoryCopy.make(wish.data().resolve("repositories"), part.resolve("repositories"));
    if (wish.withKeys()) {
      keys(wish.data().resolve("keys"), part.resolve("keys"));
    }
    Files.move(part, to, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void keys(Path keys, Path to) throws IOException {
    Files.createDirectory(
        to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try (Stream<Path> files = Files.list(keys)) {
      for (Path key : files.toList()) {
        Files.copy(key, to.resolve(key.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }
}
