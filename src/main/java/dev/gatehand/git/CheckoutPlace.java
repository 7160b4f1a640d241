package dev.gatehand.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where the files of a checkout are: below a home that only Gatehand can write, so that no program
 * in the folder can put something else in the place of folder or view.
 */
record CheckoutPlace(Path above, String name) {
  Path home() {
    return above.resolve(name);
  }

  Path folder() {
    return home().resolve("folder");
  }

  Path view() {
    return home().resolve("view");
  }

  /** An empty folder, in a home through which the owner of the files may pass, and nobody else. */
  void make(Owner owner) throws IOException {
    Files.createDirectories(above);
    if (!Files.isDirectory(home())) {
      Files.createDirectory(home());
    }
    mode(home(), owner.equals(Owner.SELF) ? "rwx------" : "rwx--x---");
    Files.createDirectory(folder());
    mode(folder(), "rwxr-x---");
    if (!owner.equals(Owner.SELF)) {
      Posix.give(Posix.CWD, OpenFolder.bytes(home().toString()), new Owner(-1, owner.gid()));
      Posix.give(Posix.CWD, OpenFolder.bytes(folder().toString()), owner);
    }
  }

  /** Removes all of it, however it was left. */
  void remove() throws IOException {
    if (!Files.isDirectory(above)) {
      return;
    }
    try (OpenFolder parent = OpenFolder.at(above)) {
      new Removal(parent).remove(parent, OpenFolder.bytes(name));
    }
  }

  private static void mode(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }
}
