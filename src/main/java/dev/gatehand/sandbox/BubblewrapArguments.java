package dev.gatehand.sandbox;

import dev.gatehand.workspace.CommandRunner.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The whole command line that holds one command: everything that a command can see or do stands
 * here. What is not named here does not exist inside.
 */
final class BubblewrapArguments {
  static final String WORKSPACE = "/workspace";
  static final String HOME = "/home/agent";

  /** Inside, the command's user; outside it is the unprivileged one of the settings. */
  static final int INNER_UID = 1000;

  /**
   * Takes its limits, says that the sandbox stands, and only then becomes the command; see {@link
   * Bubblewrap}. The shell is there anyway: a program of its own for the limits costs each command
   * a millisecond.
   */
  private static final String PRELUDE =
      "ulimit -c 0 -n 4096 -u \"$4\" -f \"$5\" -d \"$6\" || exit 126;"
          + " printf %s \"$1\"; cd -P -- \"$2\" || exit 126;"
          + " exec bash --norc --noprofile -c \"$3\"";

  /** A JVM counts some 500 MB as its data before it does anything; measured on JDK 25. */
  private static final int DATA_SLACK_MEGABYTES = 1024;

  /** Nothing else of /etc: it holds the operator's gitconfig, keys and names. */
  private static final List<String> ETC =
      List.of(
          "alternatives",
          "ca-certificates",
          "crypto-policies",
          "debian_version",
          "fonts",
          "ld.so.cache",
          "ld.so.conf",
          "ld.so.conf.d",
          "localtime",
          "magic",
          "maven",
          "mime.types",
          "pki/ca-trust/extracted",
          "pki/java",
          "pki/tls/certs",
          "protocols",
          "services",
          "ssl/certs",
          "ssl/openssl.cnf");

  private final SandboxSettings settings;
  private final List<Path> configuration;
  private final Path accounts;
  private volatile List<String> alike = List.of();

  /**
   * @param accounts a folder with the files that stand in for this machine's accounts and names
   */
  BubblewrapArguments(SandboxSettings settings, Path accounts) {
    this.settings = settings;
    this.accounts = accounts;
    this.configuration = configuration();
  }

  /**
   * @param marker printed first, when the sandbox stands
   */
  List<String> of(Request request, String marker) {
    if (alike.isEmpty()) {
      alike = alike();
    }
    List<String> words = new ArrayList<>(alike);
    workspace(words, request);
    words.addAll(List.of("--", "bash", "--norc", "--noprofile", "-c", PRELUDE, "bash", marker));
    words.add(request.directory().isRoot() ? WORKSPACE : WORKSPACE + "/" + request.directory());
    words.add(request.command());
    limits(words, request);
    return words;
  }

  /** What is the same for every command, looked up once. */
  private List<String> alike() {
    List<String> words = new ArrayList<>();
    unprivileged(words);
    words.add(required("bwrap"));
    isolation(words);
    environment(words);
    system(words);
    temporary(words);
    tools(words);
    return List.copyOf(words);
  }

  /** The service goes first: a busy sandbox is nice, and is what a machine out of memory kills. */
  private void unprivileged(List<String> words) {
    Host.program("choom").ifPresent(it -> words.addAll(List.of(it.toString(), "-n", "900", "--")));
    Host.program("nice").ifPresent(it -> words.addAll(List.of(it.toString(), "-n", "5")));
    if (Host.isRoot()) {
      String uid = Integer.toString(settings.uid());
      words.addAll(List.of(required("setpriv"), "--reuid", uid, "--regid", uid));
      words.addAll(List.of("--clear-groups", "--no-new-privs", "--inh-caps=-all", "--"));
    }
  }

  private static void isolation(List<String> words) {
    words.addAll(List.of("--unshare-all", "--unshare-user", "--disable-userns"));
    words.addAll(List.of("--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL"));
    String uid = Integer.toString(INNER_UID);
    words.addAll(List.of("--uid", uid, "--gid", uid, "--hostname", "sandbox"));
  }

  private void system(List<String> words) {
    readOnly(words, Path.of("/usr"));
    for (String name : List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32")) {
      Path folder = Path.of("/", name);
      if (Files.isSymbolicLink(folder)) {
        words.addAll(List.of("--symlink", "usr/" + name, folder.toString()));
      } else if (Files.isDirectory(folder)) {
        readOnly(words, folder);
      }
    }
    configuration.forEach(path -> readOnly(words, path));
    for (String file : List.of("passwd", "group", "hosts", "nsswitch.conf")) {
      words.addAll(List.of("--ro-bind", accounts.resolve(file).toString(), "/etc/" + file));
    }
    words.addAll(List.of("--symlink", "../usr/lib/os-release", "/etc/os-release"));
    words.addAll(List.of("--proc", "/proc"));
  }

