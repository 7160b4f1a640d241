package dev.gatehand;

import dev.gatehand.cli.JobPrompts;
import dev.gatehand.embedded.EmbeddedSite;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Audit;
import dev.gatehand.journal.Journal;
import dev.gatehand.llm.ScriptedModel;
import dev.gatehand.model.Model;
import dev.gatehand.store.Database;
import dev.gatehand.store.Writes;
import dev.gatehand.task.Caps;
import dev.gatehand.task.TaskStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * One node that is made to die: the real store, queue, sandbox, git and forge, with something
 * between them that ends it or lies to it. Nothing of it is shared with the next one but the data
 * directory and the database.
 */
public final class CrashHouse implements AutoCloseable {
  private final Assembly assembly;
  private final Path data;
  private final boolean sqlite;

  /**
   * Where it lives.
   *
   * @param url of a PostgreSQL, or empty: SQLite in the data directory
   * @param script below {@code scripts/} on the class path
   */
  public record Place(Path data, String url, String script) {}

  /**
   * What stands between its parts.
   *
   * @param writes hears of each transaction
   */
  public record Between(Seams seams, Writes writes, UnaryOperator<Model> model) {
    public static final Between NOTHING =
        new Between(Seams.NONE, Writes.UNHEARD, UnaryOperator.identity());
  }

  public CrashHouse(Place place, Between between) throws InterruptedException {
    this(place, between, InstantSource.system());
  }

  /** The same, at another time. */
  public CrashHouse(Place place, Between between, InstantSource clock) throws InterruptedException {
    data = place.data();
    sqlite = place.url().isEmpty();
    Database database = database(place, between.writes());
    try {
      assembly = assembled(place, between, clock, database);
    } catch (Error dead) {
      // It died before it stood: nobody else would let go of the database.
      database.close();
      throw dead;
    }
  }

  private static Assembly assembled(
      Place place, Between between, InstantSource clock, Database database)
      throws InterruptedException {
    return new Assembly(
        new Assembly.Parts(
            place.data(),
            new Host.Choice.Embedded(place.data().resolve("repositories")),
            database,
            ShippedPolicy.with(TestHouse.QUICK),
            name -> JobPrompts.shipped().find(name),
            between.model().apply(ScriptedModel.fromClassPath("scripts/" + place.script())),
            "http://127.0.0.1:8180",
            "node-1",
            Caps.USUAL,
            clock,
            between.seams()));
  }

  private static Database database(Place place, Writes writes) {
    return place.url().isEmpty()
        ? Database.in(place.data(), writes)
        : Database.open(place.url(), "postgres", "postgres", writes);
  }

  /** The sample repository and its people, once. */
  public void furnish() {
    DemoHouse.furnish(assembly);
  }

  public void start() {
    assembly.start();
  }

  public void sweep() {
    assembly.sweep();
  }

  public CommentRef says(ThreadRef thread, String login, String body) {
    return site().comment(thread, login, body);
  }

  /** Brings forward what waits for later: nobody wants to wait for a forge that only pretends. */
  public void hurry() {
    String later = sqlite ? "(unixepoch() + 2) * 1000" : "now() + interval '2 seconds'";
    assembly
        .database()
        .read(
            tx ->
                tx.list(
                    "select task_instance from scheduled_tasks where not picked"
                        + " and execution_time > "
                        + later,
                    row -> new TaskId(row.getString(1))))
        .forEach(assembly.queue()::submit);
  }

  /** What is wrong with the database, as health sees it. */
  public Optional<String> trouble() {
    return assembly.database().check();
  }

  /** Rows of a query that counts. */
  public long count(String sql) {
    return assembly.database().read(tx -> tx.one(sql, row -> row.getLong(1)).orElseThrow());
  }

  /** What stands in the folder of checkouts. */
  public List<String> workspaces() {
    try (Stream<Path> folders = Files.list(data.resolve("workspaces"))) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public EmbeddedSite site() {
    return assembly.embedded();
  }

  public TaskStore store() {
    return assembly.store();
  }

  public Journal journal() {
    return assembly.journal();
  }

  public Audit audit() {
    return assembly.audit();
  }

  @Override
  public void close() {
    assembly.close();
  }
}
