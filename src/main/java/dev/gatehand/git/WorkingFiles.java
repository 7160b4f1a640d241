package dev.gatehand.git;

import dev.gatehand.gate.FileMode;
import dev.gatehand.gate.FileState;
import dev.gatehand.gate.RepoPath;
import dev.gatehand.workspace.PathRefused;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Reads, lists and writes single files of a workspace, none of them through a link. */
final class WorkingFiles {
  private static final FileState MISSING = new FileState.Missing();

  private final Path top;
  private final Owner owner;

  WorkingFiles(Path top, Owner owner) {
    this.top = top;
    this.owner = owner;
  }

  FileState read(RepoPath path, int maximum) throws IOException {
    if (path.isRoot() || !isSafe(path)) {
      return MISSING;
    }
    try (OpenFolder root = OpenFolder.at(top)) {
      Optional<OpenFolder> parent = root.descend(parent(path));
      if (parent.isEmpty()) {
        return MISSING;
      }
      try (OpenFolder folder = parent.get()) {
        return read(folder, name(path), maximum);
      }
    }
  }

  List<String> list(RepoPath path, int maximum) throws IOException {
    if (!isSafe(path) || maximum <= 0) {
      return List.of();
    }
    try (OpenFolder root = OpenFolder.at(top)) {
      Optional<OpenFolder> found = root.descend(path.segments());
      if (found.isEmpty()) {
        return List.of();
      }
      try (OpenFolder folder = found.get()) {
        return list(folder, maximum);
      }
    }
  }

  void write(RepoPath path, FileState state) throws IOException {
    if (path.isRoot() || !isSafe(path)) {
      throw new PathRefused("no file in a workspace can be called " + path);
    }
    try (OpenFolder root = OpenFolder.at(top)) {
      switch (state) {
        case FileState.Missing _ -> delete(root, path);
        case FileState.Present present -> {
          try (OpenFolder folder = makeFolders(root, path)) {
            replace(folder, path, present);
          }
        }
        case FileState.Unknown _ ->
            throw new IllegalArgumentException("what " + path + " is to be is not known");
      }
    }
  }

  private static FileState read(OpenFolder folder, byte[] name, int maximum) throws IOException {
    Optional<Stat> stat = folder.stat(name);
    try {
      if (stat.filter(Stat::isLink).isPresent()) {
        return new FileState.Present(folder.target(name), FileMode.SYMLINK);
      }
      return folder
          .read(name, maximum)
          .<FileState>map(
              content -> new FileState.Present(content.bytes(), FolderScan.mode(content.stat())))
          .orElse(MISSING);
    } catch (SystemCallFailed e) {
      // Swapped for something else between two calls: what was there is gone.
      if (e.isAbsence() || e.number() == SystemCallFailed.EINVAL) {
        return MISSING;
      }
      throw e;
    }
  }

  private static List<String> list(OpenFolder folder, int maximum) throws IOException {
    // The first so many in order; a million names are seen but not kept.
    TreeSet<String> first = new TreeSet<>();
    folder.names(
        raw -> {
          SafeName.of(raw).ifPresent(first::add);
          if (first.size() > maximum) {
            first.pollLast();
          }
          return true;
        });
    List<String> shown = new java.util.ArrayList<>();
    for (String name : first) {
      boolean isFolder = folder.stat(OpenFolder.bytes(name)).filter(Stat::isFolder).isPresent();
      shown.add(isFolder ? name + "/" : name);
    }
    return List.copyOf(shown);
  }

  private static void delete(OpenFolder root, RepoPath path) throws IOException {
    Optional<OpenFolder> parent = root.descend(parent(path));
    if (parent.isEmpty()) {
      return;
    }
    try (OpenFolder folder = parent.get()) {
      Optional<Stat> stat = folder.stat(name(path));
      if (stat.isPresent() && !stat.get().isFolder()) {
        folder.unlink(name(path));
      }
    }
  }

  private OpenFolder makeFolders(OpenFolder root, RepoPath path) throws IOException {
    OpenFolder folder = root.child(".");
    for (String segment : parent(path)) {
      byte[] name = OpenFolder.bytes(segment);
      try (OpenFolder parent = folder) {
        Optional<Stat> stat = parent.stat(name);
        if (stat.isPresent() && !stat.get().isFolder()) {
          throw new PathRefused(
              path + " leads over " + segment + ", which is no folder; links are not followed");
        }
        folder = stat.isPresent() ? parent.child(name) : parent.makeChild(name, owner);
      }
    }
    return folder;
  }

  /** Never into what stands there: a hard link of it may be somewhere else. */
  private void replace(OpenFolder folder, RepoPath path, FileState.Present present)
      throws IOException {
    byte[] name = name(path);
    Optional<Stat> stat = folder.stat(name);
    if (stat.filter(Stat::isFolder).isPresent()) {
      if (present.mode() == FileMode.SUBMODULE) {
        return;
      }
      throw new PathRefused(path + " is a folder");
    }
    if (stat.isPresent()) {
      folder.unlink(name);
    }
    byte[] bytes = present.content();
    switch (present.mode()) {
      case SYMLINK -> folder.link(name, bytes, owner);
      case SUBMODULE -> folder.makeChild(name, owner).close();
      case REGULAR -> create(folder, name, bytes, 0644, owner, FolderWriter.NOW);
      case EXECUTABLE -> create(folder, name, bytes, 0755, owner, FolderWriter.NOW);
    }
  }

  static Stat create(OpenFolder folder, byte[] name, byte[] bytes, int mode, Owner owner, long date)
      throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment content = arena.allocate(Math.max(1, bytes.length));
      MemorySegment.copy(bytes, 0, content, ValueLayout.JAVA_BYTE, 0, bytes.length);
      return folder.create(name, content.asSlice(0, bytes.length), mode, owner, date);
    }
  }

  private static boolean isSafe(RepoPath path) {
    return path.segments().stream().allMatch(SafeName::isSafe);
  }

  private static List<String> parent(RepoPath path) {
    List<String> segments = path.segments();
    return segments.subList(0, segments.size() - 1);
  }

  private static byte[] name(RepoPath path) {
    return OpenFolder.bytes(path.segments().getLast());
  }
}
