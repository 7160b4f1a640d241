package dev.gatehand.git;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.function.Predicate;

/**
 * The system calls that reach a file from an open folder, one name at a time, without following
 * links. Java has them for reading only (no link and no folder can be made relative to an open
 * folder), and its file names go through the locale: under {@code LANG=C} a name like {@code é}
 * could not even be said. Names are bytes here. Linux with glibc 2.30 or newer.
 */
@SuppressWarnings("restricted") // The descriptors are those of the manual pages, sections 2 and 3.
final class Posix {
  static final int READ = 0;
  static final int WRITE_NEW = 1 | 0100 | 0200; // O_WRONLY | O_CREAT | O_EXCL
  static final int NONBLOCK = 04000;
  static final int PATH_ONLY = 010000000;
  static final int CWD = -100;

  private static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");
  static final int FOLDER = ARM ? 040000 : 0200000;
  static final int NO_FOLLOW = ARM ? 0100000 : 0400000;
  private static final int CLOSE_ON_EXEC = 02000000;
  private static final int NO_TERMINAL = 0400;

  private static final int STATX_BASIC = 0x7ff;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int AT_REMOVEDIR = 0x200;
  private static final int AT_EMPTY_PATH = 0x1000;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private static final MethodHandle OPENAT =
      bind("openat", 3, FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
  private static final MethodHandle CLOSE =
      bind("close", -1, FunctionDescriptor.of(JAVA_INT, JAVA_INT));
  private static final MethodHandle READ_CALL =
      bind("read", -1, FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle WRITE_CALL =
      bind("write", -1, FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
  private static final MethodHandle STATX =
      bind(
          "statx",
          -1,
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));
  private static final MethodHandle MKDIRAT =
      bind("mkdirat", -1, FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle UNLINKAT =
      bind("unlinkat", -1, FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle SYMLINKAT =
      bind("symlinkat", -1, FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
  private static final MethodHandle READLINKAT =
      bind(
          "readlinkat",
          -1,
          FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG));
  private static final MethodHandle RENAMEAT =
      bind("renameat", -1, FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, ADDRESS));
  private static final MethodHandle FCHOWNAT =
      bind(
          "fchownat",
          -1,
          FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, JAVA_INT));
  private static final MethodHandle CHMOD =
      bind("chmod", -1, FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
  private static final MethodHandle FUTIMENS =
      bind("futimens", -1, FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
  private static final MethodHandle GETDENTS64 =
      bind("getdents64", -1, FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));

  private Posix() {}

  /** Opens a name in an open folder; a link at it is never followed. */
  static int open(int folder, byte[] name, int flags, int mode) throws SystemCallFailed {
    int all = flags | NO_FOLLOW | CLOSE_ON_EXEC | NO_TERMINAL;
    return (int)
        call("openat", (e, a) -> (int) OPENAT.invokeExact(e, folder, c(a, name), all, mode));
  }

  static void close(int descriptor) {
    try (Arena arena = Arena.ofConfined()) {
      int ignored = (int) CLOSE.invokeExact(arena.allocate(STATE), descriptor);
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  static int read(int descriptor, MemorySegment buffer) throws SystemCallFailed {
    long size = buffer.byteSize();
    return (int) call("read", (e, a) -> (long) READ_CALL.invokeExact(e, descriptor, buffer, size));
  }

  static int write(int descriptor, MemorySegment buffer) throws SystemCallFailed {
    long size = buffer.byteSize();
    return (int)
        call("write", (e, a) -> (long) WRITE_CALL.invokeExact(e, descriptor, buffer, size));
  }

  /** What stands at a name; with an empty name, what the descriptor is. */
  static Stat stat(int folder, byte[] name) throws SystemCallFailed {
    int flags = AT_SYMLINK_NOFOLLOW | (name.length == 0 ? AT_EMPTY_PATH : 0);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment s = arena.allocate(256, 8);
      call(
          "statx", (e, a) -> (int) STATX.invokeExact(e, folder, c(a, name), flags, STATX_BASIC, s));
      return new Stat(
          s.get(JAVA_SHORT, 28) & 0xffff,
          s.get(JAVA_LONG, 40),
          s.get(JAVA_LONG, 32),
          ((long) s.get(JAVA_INT, 136) << 32) | s.get(JAVA_INT, 140),
          s.get(JAVA_LONG, 112) * 1_000_000_000 + s.get(JAVA_INT, 120),
          s.get(JAVA_LONG, 96) * 1_000_000_000 + s.get(JAVA_INT, 104));
    }
  }

  static void makeFolder(int folder, byte[] name, int mode) throws SystemCallFailed {
    call("mkdirat", (e, a) -> (int) MKDIRAT.invokeExact(e, folder, c(a, name), mode));
  }

  static void unlink(int folder, byte[] name) throws SystemCallFailed {
    call("unlinkat", (e, a) -> (int) UNLINKAT.invokeExact(e, folder, c(a, name), 0));
  }

  static void removeFolder(int folder, byte[] name) throws SystemCallFailed {
    call("unlinkat", (e, a) -> (int) UNLINKAT.invokeExact(e, folder, c(a, name), AT_REMOVEDIR));
  }

  static void link(int folder, byte[] name, byte[] target) throws SystemCallFailed {
    call("symlinkat", (e, a) -> (int) SYMLINKAT.invokeExact(e, c(a, target), folder, c(a, name)));
  }

  /** The target of a link, which the kernel bounds to 4095 bytes. */
  static byte[] target(int folder, byte[] name) throws SystemCallFailed {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(4096);
      long length =
          call(
              "readlinkat",
              (e, a) -> (long) READLINKAT.invokeExact(e, folder, c(a, name), buffer, 4096L));
      return buffer.asSlice(0, length).toArray(JAVA_BYTE);
    }
  }

  static void rename(int folder, byte[] name, int toFolder, byte[] toName) throws SystemCallFailed {
    call(
        "renameat",
        (e, a) -> (int) RENAMEAT.invokeExact(e, folder, c(a, name), toFolder, c(a, toName)));
  }

  static void give(int folder, byte[] name, Owner owner) throws SystemCallFailed {
    int uid = owner.uid();
    int gid = owner.gid();
    int flags = AT_SYMLINK_NOFOLLOW | (name.length == 0 ? AT_EMPTY_PATH : 0);
    call("fchownat", (e, a) -> (int) FCHOWNAT.invokeExact(e, folder, c(a, name), uid, gid, flags));
  }

  /** Sets permissions of what is open, even if only as a path: never of what a name leads to. */
  static void permit(int descriptor, int mode) throws SystemCallFailed {
    byte[] path =
        ("/proc/self/fd/" + descriptor).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    call("chmod", (e, a) -> (int) CHMOD.invokeExact(e, c(a, path), mode));
  }

  /** Sets the time of last change, in whole seconds since 1970, of what is open. */
  static void date(int descriptor, long seconds) throws SystemCallFailed {
    call(
        "futimens",
        (e, a) -> {
          MemorySegment times = a.allocateFrom(JAVA_LONG, seconds, 0, seconds, 0);
          return (int) FUTIMENS.invokeExact(e, descriptor, times);
        });
  }

  /** Shows the names in an open folder, unordered, until the visitor has seen enough. */
  static void names(int folder, Predicate<byte[]> goOn) throws SystemCallFailed {
    // A descriptor of its own, because reading moves its offset.
    int own = open(folder, new byte[] {'.'}, READ | FOLDER, 0);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment records = arena.allocate(1 << 15, 8);
      long size = records.byteSize();
      boolean more = true;
      while (more) {
        long read =
            call("getdents64", (e, a) -> (long) GETDENTS64.invokeExact(e, own, records, size));
        more = read > 0 && show(records.asSlice(0, read), goOn);
      }
    } finally {
      close(own);
    }
  }

  /** struct linux_dirent64: inode, offset, length of the record, type, name. */
  private static boolean show(MemorySegment records, Predicate<byte[]> goOn) {
    for (long at = 0; at < records.byteSize(); ) {
      int length = records.get(JAVA_SHORT, at + 16) & 0xffff;
      int end = 19;
      while (records.get(JAVA_BYTE, at + end) != 0) {
        end++;
      }
      byte[] name = records.asSlice(at + 19, end - 19).toArray(JAVA_BYTE);
      boolean isDots = name[0] == '.' && (name.length == 1 || (name.length == 2 && name[1] == '.'));
      if (!isDots && !goOn.test(name)) {
        return false;
      }
      at += length;
    }
    return true;
  }

  private static MemorySegment c(Arena arena, byte[] name) {
    MemorySegment text = arena.allocate(name.length + 1L);
    MemorySegment.copy(name, 0, text, JAVA_BYTE, 0, name.length);
    return text;
  }

  private static long call(String what, Call body) throws SystemCallFailed {
    while (true) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment state = arena.allocate(STATE);
        long result = body.run(state, arena);
        if (result >= 0) {
          return result;
        }
        int number = (int) ERRNO.get(state, 0L);
        if (number != SystemCallFailed.EINTR) {
          throw new SystemCallFailed(what, number);
        }
      } catch (SystemCallFailed | RuntimeException | Error e) {
        throw e;
      } catch (Throwable t) {
        throw new IllegalStateException(t);
      }
    }
  }

  private static MethodHandle bind(String name, int variadicFrom, FunctionDescriptor descriptor) {
    Linker.Option errno = Linker.Option.captureCallState("errno");
    Linker.Option[] options =
        variadicFrom < 0
            ? new Linker.Option[] {errno}
            : new Linker.Option[] {errno, Linker.Option.firstVariadicArg(variadicFrom)};
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
  }

  private interface Call {
    long run(MemorySegment errno, Arena arena) throws Throwable;
  }
}
