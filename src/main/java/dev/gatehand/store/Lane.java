package dev.gatehand.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehand.journal.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;

/**
 * A few connections and as many platform threads that use them.
 *
 * <p>Callers are virtual threads. They must not wait inside SQLite themselves: two that waited for
 * its lock froze all others for seconds, since a virtual thread in native code holds its carrier.
 * And an interrupt must not reach PostgreSQL's driver, which would lose its connection.
 */
final class Lane implements AutoCloseable {
  private static final ThreadLocal<Boolean> INSIDE = ThreadLocal.withInitial(() -> false);
  private static final int TOGETHER = 100;
  private final HikariDataSource source;
  private final Writes writes;
  private final ExecutorService threads;
  private final BlockingQueue<QueuedWrite<?>> waiting = new LinkedBlockingQueue<>();
  private final int together;

  Lane(HikariDataSource source, Writes writes) {
    this(source, writes, source.getMaximumPoolSize());
  }

  Lane(HikariDataSource source, Writes writes, int size) {
    this.source = source;
    this.writes = writes;
    this.together = size == 1 ? TOGETHER : 1;
    var factory = Thread.ofPlatform().daemon().name(source.getPoolName() + "-", 1).factory();
    threads = Executors.newFixedThreadPool(size, factory);
  }

  HikariDataSource source() {
    return source;
  }

  /**
   * Runs one transaction and waits for it. An interrupt does not end the wait, as nobody would know
   * then whether it was committed; the thread is interrupted again when it is over.
   */
  <T> T run(Database.Work<T> work) {
    if (INSIDE.get()) {
      throw new IllegalStateException("a transaction cannot begin another one");
    }
    writes.before();
    try {
      QueuedWrite<T> write = new QueuedWrite<>(work);
      waiting.add(write);
      threads.execute(this::next);
      T result = await(write.outcome());
      writes.after();
      return result;
    } catch (RejectedExecutionException e) {
      throw new StoreUnavailable("The store is closed: Gatehand is stopping.", e);
    }
  }

  /** Of a database with one writer, all that waits goes into one transaction. */
  private void next() {
    List<QueuedWrite<?>> writes = new ArrayList<>();
    waiting.drainTo(writes, together);
    if (writes.isEmpty()) {
      return;
    }
    INSIDE.set(true);
    try (var connection = source.getConnection()) {
      together(connection, writes);
    } catch (SQLException | RuntimeException e) {
      // Those that were told already know better.
      writes.forEach(write -> write.outcome().completeExceptionally(e));
    } finally {
      INSIDE.set(false);
    }
  }

  /**
   * Gives a connection up on which a transaction could not be taken back. When the disk is full,
   * SQLite ends the transaction by itself, and its driver, which does not know, would then keep
   * each later statement on its own and refuse to commit for ever.
   */
  private void together(Connection connection, List<QueuedWrite<?>> writes) throws SQLException {
    if (!connection.getAutoCommit()) {
      // Whoever had it before (db-scheduler) failed on it: what it would keep is anybody's guess.
      source.evictConnection(connection);
      throw new SQLException("the connection was left in a transaction");
    }
    try {
      QueuedWrite.together(connection, writes);
    } catch (SQLException | RuntimeException e) {
      source.evictConnection(connection);
      throw e;
    }
  }

  private <T> T await(Future<T> result) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw translate(Objects.requireNonNull(e.getCause()));
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private RuntimeException translate(Throwable cause) {
    return switch (cause) {
      case SQLException sql when isConstraint(sql) ->
          new IllegalStateException("a row breaks a rule of its table: " + sql.getMessage(), sql);
      case SQLException sql ->
          new StoreUnavailable(
              "The database %s did not take a statement: %s. Nothing of it is kept; it is tried again."
                  .formatted(source.getPoolName(), sql.getMessage()),
              sql);
      case RuntimeException unchecked -> unchecked;
      case Error error -> throw error;
      case Throwable other -> new IllegalStateException(other);
    };
  }

  static boolean isConstraint(SQLException e) {
    String state = e.getSQLState();
    return (state != null && state.startsWith("23"))
        || (e instanceof org.sqlite.SQLiteException lite
            && (lite.getResultCode().code & 0xff)
                == org.sqlite.SQLiteErrorCode.SQLITE_CONSTRAINT.code);
  }

  @Override
  public void close() {
    threads.close();
    source.close();
  }
}
