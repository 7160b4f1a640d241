package dev.gatehand.git;

import dev.gatehand.gate.FileState;
import dev.gatehand.gate.RepoPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Long outputs of a task's commands, in the git directory that its sandbox sees: commands can read
 * them and change nothing of them, and no snapshot, so no commit, has anything of a git directory.
 * They stay on this machine: on another one the command has to run again.
 */
final class KeptOutputs {
  private static final String FOLDER = "output";
  private static final String SEEN_BELOW = ".git/";
  private static final int MOST = 40;

  private final Path folder;
  private final WorkingFiles files;

  KeptOutputs(Path view, Owner owner) {
    folder = view.resolve(FOLDER);
    files = new WorkingFiles(view, owner);
  }

  /** Keeps one more; the oldest goes when there are many. Returns its path in the workspace. */
  String keep(String text) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectory(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    List<Integer> numbers = numbers();
    for (int old : numbers.subList(0, Math.max(0, numbers.size() - MOST + 1))) {
      Files.delete(folder.resolve(name(old)));
    }
    String name = name(numbers.isEmpty() ? 1 : numbers.getLast() + 1);
    Path file = folder.resolve(name);
    Files.writeString(file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    return SEEN_BELOW + FOLDER + "/" + name;
  }

  /** What stands at a path of the workspace, if it is one of these. */
  Optional<FileState> read(RepoPath path, int maximum) throws IOException {
    String seen = path.toString();
    return seen.matches("\\.git/output/\\d{1,9}\\.txt")
        ? Optional.of(files.read(new RepoPath(seen.substring(SEEN_BELOW.length())), maximum))
        : Optional.empty();
  }

  private List<Integer> numbers() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> name.matches("\\d{1,9}\\.txt"))
          .map(name -> Integer.valueOf(name.substring(0, name.length() - 4)))
          .sorted(Comparator.naturalOrder())
          .toList();
    }
  }

  private static String name(int number) {
    return number + ".txt";
  }
}
