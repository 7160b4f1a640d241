package dev.gatehand.git;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A folder of a workspace, held open. Everything is reached from it by one name at a time, and no
 * link is followed: a program in the workspace may swap a folder for a link to {@code /etc} between
 * any two system calls, and what is open stays what it was.
 */
final class OpenFolder implements AutoCloseable {
  private static final byte[] ITSELF = {};
  private static final int CHUNK = 1 << 16;

  private final int descriptor;

  private OpenFolder(int descriptor) {
    this.descriptor = descriptor;
  }

  /** Opens a folder whose parents only Gatehand can write. */
  static OpenFolder at(Path path) throws SystemCallFailed {
    return new OpenFolder(Posix.open(Posix.CWD, bytes(path.toString()), Posix.FOLDER, 0));
  }

  static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  OpenFolder child(byte[] name) throws SystemCallFailed {
    try {
      return new OpenFolder(Posix.open(descriptor, name, Posix.FOLDER, 0));
    } catch (SystemCallFailed e) {
      if (e.number() != SystemCallFailed.EACCES) {
        throw e;
      }
      unlock(name, Posix.FOLDER, 0700);
      return new OpenFolder(Posix.open(descriptor, name, Posix.FOLDER, 0));
    }
  }

  OpenFolder child(String name) throws SystemCallFailed {
    return child(bytes(name));
  }

  /** The folder at the end of these names; empty when one of them is no folder. */
  Optional<OpenFolder> descend(List<String> names) throws SystemCallFailed {
    OpenFolder folder = child(".");
    for (String name : names) {
      try (OpenFolder parent = folder) {
        folder = parent.child(name);
      } catch (SystemCallFailed e) {
        if (e.isAbsence()) {
          return Optional.empty();
        }
        throw e;
      }
    }
    return Optional.of(folder);
  }

  /** What stands at a name, links not followed. */
  Optional<Stat> stat(byte[] name) throws SystemCallFailed {
    try {
      return Optional.of(Posix.stat(descriptor, name));
    } catch (SystemCallFailed e) {
      if (e.isAbsence()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  Stat stat() throws SystemCallFailed {
    return Posix.stat(descriptor, ITSELF);
  }

  /** Shows the names in it, unordered, until the visitor has seen enough. */
  void names(Predicate<byte[]> goOn) throws SystemCallFailed {
    Posix.names(descriptor, goOn);
  }

  List<byte[]> names() throws SystemCallFailed {
    List<byte[]> all = new ArrayList<>();
    names(all::add);
    return all;
  }

  /** The first bytes of a regular file; empty when something else stands there. */
  Optional<Content> read(byte[] name, int maximum) throws SystemCallFailed {
    Optional<Stat> seen = stat(name);
    if (seen.isEmpty() || !seen.get().isFile()) {
      return Optional.empty();
    }
    // It may be a pipe or a device by now: opening without blocking, then asking what was opened.
    int file = openFile(name);
    try {
      Stat stat = Posix.stat(file, ITSELF);
      return stat.isFile()
          ? Optional.of(new Content(drain(file, maximum), stat))
          : Optional.empty();
    } finally {
      Posix.close(file);
    }
  }

  byte[] target(byte[] name) throws SystemCallFailed {
    return Posix.target(descriptor, name);
  }

  /** Makes a file; something standing there is an error. */
  Stat create(byte[] name, MemorySegment content, int mode, Owner owner, long date)
      throws IOException {
    int file = Posix.open(descriptor, name, Posix.WRITE_NEW, mode);
    try {
      for (long at = 0; at < content.byteSize(); ) {
        at += Posix.write(file, content.asSlice(at));
      }
      // The mode in open is cut by the umask of whoever started Gatehand.
      Posix.permit(file, mode);
      if (!owner.equals(Owner.SELF)) {
        Posix.give(file, ITSELF, owner);
      }
      if (date >= 0) {
        Posix.date(file, date);
      }
      return Posix.stat(file, ITSELF);
    } finally {
      Posix.close(file);
    }
  }

  void link(byte[] name, byte[] target, Owner owner) throws SystemCallFailed {
    Posix.link(descriptor, name, target);
    if (!owner.equals(Owner.SELF)) {
      Posix.give(descriptor, name, owner);
    }
  }

  OpenFolder makeChild(byte[] name, Owner owner) throws SystemCallFailed {
    Posix.makeFolder(descriptor, name, 0755);
    OpenFolder made = child(name);
    Posix.permit(made.descriptor, 0755);
    if (!owner.equals(Owner.SELF)) {
      Posix.give(made.descriptor, ITSELF, owner);
    }
    return made;
  }

  void unlink(byte[] name) throws SystemCallFailed {
    Posix.unlink(descriptor, name);
  }

  void removeEmpty(byte[] name) throws SystemCallFailed {
    Posix.removeFolder(descriptor, name);
  }

  void moveTo(byte[] name, OpenFolder other, byte[] newName) throws SystemCallFailed {
    Posix.rename(descriptor, name, other.descriptor, newName);
  }

  /** Lets the owner look into and change a folder that a program may have locked. */
  void unlock() throws SystemCallFailed {
    Posix.permit(descriptor, 0755);
  }

  @Override
  public void close() {
    Posix.close(descriptor);
  }

  private int openFile(byte[] name) throws SystemCallFailed {
    try {
      return Posix.open(descriptor, name, Posix.READ | Posix.NONBLOCK, 0);
    } catch (SystemCallFailed e) {
      if (e.number() != SystemCallFailed.EACCES) {
        throw e;
      }
      unlock(name, 0, 0600);
      return Posix.open(descriptor, name, Posix.READ | Posix.NONBLOCK, 0);
    }
  }

  /** By descriptor, never by name: the name may be a link to a file of the host by now. */
  private void unlock(byte[] name, int flags, int mode) throws SystemCallFailed {
    int path = Posix.open(descriptor, name, Posix.PATH_ONLY | flags, 0);
    try {
      if (!Posix.stat(path, ITSELF).isLink()) {
        Posix.permit(path, mode);
      }
    } finally {
      Posix.close(path);
    }
  }

  private static byte[] drain(int file, int maximum) throws SystemCallFailed {
    var bytes = new ByteArrayOutputStream();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(Math.clamp(maximum, 1, CHUNK));
      while (bytes.size() < maximum) {
        long room = Math.min(buffer.byteSize(), (long) maximum - bytes.size());
        int read = Posix.read(file, buffer.asSlice(0, room));
        if (read == 0) {
          break;
        }
        bytes.writeBytes(buffer.asSlice(0, read).toArray(JAVA_BYTE));
      }
    }
    return bytes.toByteArray();
  }

  /** Bytes of a file, and what it was when they were read. */
  record Content(byte[] bytes, Stat stat) {}
}
