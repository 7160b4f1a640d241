package dev.gatehand.gate;

import dev.gatehand.policy.Policy;
import dev.gatehand.policy.ProtectedPath;
import java.util.List;
import java.util.Optional;

/** The policy's protected paths, made ready for matching. */
record ProtectedPaths(List<Entry> entries) {

  /** One line of the policy. */
  record Entry(Glob glob, ProtectedPath path) {}

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
}
