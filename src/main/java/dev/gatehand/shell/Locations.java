package dev.gatehand.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says where a path leads and what it is, by its text alone: links are not followed.
 *
 * <p>The path may be hostile: {@code ..}, doubled slashes, other case and trailing dots are seen
 * through. For one line at a time; not safe for use by several threads.
 */
public final class Locations {

  private static final Set<String> SYSTEM =
      Set.of(
          "etc",
          "usr",
          "bin",
          "sbin",
          "lib",
          "lib32",
          "lib64",
          "libx32",
          "var",
          "opt",
          "boot",
          "srv",
          "run",
          "snap",
          "nix",
          "library",
          "system",
          "applications",
          "private",
          "cores",
          "lost+found",
          "selinux",
          "home",
          "users",
          "c:",
          "windows");
  private static final Set<String> SINKS =
      Set.of(
          "null", "stdout", "stderr", "stdin", "fd", "tty", "zero", "random", "urandom", "full",
          "ptmx");

  /** What the kernel says of itself and of the machine, and a process of itself. */
  private static final Set<String> HARMLESS_PROCESS_FILES =
      Set.of(
          "cpuinfo",
          "meminfo",
          "version",
          "loadavg",
          "uptime",
          "filesystems",
          "stat",
          "mdstat",
          "mounts",
          "partitions",
          "swaps",
          "diskstats",
          "vmstat",
          "zoneinfo",
          "interrupts",
          "softirqs",
          "modules",
          "devices",
          "cgroups",
          "crypto",
          "locks",
          "misc",
          "slabinfo",
          "buddyinfo",
          "cmdline",
          "sys",
          "net",
          "pressure",
          "driver",
          "bus",
          "fs",
          "irq");

  /** Not its environment or memory, nor the doors that lead elsewhere. */
  private static final Set<String> HARMLESS_OF_ITSELF =
      Set.of(
          "status",
          "stat",
          "statm",
          "limits",
          "cgroup",
          "mounts",
          "mountinfo",
          "comm",
          "cmdline",
          "io",
          "sched",
          "oom_score",
          "oom_score_adj",
          "uid_map",
          "gid_map",
          "net",
          "ns");

  private final List<String> workspace;
  private final PathTable.Met met = new PathTable.Met();

  /**
   * @param workspace absolute path of the workspace as commands see it
   */
  public Locations(String workspace) {
    this.workspace = normal(components(workspace));
  }

  /**
   * What a path is that is known exactly.
   *
   * @param directory the folder it is relative to: absolute, or beginning with {@code ~}; empty if
   *     unknown
   */
  public Target target(String text, String directory) {
    return target(text, text, PathKnowledge.EXACT, directory);
  }

  /**
   * What a path is of which some is known.
   *
   * @param text as written, for messages
   * @param path what is known: with {@code *} and {@code ?} if a glob
   */
  Target target(String text, String path, PathKnowledge knowledge, String directory) {
    if (knowledge == PathKnowledge.UNRESOLVED) {
      return unknown(text);
    }
    boolean absolute = path.startsWith("/");
    boolean home = path.startsWith("~");
    if (!absolute && !home && directory.isEmpty()) {
      return unknown(text);
    }
    List<String> components = new ArrayList<>();
    if (!absolute && !home) {
      components.addAll(components(directory));
    }
    components.addAll(components(path));
    components = normal(components);
    PathClass place = place(components);
    if (knowledge == PathKnowledge.UNDER && components.equals(workspace)) {
      // Something in it, not all of it.
      place = PathClass.WORKSPACE;
    }
    PathClass special = PathTable.SHIPPED.classOf(components, homeDepth(components), met);
    boolean whole = place == PathClass.ROOT || place == PathClass.WORKSPACE_ROOT;
    PathClass pathClass = special == null || whole ? place : special;
    if (place == PathClass.PROCESS && special == null && saysNothingOfOthers(components)) {
      pathClass = PathClass.SYSTEM;
    }
    return new Target(text, join(components), knowledge, pathClass, place);
  }