  /** All of it is memory, so all of it has a size; the rest of the tree becomes read-only. */
  private void temporary(List<String> words) {
    words.addAll(List.of("--dev", "/dev"));
    sized(words, 64, "/dev/shm");
    words.addAll(List.of("--remount-ro", "/dev"));
    sized(words, settings.limits().temporaryMegabytes(), "/tmp");
    sized(words, settings.limits().temporaryMegabytes(), HOME);
    words.addAll(List.of("--symlink", "../tmp", "/var/tmp"));
  }

  private void tools(List<String> words) {
    Path jdk = settings.javaHome();
    if (!jdk.startsWith("/usr")) {
      readOnly(words, jdk);
    }
    settings.tools().forEach(path -> readOnly(words, path));
  }

  private static void workspace(List<String> words, Request request) {
    words.addAll(List.of("--bind", request.folder().toString(), WORKSPACE));
    words.addAll(List.of("--ro-bind", request.gitView().toString(), WORKSPACE + "/.git"));
    words.addAll(List.of("--remount-ro", "/", "--chdir", "/"));
  }

  private void environment(List<String> words) {
    variables().forEach((name, value) -> words.addAll(List.of("--setenv", name, value)));
  }

  /** All that a command finds in its environment. */
  SortedMap<String, String> variables() {
    String jdk = settings.javaHome().toString();
    SortedMap<String, String> variables = new TreeMap<>();
    variables.put("PATH", jdk + "/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
    variables.put("JAVA_HOME", jdk);
    variables.put("HOME", HOME);
    variables.put("USER", "agent");
    variables.put("LOGNAME", "agent");
    variables.put("SHELL", "/bin/bash");
    variables.put("LANG", "C.UTF-8");
    variables.put("TZ", "UTC");
    variables.put("TERM", "dumb");
    variables.put("CI", "true");
    variables.put("PAGER", "cat");
    variables.put("GIT_PAGER", "cat");
    variables.put("GIT_OPTIONAL_LOCKS", "0");
    variables.put("GIT_TERMINAL_PROMPT", "0");
    // The view belongs to another user inside, and git would refuse to read it.
    variables.put("GIT_CONFIG_COUNT", "1");
    variables.put("GIT_CONFIG_KEY_0", "safe.directory");
    variables.put("GIT_CONFIG_VALUE_0", "*");
    return variables;
  }

  /** In the order in which the prelude takes them; the last two in kilobytes, as its shell does. */
  private void limits(List<String> words, Request request) {
    SandboxSettings.Limits limits = settings.limits();
    words.add(Integer.toString(limits.processes()));
    words.add(Long.toString(megabytes(limits.fileMegabytes()) >> 10));
    words.add(Long.toString(megabytes(request.memoryMegabytes() + DATA_SLACK_MEGABYTES) >> 10));
  }

  private static long megabytes(int count) {
    return (long) count << 20;
  }

  private static void readOnly(List<String> words, Path path) {
    words.addAll(List.of("--ro-bind", path.toString(), path.toString()));
  }

  private static void sized(List<String> words, int megabytes, String place) {
    words.addAll(List.of("--size", Long.toString(megabytes(megabytes)), "--tmpfs", place));
  }

  private static List<Path> configuration() {
    Path etc = Path.of("/etc");
    List<Path> found = new ArrayList<>();
    ETC.stream().map(etc::resolve).filter(Files::exists).forEach(found::add);
    try (DirectoryStream<Path> jdks = Files.newDirectoryStream(etc, "java*-openjdk*")) {
      for (Path jdk : jdks) {
        if (Files.isDirectory(jdk, LinkOption.NOFOLLOW_LINKS)) {
          found.add(jdk);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static String required(String program) {
    return Host.program(program).orElseThrow(() -> new ProgramMissing(program)).toString();
  }

  /** A program without which there is no sandbox. */
  static final class ProgramMissing extends RuntimeException {
    private static final long serialVersionUID = 1;

    ProgramMissing(String program) {
      super(program + " is not installed");
    }
  }
}
