package dev.gatehand.git;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Copies bare repositories while they are written to. References go first and the objects after
 * them, and of a pack the index first: whatever is named in the copy is then in the copy, as git
 * writes in the other order and nothing is ever collected here.
 */
public final class RepositoryCopy {
  private RepositoryCopy() {}

  /** Copies a folder and all below it; a folder that is not there has nothing to copy. */
  public static void make(Path folder, Path to) throws IOException {
    if (!Files.isDirectory(folder)) {
      return;
    }
    Files.createDirectories(to);
    for (int pass = 0; pass < 3; pass++) {
      for (Path file : files(folder, pass)) {
        Path target = to.resolve(folder.relativize(file).toString());
        if (pass > 0 && !Files.exists(repository(target).resolve("HEAD"))) {
          // Put there after the references were copied: half of it is worse than none.
          continue;
        }
        Files.createDirectories(target.getParent());
        copy(file, target);
        if (file.getFileName().toString().equals("HEAD")) {
          // Folders without a file are not copied, and git takes nothing for a repository that
          // lacks these: one that was just begun has neither references nor objects.
          Files.createDirectories(target.resolveSibling("refs"));
          Files.createDirectories(target.resolveSibling("objects"));
        }
      }
    }
  }

  private static List<Path> files(Path folder, int pass) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
            return isUnfinished(at.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()
                && !isUnfinished(file.getFileName().toString())
                && pass(folder.relativize(file)) == pass) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            return goneMeanwhile(failure);
          }

          @Override
          public FileVisitResult postVisitDirectory(Path at, @Nullable IOException failure)
              throws IOException {
            return failure == null ? FileVisitResult.CONTINUE : goneMeanwhile(failure);
          }
        });
    files.sort(Comparator.naturalOrder());
    return files;
  }

  /** The service goes on while it is copied: a branch or a folder may go away just now. */
  private static FileVisitResult goneMeanwhile(IOException failure) throws IOException {
    if (failure instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw failure;
  }

  /** Where the repository begins whose object this is. */
  private static Path repository(Path object) {
    String path = object.toString();
    return Path.of(path.substring(0, path.lastIndexOf("/objects/")));
  }

  /** {@code file}: below the folder that is copied, which may itself be called anything. */
  private static int pass(Path file) {
    if (!file.toString().contains("/objects/")) {
      return 0;
    }
    return file.toString().endsWith(".idx") ? 1 : 2;
  }

  /** What git renames when it is whole. */
  private static boolean isUnfinished(String name) {
    return name.endsWith(".lock")
        || name.startsWith("tmp_")
        || name.startsWith("noz")
        || name.startsWith("incoming_")
        || name.startsWith(".new-")
        || name.startsWith(".tmp-");
  }

  private static void copy(Path file, Path target) throws IOException {
    try {
      Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (NoSuchFileException e) {
      if (Files.exists(file)) {
        throw e;
      }
      // A branch that was deleted just now.
    }
  }
}
