package dev.gatehand.gate;

import dev.gatehand.policy.Decision;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Paths that are not what they look like, or that become Git's own folder on some machine. */
final class PathTricks {
  private static final int LONGEST_NAME = 255;

  private PathTricks() {}

  static Optional<Assessment.Stopped> in(RepoPath path) {
    for (String segment : path.segments()) {
      if (FoldedPath.segment(segment).equals(".git")) {
        return stopped("path/git", path, "It is, or becomes on some machine, Git's own folder.");
      }
      if (segment.codePoints().anyMatch(PathTricks::deceives)) {
        return stopped(
            "path/deceiving", path, "The name has characters that nobody sees, or a backslash.");
      }
      if (segment.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
        return stopped("path/too-long", path, "A name of more than 255 bytes is no file name.");
      }
      if (segment.endsWith(".") || segment.endsWith(" ") || segment.startsWith(" ")) {
        return stopped(
            "path/deceiving", path, "The name begins or ends with a blank or ends with a dot.");
      }
    }
    return Optional.empty();
  }

  private static boolean deceives(int c) {
    return c == '\\' || c < 0x20 || c == '\u2028' || c == '\u2029' || InvisibleText.neverShown(c);
  }

  private static Optional<Assessment.Stopped> stopped(String rule, RepoPath path, String because) {
    return Optional.of(
        new Assessment.Stopped(
            Decision.FORBID, new Reason(rule, path.value(), because, "use another, plain name")));
  }
}
