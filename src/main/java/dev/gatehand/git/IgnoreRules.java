package dev.gatehand.git;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code .gitignore} files of a folder and those above it say, as git reads them.
 *
 * <p>They are those of the workspace as it stands, because the agent may well add a build tool and
 * its output folder. That gives it no way to hide anything: what the base tree tracks is in every
 * snapshot whatever they say, and what is not in a snapshot is never published.
 */
final class IgnoreRules {
  static final IgnoreRules NONE = new IgnoreRules(null, List.of());
  static final int MAXIMUM_BYTES = 64 << 10;
  private static final int MAXIMUM_RULES = 2000;

  private final @Nullable IgnoreRules above;
  private final List<Rule> rules;

  private IgnoreRules(@Nullable IgnoreRules above, List<Rule> rules) {
    this.above = above;
    this.rules = rules;
  }

  /**
   * These rules and those of a folder below.
   *
   * @param folder its path, with a slash at the end; empty for the top
   */
  IgnoreRules and(String folder, byte[] file) {
    String text = new String(file, StandardCharsets.UTF_8);
    List<Rule> read = new ArrayList<>();
    String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
    for (String line : withoutMark.split("\n", MAXIMUM_RULES)) {
      Rule.of(folder, line.endsWith("\r") ? line.substring(0, line.length() - 1) : line)
          .ifPresent(read::add);
    }
    return new IgnoreRules(this, read.reversed());
  }

  /** The last rule that matches decides; the folders above the path are not looked at. */
  boolean ignoreFile(String path) {
    return decides(path, Kind.FILE);
  }

  boolean ignoreFolder(String path) {
    return decides(path, Kind.FOLDER);
  }

  private boolean decides(String path, Kind kind) {
    for (IgnoreRules level = this; level != null; level = level.above) {
      for (Rule rule : level.rules) {
        if (rule.matches(path, kind)) {
          return !rule.negated;
        }
      }
    }
    return false;
  }

  private enum Kind {
    FILE,
    FOLDER
  }

  /**
   * One line.
   *
   * @param segments empty: the pattern {@code **}
   * @param anchored counts from its folder; else it is a name at any depth
   */
  private record Rule(
      String folder,
      List<Optional<Glob>> segments,
      boolean anchored,
      boolean foldersOnly,
      boolean negated) {

    static Optional<Rule> of(String folder, String line) {
      String pattern = withoutTrailingSpaces(line);
      if (pattern.isEmpty() || pattern.startsWith("#")) {
        return Optional.empty();
      }
      boolean negated = pattern.startsWith("!");
      pattern = negated ? pattern.substring(1) : pattern;
      boolean foldersOnly = pattern.endsWith("/");
      pattern = foldersOnly ? pattern.substring(0, pattern.length() - 1) : pattern;
      boolean anchored = pattern.indexOf('/') >= 0;
      pattern = pattern.startsWith("/") ? pattern.substring(1) : pattern;
      List<Optional<Glob>> segments = new ArrayList<>();
      for (String segment : pattern.split("/", -1)) {
        if (anchored && segment.equals("**")) {
          segments.add(Optional.empty());
          continue;
        }
        Optional<Glob> glob = Glob.of(segment);
        if (segment.isEmpty() || glob.isEmpty()) {
          return Optional.empty();
        }
        segments.add(glob);
      }
      return Optional.of(new Rule(folder, segments, anchored, foldersOnly, negated));
    }

    boolean matches(String path, Kind kind) {
      if (foldersOnly && kind == Kind.FILE) {
        return false;
      }
      return anchored
          ? matches(path.substring(folder.length()).split("/", -1))
          : segments.getFirst().orElseThrow().matches(path.substring(path.lastIndexOf('/') + 1));
    }

    /** As {@link Glob}: on a mismatch, back to the last double star only. */
    private boolean matches(String[] names) {
      int segment = 0;
      int at = 0;
      int star = -1;
      int starAt = 0;
      while (at < names.length) {
        if (segment < segments.size() && segments.get(segment).isEmpty()) {
          star = segment++;
          starAt = at;
        } else if (segment < segments.size() && segments.get(segment).get().matches(names[at])) {
          segment++;
          at++;
        } else if (star >= 0) {
          segment = star + 1;
          at = ++starAt;
        } else {
          return false;
        }
      }
      // A double star at the end means what is inside, not the folder itself, but it has taken a
      // name by now: the loop ends only when all names are used up.
      return segment == segments.size();
    }

    private static String withoutTrailingSpaces(String line) {
      int end = line.length();
      while (end > 0 && line.charAt(end - 1) == ' ' && !isEscaped(line, end - 1)) {
        end--;
      }
      return line.substring(0, end);
    }

    private static boolean isEscaped(String line, int at) {
      int slashes = 0;
      while (at - slashes - 1 >= 0 && line.charAt(at - slashes - 1) == '\\') {
        slashes++;
      }
      return slashes % 2 == 1;
    }
  }
}
