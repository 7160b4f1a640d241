package dev.gatehand.gate;

import java.util.List;
import java.util.Optional;

/**
 * A path inside a repository, relative, with {@code /}, without {@code .}, {@code ..} or empty
 * segments. Case and Unicode are kept: what a file system may fold is judged in {@link PathClass}.
 */
public record RepoPath(String value) {
  public static final RepoPath ROOT = new RepoPath("");

  public RepoPath {
    if (!value.isEmpty() && !isNormal(value)) {
      throw new IllegalArgumentException("not a path inside a repository: " + value);
    }
  }

  private static final java.util.regex.Pattern STARTS_WITH_A_VARIABLE =
      java.util.regex.Pattern.compile("\\$[A-Z][A-Z0-9_]*/|\\$HOME");

  /**
   * Reads what a model wrote: relative to {@code directory}, or absolute below {@code root}.
   *
   * @param root absolute path of the workspace as commands see it, e.g. {@code /workspace}
   * @return empty when it leads out of the workspace or cannot be a path
   */
  public static Optional<RepoPath> resolve(String root, String directory, String written) {
    if (written.isEmpty()
        || written.length() > 4096
        || written.indexOf('\0') >= 0
        || leadsElsewhere(written)) {
      return Optional.empty();
    }
    String absolute = written.startsWith("/") ? written : directory + "/" + written;
    var segments = new java.util.ArrayDeque<String>();
    for (String segment : absolute.split("/", -1)) {
      switch (segment) {
        case "", "." -> {}
        case ".." -> {
          if (segments.pollLast() == null) {
            return Optional.empty();
          }
        }
        default -> segments.addLast(segment);
      }
    }
    String normal = "/" + String.join("/", segments);
    if (normal.equals(root)) {
      return Optional.of(ROOT);
    }
    return normal.startsWith(root + "/")
        ? Optional.of(new RepoPath(normal.substring(root.length() + 1)))
        : Optional.empty();
  }

  /**
   * {@code ~/x}, {@code $HOME/x}, {@code ${XDG_RUNTIME_DIR}/x}, {@code file:///x}: no folder of the
   * workspace is meant, and who takes it for one would call harmless what some tool resolves
   * elsewhere.
   */
  private static boolean leadsElsewhere(String written) {
    int scheme = written.indexOf("://");
    return written.equals("~")
        || written.startsWith("~/")
        || written.startsWith("~root")
        || written.startsWith("${")
        || STARTS_WITH_A_VARIABLE.matcher(written).lookingAt()
        || (scheme > 0 && scheme < 12 && written.lastIndexOf('/', scheme) < 0);
  }

  public List<String> segments() {
    return value.isEmpty() ? List.of() : List.of(value.split("/", -1));
  }

  public boolean isRoot() {
    return value.isEmpty();
  }

  @Override
  public String toString() {
    return value.isEmpty() ? "." : value;
  }

  private static boolean isNormal(String value) {
    if (value.indexOf('\0') >= 0 || value.length() > 4096) {
      return false;
    }
    for (String segment : value.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return false;
      }
    }
    return true;
  }
}
