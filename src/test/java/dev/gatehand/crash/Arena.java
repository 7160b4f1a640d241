package dev.gatehand.crash;

import dev.gatehand.CrashHouse;
import dev.gatehand.CrashHouse.Between;
import dev.gatehand.CrashHouse.Place;
import dev.gatehand.TestHouse;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * Places to die in: each is a copy of one furnished house, so that every story begins from the same
 * commit of the same repository.
 */
final class Arena implements AutoCloseable {
  private static final String SCRIPT = "crash.jsonl";
  private final Path folder;
  private final Path template;
  private final Optional<EmbeddedPostgres> server;
  private final AtomicInteger count = new AtomicInteger();

  private Arena(Optional<EmbeddedPostgres> server) throws Exception {
    this.server = server;
    folder = ground();
    template = TestHouse.dataIn(Files.createDirectories(folder.resolve("template")));
    if (server.isPresent()) {
      execute("create database furnished");
    }
    Place place = new Place(template, url("furnished"), SCRIPT);
    try (CrashHouse house = new CrashHouse(place, Between.NOTHING)) {
      house.furnish();
    }
  }

  static Arena onSqlite() throws Exception {
    return new Arena(Optional.empty());
  }

  static Arena onPostgres() throws Exception {
    return new Arena(Optional.of(EmbeddedPostgres.start()));
  }

  /** In memory where there is such a place: here processes die, not machines. */
  private static Path ground() throws IOException {
    Path memory = Path.of("/dev/shm");
    Path ground =
        Files.isWritable(memory)
            ? Files.createTempDirectory(memory, "gatehand-crash-")
            : Files.createTempDirectory("gatehand-crash-");
    return Files.setPosixFilePermissions(ground, PosixFilePermissions.fromString("rwx--x--x"));
  }

  /** A fresh copy; beside its data lies the ledger. */
  Place fresh() throws Exception {
    String name = "run_" + count.incrementAndGet();
    Path data = TestHouse.dataIn(Files.createDirectories(folder.resolve(name)));
    copy(template, data);
    if (server.isPresent()) {
      execute("create database " + name + " template furnished");
    }
    return new Place(data, url(name), SCRIPT);
  }

  Ledger ledger(Place place) {
    return new Ledger(place.data().resolveSibling("ledger"));
  }

  void remove(Place place) throws Exception {
    Path home = place.data().getParent();
    remove(home);
    if (server.isPresent()) {
      execute("drop database " + home.getFileName() + " with (force)");
    }
  }

  /** What a node that was abandoned still had in its hands may come down while this goes on. */
  private static void remove(Path folder) {
    Awaitility.await()
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> {
              Files.walkFileTree(folder, new Removal());
              return true;
            });
  }

  private String url(String database) {
    return server.map(it -> it.getJdbcUrl("postgres", database)).orElse("");
  }

  private void execute(String sql) throws SQLException {
    try (var connection = server.orElseThrow().getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (!file.equals(from)) {
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }

  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(
        Path visited, @org.jspecify.annotations.Nullable IOException e) throws IOException {
      Files.delete(visited);
      return FileVisitResult.CONTINUE;
    }
  }

  @Override
  public void close() throws IOException {
    remove(folder);
    if (server.isPresent()) {
      server.get().close();
    }
  }
}
