package dev.gatehand;

import dev.gatehand.cli.JobPrompts;
import dev.gatehand.embedded.EmbeddedSite;
import dev.gatehand.forge.Account;
import dev.gatehand.forge.HostedRows;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.FileMode;
import dev.gatehand.gate.FileState;
import dev.gatehand.journal.Journal;
import dev.gatehand.llm.ScriptedModel;
import dev.gatehand.policy.PolicyReader;
import dev.gatehand.policy.Role;
import dev.gatehand.store.Database;
import dev.gatehand.store.SqlHostedRows;
import dev.gatehand.task.Caps;
import dev.gatehand.task.TaskStore;
import dev.gatehand.text.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One of several nodes on one PostgreSQL. Each has a data directory of its own, as if it were on a
 * machine of its own; the keys and the embedded forge's repositories are those of the place.
 */
public final class NodeHouse implements AutoCloseable {
  /** In place of a database's address: SQLite in the node's own data directory. */
  public static final String ALONE = "sqlite";

  private static final Caps CAPS = new Caps(3, 3, 9, Duration.ofSeconds(5));
  private final Assembly assembly;

  private NodeHouse(Assembly assembly) {
    this.assembly = assembly;
  }

  /** Makes it, without its queue: it hears and answers comments, and runs no task. */
  public static NodeHouse at(Path place, String database, String node, String script)
      throws IOException, InterruptedException {
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx--x--x"));
    Path data = TestHouse.dataIn(Files.createDirectories(place.resolve(node)));
    Path keys = data.resolve("keys");
    if (!Files.isSymbolicLink(keys)) {
      Files.createSymbolicLink(keys, Files.createDirectories(place.resolve("keys")));
    }
    String policy = Template.resource("policy.yaml");
    for (var change : TestHouse.QUICK.entrySet()) {
      policy = policy.replace(change.getKey(), change.getValue());
    }
    return new NodeHouse(
        new Assembly(
            new Assembly.Parts(
                data,
                new Host.Choice.Embedded(Files.createDirectories(place.resolve("repositories"))),
                database.equals(ALONE)
                    ? Database.in(data)
                    : Database.open(database, "postgres", "postgres"),
                new PolicyReader().read(policy, "policy.yaml"),
                name -> JobPrompts.shipped().find(name),
                ScriptedModel.fromClassPath("scripts/" + script),
                "http://127.0.0.1:8180",
                node,
                CAPS,
                InstantSource.system(),
                Seams.NONE)));
  }

  public void start() {
    assembly.start();
  }

  public void sweep() {
    assembly.sweep();
  }

  /** A small repository with a workflow file, which alice may work in and bob may answer for. */
  public void host(RepoRef repository) {
    Map<String, FileState.Present> files =
        Map.of(
            "README.md", file("# A repository\n"),
            ".github/workflows/check.yml", file("on:\n  push:\n    branches: [main]\n"));
    assembly.newRepository().create(repository, files, "dave", "Begin", Instant.now());
    site().admit(repository, "alice", Role.WRITE);
    site().admit(repository, "bob", Role.MAINTAIN);
  }

  private static FileState.Present file(String text) {
    return new FileState.Present(text.getBytes(StandardCharsets.UTF_8), FileMode.REGULAR);
  }

  /** A comment that any node may be the one to hear of. */
  public void writesUnheard(ThreadRef thread, String login, String body) {
    deliveries(thread, login).accept(body);
  }

  /** The same for many: each is one transaction. */
  public Consumer<String> deliveries(ThreadRef thread, String login) {
    var rows = new SqlHostedRows(assembly.database());
    Account author = rows.account(login, Account.Kind.PERSON);
    return body -> rows.comment(thread, author, body, Instant.now(), HostedRows.Audience.GATEHAND);
  }

  public EmbeddedSite site() {
    return assembly.embedded();
  }

  public TaskStore tasks() {
    return assembly.store();
  }

  public Journal journal() {
    return assembly.journal();
  }

  public Database database() {
    return assembly.database();
  }

  public Optional<String> auditComplaint() {
    return assembly.audit().verify();
  }

  @Override
  public void close() {
    assembly.close();
  }
}
