package dev.gatehand.gate;

import dev.gatehand.policy.Decision;
import dev.gatehand.shell.Locations;
import dev.gatehand.shell.PathClass;
import java.util.Optional;
import java.util.regex.Pattern;

/** Judges reads and searches: what is read goes to a model, and with it perhaps further. */
final class ReadRules {
  /**
   * Where package managers keep what everybody can fetch, and tables that ship with every machine:
   * reading the code of a dependency is ordinary work, and nothing of the person's lies there.
   */
  private static final Pattern LIBRARY =
      Pattern.compile(
          "(?:~|/root|/home/[a-z][a-z0-9_-]{0,31}|/Users/[A-Za-z][A-Za-z0-9_.-]{0,31})/(?:"
              + "\\.m2/repository|\\.gradle/caches/modules-\\d|\\.nuget/packages|\\.cargo/registry/src|\\.cargo/git/checkouts"
              + "|\\.pub-cache/hosted|\\.rustup/toolchains|go/pkg/mod|\\.ivy2/cache|\\.cache/coursier"
              + "|\\.opam/[^/]+/lib|\\.stack/snapshots|\\.pyenv/versions|\\.rbenv/versions|\\.nvm/versions"
              + "|\\.sdkman/candidates|\\.local/lib/python[\\d.]+/site-packages|\\.julia/packages|\\.cocoapods/repos"
              + "|\\.hex/packages|\\.konan|\\.conan2/p|\\.deno/npm|\\.bun/install/cache)/.+"
              + "|/etc/(?:services|protocols|timezone|localtime|mime\\.types|shells|lsb-release|debian_version)"
              + "|/sys/fs/cgroup/(?:memory|cpu|pids)\\.(?:max|stat|current|high)");

  /** Keys by the ends of their names; a glob over such ends would take {@code *.json} for one. */
  private static final Pattern KEYS =
      Pattern.compile(
          "(?i)(?!.*(?:^|[/._-])(?:tests?|testdata|fixtures|mocks?|examples?|sample|template|schema|dist)(?:[/._-]|$))"
              + "(?:.*/)?[^/]*(?:service[-_.]?account|[-_.]credentials?|[-_.]secrets?|private[-_]?key|api[-_]?keys?)[^/]{0,20}"
              + "\\.(?:json|txt|csv|ini|properties|enc|asc|p12)");

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
    if (LIBRARY.matcher(path).matches()
        && !path.contains("..")
        && classOf(path, situation) != PathClass.CREDENTIAL) {
      return new Assessment.Permitted(
          new Reason(
              "permit/read", path, "It is the published code of a dependency or toolchain."));
    }
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
    String name = resolved.get().value();
    if (classOf(name, situation) == PathClass.CREDENTIAL || KEYS.matcher(name).matches()) {
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

  private static PathClass classOf(String path, Situation situation) {
    return new Locations(situation.workspace())
        .target(FoldedPath.of(path), situation.workspace())
        .pathClass();
  }

  private static Assessment stopped(
      Decision decision, String rule, String path, String because, String instead) {
    return new Assessment.Stopped(decision, new Reason(rule, path, because, instead));
  }
}
