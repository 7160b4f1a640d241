package dev.gatehand.shell;

/** What a path is, most telling class first; rules write the id. */
public enum PathClass {
  /** Keys, tokens, password files and stores of them, wherever they are. */
  CREDENTIAL("credential"),
  /** What steers the agent or Gatehand: instructions, agent settings, policy. */
  AGENT_CONFIG("agent-config"),
  /** Git's own files: {@code .git} and all below. */
  GIT_METADATA("git-metadata"),
  /** Pipelines and what decides over them: runs elsewhere, with secrets. */
  CI_CONFIG("ci-config"),
  /** What runs when a person logs in or the machine starts: shell start-up files, cron, units. */
  STARTUP("startup"),
  /** A disk, memory or terminal device; not {@code /dev/null} and its like. */
  DEVICE("device"),
  /** Devices that store nothing: {@code /dev/null}, {@code /dev/stdout} ... */
  SINK("sink"),
  /** Processes as files: {@code /proc}, {@code /sys}. */
  PROCESS("process"),
  /** The root of the file system itself. */
  ROOT("root"),
  /** The workspace itself (or a folder that holds it), as a whole. */
  WORKSPACE_ROOT("workspace-root"),
  /** A file of the workspace. */
  WORKSPACE("workspace"),
  /** {@code /tmp} and its like. */
  TEMPORARY("temporary"),
  /** Somebody's home folder. */
  HOME("home"),
  /** What belongs to the system: {@code /etc}, {@code /usr}, {@code /var} ... */
  SYSTEM("system"),
  /** Absolute and none of these. */
  ELSEWHERE("elsewhere"),
  /** Nothing is known of it. */
  UNKNOWN("unknown");

  private final String id;

  PathClass(String id) {
    this.id = id;
  }

  /** The value that rules write. */
  public String id() {
    return id;
  }
}
