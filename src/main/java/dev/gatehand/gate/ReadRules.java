package dev.gatehand.gate;

import dev.gatehand.policy.Decision;
import dev.gatehand.shell.Locations;
import dev.gatehand.shell.PathClass;
import java.util.Optional;

/** Judges reads and searches: what is read goes to a model, and with it perhaps further. */
final class ReadRules {
  private final CommandRules commands;

  ReadRules(CommandRules commands) {
    this.commands = commands;
  }

  /** A search stays in the workspace. */
  Assessment search(String path, Situation situation) {
    return inside(path, situation);
  }

  /**
   * A command may read what ships with the machine ({@code /usr/include}, {@code /proc/cpuinfo});
   * what it may, the tool may, too, and nothing more: what only a sandbox would contain is refused.
   */
  Assessment read(String path, Situation situation, Rulebook rules) {
    Assessment found = inside(path, situation);
    boolean outside =
        path.startsWith("/")
            && RepoPath.resolve(situation.workspace(), situation.directory(), path).isEmpty();
    if (outside && found instanceof Assessment.Stopped) {
      String command = "cat -- '" + path.replace("'", "'\\''") + "'";
      return commands.assess(command, situation, rules) instanceof Assessment.Permitted permitted
              && permitted.reason().rule().equals(CommandRules.UNDERSTOOD)
          ? permitted
          : found;
    }
    return found;
  }

  private static Assessment inside(String path, Situation situation) {
    Optional<RepoPath> resolved =
        RepoPath.resolve(situation.workspace(), situation.directory(), path);
    if (resolved.isEmpty()) {
      return stopped(
          Decision.FORBID,
          "read/outside",
          path,
          "The path leads out of the workspace.",
          "read files of the workspace");
    }
    PathClass kind =
        new Locations(situation.workspace())
            .target(FoldedPath.of(resolved.get().value()), situation.workspace())
            .pathClass();
    if (kind == PathClass.CREDENTIAL) {
      return stopped(
          Decision.BLOCK,
          "credentials/read",
          path,
          "Files of this name hold keys or passwords.",
          "read the example file or the code that uses it");
    }
    return new Assessment.Permitted(
        new Reason("permit/read", path, "It is read inside the workspace."));
  }

  private static Assessment stopped(
      Decision decision, String rule, String path, String because, String instead) {
    return new Assessment.Stopped(decision, new Reason(rule, path, because, instead));
  }
}
