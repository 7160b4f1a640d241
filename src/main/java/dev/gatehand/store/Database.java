package dev.gatehand.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.gatehand.journal.StoreUnavailable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The database, at this release's tables. Transactions are short and made of plain statements; both
 * databases understand all of them.
 */
public final class Database implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 10_000;
  private final Dialect dialect;
  private final Lane writing;
  private final Lane reading;
  private final Optional<SqliteFile> file;

  private Database(Dialect dialect, Lane writing, Lane reading, Optional<SqliteFile> file) {
    this.dialect = dialect;
    this.writing = writing;
    this.reading = reading;
    this.file = file;
  }

  /** The database of a data directory on one node: {@code gatehand.db} in it. */
  public static Database in(Path dataDirectory) {
    return in(dataDirectory, Writes.UNHEARD);
  }

  /** The same; {@code writes} hears of each transaction. */
  public static Database in(Path dataDirectory, Writes writes) {
    return sqlite(SqliteFile.claim(dataDirectory.resolve("gatehand.db")), writes);
  }

  /**
   * @param url {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST/NAME}
   * @param user empty for SQLite
   * @throws StoreUnavailable when it cannot be reached, is used by another process (SQLite), is
   *     damaged, or newer than this release
   */
  public static Database open(String url, String user, String password) {
    return open(url, user, password, Writes.UNHEARD);
  }

  /** The same; {@code writes} hears of each transaction. */
  public static Database open(String url, String user, String password, Writes writes) {
    return switch (Dialect.of(url)) {
      case SQLITE ->
          sqlite(SqliteFile.claim(Path.of(url.substring("jdbc:sqlite:".length()))), writes);
      case POSTGRESQL -> postgresql(url, user, password, writes);
    };
  }

  /** The same database, as it is, for reading alone and beside the process that uses it. */
  static Database readingIn(Path dataDirectory) {
    return readingFile(dataDirectory.resolve("gatehand.db"));
  }

  /** The same by its file. */
  static Database readingFile(Path path) {
    var file = SqliteFile.existing(path);
    return new Database(
        Dialect.SQLITE, reading(file, 1), reading(file, 1), Optional.<SqliteFile>empty());
  }

  /** A PostgreSQL as it is, for reading alone. */
  static Database readingFrom(String url, String user, String password) {
    var config = config("postgresql-read", 1);
    address(config, url, user, password);
    config.setConnectionInitSql("set default_transaction_read_only = on");
    var lane = new Lane(connect(config), Writes.UNHEARD);
    return new Database(Dialect.POSTGRESQL, lane, lane, Optional.<SqliteFile>empty());
  }

  private static Lane reading(SqliteFile file, int size) {
    var config = config("sqlite-read", size);
    config.setDataSource(file.reading());
    config.setConnectionInitSql("pragma query_only = true");
    return new Lane(connect(config), Writes.UNHEARD);
  }

  private static Database sqlite(SqliteFile file, Writes writes) {
    try {
      file.examine();
      new Migrations(Dialect.SQLITE).apply(file.writing(), file.toString());
      var writing = config("sqlite-write", 1);
      writing.setDataSource(file.writing());
      return new Database(
          Dialect.SQLITE,
          new Lane(new HikariDataSource(writing), writes),
          reading(file, 3),
          Optional.of(file));
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static Database postgresql(String url, String user, String password, Writes writes) {
    // More connections than threads of ours: heartbeats must not wait behind what tasks write.
    var writing = config("postgresql-write", PostgresSession.WRITERS + 4);
    var reading = config("postgresql-read", 4);
    reading.setConnectionInitSql("set default_transaction_read_only = on");
    for (var config : List.of(writing, reading)) {
      address(config, url, user, password);
      config.addDataSourceProperty("options", PostgresSession.OPTIONS);
    }
    var source = connect(writing);
    try {
      new Migrations(Dialect.POSTGRESQL).apply(source, "of gatehand.database.url");
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
    return new Database(
        Dialect.POSTGRESQL,
        new Lane(source, writes, PostgresSession.WRITERS),
        new Lane(new HikariDataSource(reading), Writes.UNHEARD),
        Optional.empty());
  }

  private static void address(HikariConfig config, String url, String user, String password) {
    config.setDriverClassName("org.postgresql.Driver");
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.addDataSourceProperty("ApplicationName", "gatehand");
    config.addDataSourceProperty("socketTimeout", "60");
  }

  private static HikariDataSource connect(HikariConfig config) {
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      throw new StoreUnavailable(
          "The database cannot be used: %s. Check gatehand.database.url, the name and the password."
              .formatted(e.getMessage()),
          e);
    }
  }

  private static HikariConfig config(String name, int size) {
    var config = new HikariConfig();
    config.setPoolName(name);
    config.setMaximumPoolSize(size);
    config.setConnectionTimeout(PATIENCE_MILLIS);
    return config;
  }

  /**
   * Runs one transaction that writes, and waits for it; all of it is kept or nothing. An interrupt
   * does not end the wait (nobody would know what was kept): it is set again afterwards. What the
   * work throws arrives here; a {@link SQLException} as {@link StoreUnavailable}, or as {@link
   * IllegalStateException} where a row breaks a rule of its table.
   */
  public <T> T write(Work<T> work) {
    return writing.run(work);
  }

  /** The same for work without a result. */
  public void execute(Steps steps) {
    writing.run(
        tx -> {
          steps.run(tx);
          return true;
        });
  }

  /** Runs one transaction that only reads. */
  public <T> T read(Work<T> work) {
    return reading.run(work);
  }

  /**
   * Takes the name of a node for as long as this process lives.
   *
   * @throws StoreUnavailable when another one has it: it would take the tasks of the first for its
   *     own
   */
  public void takeName(String node) {
    switch (dialect) {
      case SQLITE -> {}
      case POSTGRESQL -> PostgresSession.takeName(writing.source(), node);
    }
  }

  /** What is wrong with the database right now; empty when it takes writes and gives answers. */
  public Optional<String> check() {
    try {
      execute(tx -> tx.update("update audit_head set seq = seq where id = 1"));
      return file.flatMap(SqliteFile::lacksRoom);
    } catch (StoreUnavailable e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  Dialect dialect() {
    return dialect;
  }

  /** For db-scheduler, which calls it on platform threads of its own. */
  DataSource source() {
    return writing.source();
  }

  @Override
  public void close() {
    writing.close();
    reading.close();
    file.ifPresent(SqliteFile::close);
  }

  /** What is done in a transaction. */
  @FunctionalInterface
  public interface Work<T> {
    T run(Tx tx) throws SQLException;
  }

  /** What is done in a transaction, without a result. */
  @FunctionalInterface
  public interface Steps {
    void run(Tx tx) throws SQLException;
  }
}
