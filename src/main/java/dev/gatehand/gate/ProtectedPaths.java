package dev.gatehand.gate;

import dev.gatehand.policy.Policy;
import dev.gatehand.policy.ProtectedPath;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The policy's protected paths, made ready for matching. */
record ProtectedPaths(List<Entry> entries) {

  /** One line of the policy. */
  record Entry(Glob glob, ProtectedPath path) {

    /** Whether what it names begins with this folder, or with one of this name anywhere. */
    boolean liesIn(String folder, String last) {
      String written = path.glob().toLowerCase(Locale.ROOT);
      return written.startsWith("**/")
          ? written.startsWith(last, 3) && written.indexOf('/', 3) > 0
          : written.startsWith(folder);
    }
  }

  /** What its package manager makes again: without it, the next install shows a new one whole. */
  private static final Set<String> MADE_AGAIN =
      Set.of(
          "package-lock.json",
          "npm-shrinkwrap.json",
          "yarn.lock",
          "pnpm-lock.yaml",
          "bun.lock",
          "bun.lockb",
          "poetry.lock",
          "uv.lock",
          "pipfile.lock",
          "gemfile.lock",
          "composer.lock");

  /** Whether deleting it hides nothing: the last look shows what stands there in the end. */
  static boolean isMadeAgain(RepoPath path) {
    String folded = FoldedPath.of(path.value());
    return MADE_AGAIN.contains(folded.substring(folded.lastIndexOf('/') + 1));
  }

  static ProtectedPaths of(Policy policy) {
    return new ProtectedPaths(
        policy.protectedPaths().stream()
            .map(path -> new Entry(new Glob(path.glob()), path))
            .toList());
  }

  /** The strictest line about this path, which is tried as any file system may fold it. */
  Optional<ProtectedPath> about(RepoPath path) {
    String folded = FoldedPath.of(path.value());
    ProtectedPath strictest = null;
    for (Entry entry : entries) {
      if ((strictest == null || entry.path().decision().compareTo(strictest.decision()) > 0)
          && entry.glob().matchesFolded(folded)) {
        strictest = entry.path();
      }
    }
    return Optional.ofNullable(strictest);
  }

  /** The strictest line about what may lie in this folder. */
  Optional<ProtectedPath> below(RepoPath folder) {
    String folded = FoldedPath.of(folder.value());
    String last = folded.substring(folded.lastIndexOf('/') + 1) + "/";
    ProtectedPath strictest = null;
    for (Entry entry : entries) {
      boolean stricter =
          strictest == null || entry.path().decision().compareTo(strictest.decision()) > 0;
      if (stricter && entry.liesIn(folded + "/", last)) {
        strictest = entry.path();
      }
    }
    return Optional.ofNullable(strictest);
  }
}
