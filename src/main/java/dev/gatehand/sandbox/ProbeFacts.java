package dev.gatehand.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges what the probe found. A fact that is missing counts as bad: only what was shown to hold
 * holds.
 */
final class ProbeFacts {
  private static final List<String> ROOT =
      List.of(
          "bin",
          "dev",
          "etc",
          "home",
          "lib",
          "lib32",
          "lib64",
          "libx32",
          "proc",
          "sbin",
          "tmp",
          "usr",
          "var",
          "workspace");

  /** Set by bash itself. */
  private static final List<String> OF_BASH = List.of("PWD", "OLDPWD", "SHLVL", "_");

  private static final List<String> CAPABILITIES =
      List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb");

  private final Map<String, String> facts;
  private final SandboxSettings settings;
  private final List<String> variables;
  private final List<String> complaints = new ArrayList<>();

  ProbeFacts(Map<String, String> facts, SandboxSettings settings, List<String> variables) {
    this.facts = Map.copyOf(facts);
    this.settings = settings;
    this.variables = variables;
  }

  List<String> complaints() {
    expect("exit", "0", "the probe did not run to its end (exit status, output %s)");
    files();
    network();
    privileges();
    neighbours();
    return List.copyOf(complaints);
  }

  private void files() {
    expect("read-outside", "no", "a file outside the workspace can be read (%s)");
    expect("data-directory", "no", "Gatehand's data directory can be seen (%s)");
    expect("written-outside", "", "these folders can be written: %s");
    expect("writes-workspace", "yes", "the workspace cannot be written (%s)");
    expect("writes-temporary", "yes", "/tmp cannot be written (%s)");
    expect("writes-home", "yes", "the home folder cannot be written (%s)");
    Set<String> known = new HashSet<>(ROOT);
    known.add(settings.javaHome().getName(0).toString());
    settings.tools().forEach(tool -> known.add(tool.getName(0).toString()));
    only("root", known, "more of this machine can be seen than is needed: /%s");
  }

  private void network() {
    expect("tcp", "no", "this machine's loopback can be reached over TCP (%s)");
    expect("udp", "no", "this machine's loopback can be reached over UDP (%s)");
    expect("routes", "0", "there are routes to a network (%s)");
    expect("interfaces", "lo", "there are network interfaces besides loopback: %s");
    expect("unix-sockets", "0", "Unix sockets of this machine can be seen (%s)");
  }

  private void privileges() {
    for (String set : CAPABILITIES) {
      expect(set, "0000000000000000", "capabilities are left in " + set + " (%s)");
    }
    expect("NoNewPrivs", "1", "programs can gain privileges (no_new_privs is %s)");
    expect("uid", "" + BubblewrapArguments.INNER_UID, "commands run as user %s inside");
    int outside = settings.owner().orElseGet(() -> Host.owner(Path.of("/proc/self")));
    expect("outer-uid", "" + outside, "files that commands write belong to user %s outside");
    expect("nested-namespace", "no", "new user namespaces can be made inside (%s)");
    expect("process-limit", "" + settings.limits().processes(), "the process limit is %s");
    expect("core-limit", "0", "core files are written (limit %s)");
  }

  private void neighbours() {
    for (String kind : List.of("user", "mnt", "pid", "net", "ipc", "uts", "cgroup")) {
      String inside = facts.getOrDefault("namespace-" + kind, "");
      if (inside.isEmpty() || inside.equals(outside(kind))) {
        complaints.add("the " + kind + " namespace is this machine's own");
      }
    }
    expect("other-processes", "", "other processes can be seen: %s");
    expect("bait-open", "yes", "the probe's bait was not open while it ran (%s)");
    only("descriptors", Set.of("0", "1", "2"), "open files of Gatehand are inherited: %s");
    Set<String> known = new HashSet<>(variables);
    known.addAll(OF_BASH);
    only("environment", known, "variables of Gatehand's environment are inherited: %s");
  }

  private void expect(String fact, String wanted, String words) {
    String found = facts.getOrDefault(fact, "not shown");
    if (!found.equals(wanted)) {
      complaints.add(words.formatted(found));
    }
  }

  private void only(String fact, Set<String> known, String words) {
    String found = facts.getOrDefault(fact, "");
    if (found.isEmpty()) {
      complaints.add(words.formatted("not shown"));
      return;
    }
    for (String name : found.split(" +")) {
      if (!known.contains(name)) {
        complaints.add(words.formatted(name));
      }
    }
  }

  private static String outside(String kind) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns", kind)).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