  private static boolean saysNothingOfOthers(List<String> path) {
    if (path.getFirst().equals("sys")) {
      return true;
    }
    if (!path.getFirst().equals("proc") || path.size() < 2) {
      return false;
    }
    return path.get(1).equals("self")
        ? path.size() > 2 && HARMLESS_OF_ITSELF.contains(path.get(2))
        : HARMLESS_PROCESS_FILES.contains(path.get(1));
  }

  static Target unknown(String text) {
    return new Target(text, "", PathKnowledge.UNRESOLVED, PathClass.UNKNOWN, PathClass.UNKNOWN);
  }

  private PathClass place(List<String> path) {
    if (path.isEmpty()) {
      return PathClass.ROOT;
    }
    if (startsWith(path, workspace) && path.size() > workspace.size()) {
      return isWildOnly(path, workspace.size()) ? PathClass.WORKSPACE_ROOT : PathClass.WORKSPACE;
    }
    if (startsWith(workspace, path)) {
      return PathClass.WORKSPACE_ROOT;
    }
    String first = path.getFirst().toLowerCase(java.util.Locale.ROOT);
    String second = path.size() > 1 ? path.get(1).toLowerCase(java.util.Locale.ROOT) : "";
    if (first.startsWith("~") || homeDepth(path) >= 0) {
      return PathClass.HOME;
    }
    return switch (first) {
      case "tmp" -> PathClass.TEMPORARY;
      case "var" ->
          second.equals("tmp") || second.equals("folders") ? PathClass.TEMPORARY : PathClass.SYSTEM;
      case "private" -> second.equals("tmp") ? PathClass.TEMPORARY : PathClass.SYSTEM;
      case "dev" ->
          second.equals("shm")
              ? PathClass.TEMPORARY
              : SINKS.contains(second) ? PathClass.SINK : PathClass.DEVICE;
      case "proc", "sys" -> PathClass.PROCESS;
      default ->
          SYSTEM.contains(first)
              ? PathClass.SYSTEM
              : first.indexOf('*') >= 0 || first.indexOf('?') >= 0
                  ? PathClass.ROOT
                  : PathClass.ELSEWHERE;
    };
  }

  /** {@code *} in the workspace's top folder: all of it. */
  private static boolean isWildOnly(List<String> path, int from) {
    return path.size() == from + 1
        && path.get(from).chars().allMatch(c -> c == '*' || c == '?' || c == '.');
  }

  /** How many components lead to somebody's home folder, or -1. */
  private static int homeDepth(List<String> path) {
    if (path.isEmpty()) {
      return -1;
    }
    String first = path.getFirst();
    if (first.startsWith("~") || first.equals("root")) {
      return 1;
    }
    boolean homes = first.equals("home") || first.equalsIgnoreCase("users");
    return homes && path.size() > 1 ? 2 : -1;
  }

  private static boolean startsWith(List<String> path, List<String> prefix) {
    return path.size() >= prefix.size() && path.subList(0, prefix.size()).equals(prefix);
  }

  static List<String> components(String path) {
    List<String> components = new ArrayList<>();
    int start = 0;
    while (start <= path.length()) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      if (end > start) {
        components.add(path.substring(start, end));
      }
      start = end + 1;
    }
    return components;
  }

  private static List<String> normal(List<String> components) {
    List<String> result = new ArrayList<>(components.size());
    for (String component : components) {
      if (component.equals("..")) {
        if (result.size() == 1 && result.getFirst().startsWith("~")) {
          // The parent of a home folder: where the others are.
          result.clear();
          result.add("home");
        } else if (!result.isEmpty()) {
          result.removeLast();
        }
      } else if (!component.equals(".")) {
        result.add(component);
      }
    }
    return result;
  }

  private static String join(List<String> components) {
    if (components.isEmpty()) {
      return "/";
    }
    String joined = String.join("/", components);
    return joined.startsWith("~") ? joined : "/" + joined;
  }

  /** The folder that a path names, for {@code cd}; null if it is not known. */
  @Nullable String folder(String path, String directory) {
    Target target = target(path, directory);
    return target.path().isEmpty() ? null : target.path();
  }
}
