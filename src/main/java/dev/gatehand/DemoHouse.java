package dev.gatehand;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.gate.FileMode;
import dev.gatehand.gate.FileState;
import dev.gatehand.policy.Policy;
import dev.gatehand.policy.PolicyReader;
import dev.gatehand.policy.Role;
import dev.gatehand.text.Template;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The demo's sample repository, its people and its issue, made once in a data directory. */
final class DemoHouse {
  private static final RepoRef SAMPLE = new RepoRef("demo", "csvline");

  private DemoHouse() {}

  /** The shipped policy, with two maintenance jobs for the sample where it has none. */
  static Policy policy() {
    String none = "maintenance: []";
    String shipped = Template.resource("policy.yaml");
    int at = shipped.lastIndexOf(none);
    int end = shipped.indexOf('\n', at);
    if (at < 0 || end < 0) {
      throw new IllegalStateException("the shipped policy has no line `" + none + "`");
    }
    String jobs = Template.resource("sample/maintenance.yaml").strip();
    String text = shipped.substring(0, at) + jobs + shipped.substring(end);
    return new PolicyReader().read(text, "policy.yaml of the demo");
  }

  static void furnish(Assembly assembly) {
    if (assembly.repositories().exists(SAMPLE)) {
      return;
    }
    assembly
        .newRepository()
        .create(SAMPLE, files(), "dave", "Read and write lines of CSV", Instant.now());
    for (String line : lines("sample/people.txt")) {
      String[] person = line.split(" ", 2);
      Role role = Role.valueOf(person[1].toUpperCase(Locale.ROOT));
      assembly.embedded().admit(SAMPLE, person[0], role);
    }
    String issue = Template.resource("sample/issue.md");
    int end = issue.indexOf('\n');
    assembly
        .embedded()
        .open(SAMPLE, "alice", issue.substring(0, end), issue.substring(end).strip());
  }

  /** Each line of the manifest: mode, path in the repository, file. */
  static Map<String, FileState.Present> files() {
    Map<String, FileState.Present> files = new TreeMap<>();
    for (String line : lines("sample/manifest.txt")) {
      String[] entry = line.split(" ", 3);
      byte[] content =
          Template.resource("sample/files/" + entry[2]).getBytes(StandardCharsets.UTF_8);
      FileMode mode = entry[0].equals("100755") ? FileMode.EXECUTABLE : FileMode.REGULAR;
      files.put(entry[1], new FileState.Present(content, mode));
    }
    return files;
  }

  private static List<String> lines(String resource) {
    return Template.resource(resource)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }
}
