package dev.gatehand.store;

import dev.gatehand.journal.StoreUnavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A SQLite file, readable by its owner alone and used by one process: a second one would take the
 * first for crashed and run its tasks again. The lock ends with the process, however that ends.
 */
final class SqliteFile implements AutoCloseable {
  private static final long LEAST_ROOM = 8L << 20;
  private static final int BUSY_MILLIS = 10_000;
  private final Path path;
  private final @Nullable FileChannel channel;

  private SqliteFile(Path path, @Nullable FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static SqliteFile claim(Path file) {
    Path path = file.toAbsolutePath().normalize();
    try {
      createPrivate(path);
      var channel =
          FileChannel.open(
              path.resolveSibling(path.getFileName() + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new StoreUnavailable(
            "Another Gatehand uses %s. Stop it, or give this one another data directory."
                .formatted(path));
      }
      return new SqliteFile(path, channel);
    } catch (IOException e) {
      throw new StoreUnavailable(
          "The database %s cannot be opened: %s. Check that the folder exists and can be written."
              .formatted(path, e),
          e);
    }
  }

  /** A file that is there already, not claimed. */
  static SqliteFile existing(Path file) {
    Path path = file.toAbsolutePath().normalize();
    if (!Files.isRegularFile(path)) {
      throw new StoreUnavailable("There is no database at %s.".formatted(path));
    }
    return new SqliteFile(path, null);
  }

  private static void createPrivate(Path path) throws IOException {
    try {
      Files.createFile(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (FileAlreadyExistsException e) {
      // A later start: it is examined before it is used.
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /**
   * @throws StoreUnavailable when the file is damaged or no database
   */
  void examine() {
    try (var connection = source(config()).getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("pragma quick_check(1)")) {
      String found = rows.next() ? rows.getString(1) : "no answer";
      if (!found.equals("ok")) {
        throw damaged(found, null);
      }
    } catch (SQLException e) {
      throw damaged(String.valueOf(e.getMessage()), e);
    }
  }

  private StoreUnavailable damaged(String found, @Nullable Throwable cause) {
    String message =
        "The database %s is damaged (%s). Put back a copy of the data directory; nothing was changed."
            .formatted(path, found);
    return cause == null ? new StoreUnavailable(message) : new StoreUnavailable(message, cause);
  }

  /** On a disk that is nearly full a small write still succeeds, and the next does not. */
  Optional<String> lacksRoom() {
    try {
      long left = Files.getFileStore(path).getUsableSpace();
      return left >= LEAST_ROOM
          ? Optional.empty()
          : Optional.of(
              "The disk of %s is full: %d bytes are left. Tasks wait until there is room."
                  .formatted(path, left));
    } catch (IOException e) {
      return Optional.of("The disk of %s cannot be asked: %s.".formatted(path, e));
    }
  }

  /** Connections whose transactions lock from their beginning: what they read stays true. */
  SQLiteDataSource writing() {
    var config = config();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    return source(config);
  }

  SQLiteDataSource reading() {
    return source(config());
  }

  private static SQLiteConfig config() {
    var config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    return config;
  }

  private SQLiteDataSource source(SQLiteConfig config) {
    var source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + path);
    return source;
  }

  @Override
  public void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new StoreUnavailable("The lock of " + path + " could not be given back.", e);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
