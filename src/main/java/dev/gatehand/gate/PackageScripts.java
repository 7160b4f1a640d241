package dev.gatehand.gate;

import dev.gatehand.policy.Decision;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Notices that an edit changes the scripts of a package file: the package manager runs them on the
 * machine of everybody who installs, before anybody reads them.
 */
final class PackageScripts {
  private static final Pattern FILE = Pattern.compile("(?i)(.*/)?(package|composer|deno)\\.jsonc?");
  private static final Pattern SCRIPTS =
      Pattern.compile(
          "\"(scripts|tasks|bin|husky|lint-staged|pnpm|overrides|resolutions)\"\\s*:\\s*\\{");
  private static final Pattern LIFECYCLE =
      Pattern.compile(
          "\"((pre|post)?(install|pack|publish|prepare|uninstall|test|build|start)"
              + "|(pre|post)version|prepublishOnly|postinstall|dependencies-scripts)\"\\s*:\\s*\"[^\"]");

  private PackageScripts() {}

  static Optional<Assessment.Stopped> changed(TextChange change, FileState state) {
    RepoPath path = change.path();
    String before = change.before();
    if (!FILE.matcher(path.value()).matches()) {
      return Optional.empty();
    }
    // Without the file before, or with a fragment of it, any line that looks like a script counts.
    boolean whole = before.stripLeading().startsWith("{") || state instanceof FileState.Missing;
    boolean differs =
        whole
            ? !blocks(before).equals(blocks(change.after()))
            : change.added().stream().anyMatch(line -> LIFECYCLE.matcher(line).find());
    return differs
        ? Optional.of(
            ContentRules.stopped(
                Decision.ASK,
                "protected/package-scripts",
                path.value(),
                "Package scripts run on the machine of everybody who installs.",
                "leave the scripts as they are"))
        : Optional.empty();
  }

  /** The text of each block of scripts, without blanks. */
  private static String blocks(String text) {
    var blocks = new StringBuilder();
    Matcher start = SCRIPTS.matcher(text);
    int end = 0;
    while (start.find(end)) {
      int depth = 1;
      boolean quoted = false;
      int i = start.end();
      for (; i < text.length() && depth > 0; i++) {
        char c = text.charAt(i);
        if (quoted && c == '\\') {
          i++;
        } else if (c == '"') {
          quoted = !quoted;
        } else if (!quoted && c == '{') {
          depth++;
        } else if (!quoted && c == '}') {
          depth--;
        }
      }
      // What stands inside of a block is part of it: to look there again would take ages.
      end = Math.min(i, text.length());
      blocks.append(text, start.start(), end).append('\n');
    }
    return blocks.toString().replaceAll("\\s+", "");
  }
}
