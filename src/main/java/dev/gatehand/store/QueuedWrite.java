package dev.gatehand.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A write that waits for its transaction; whoever wants it waits for the future. */
final class QueuedWrite<T> {
  private final Database.Work<T> work;
  private final CompletableFuture<T> outcome = new CompletableFuture<>();

  QueuedWrite(Database.Work<T> work) {
    this.work = work;
  }

  CompletableFuture<T> outcome() {
    return outcome;
  }

  /**
   * Runs writes in one transaction, each kept or undone by itself, and tells nobody before all of
   * it is on disk: many small writes that come together wait for the disk once.
   *
   * @throws SQLException when the connection cannot be used any more
   */
  static void together(Connection connection, List<QueuedWrite<?>> writes) throws SQLException {
    connection.setAutoCommit(false);
    try {
      List<Runnable> told = new ArrayList<>();
      Tx tx = new Tx(connection);
      for (QueuedWrite<?> write : writes) {
        told.add(writes.size() == 1 ? write.run(tx) : write.runAside(connection, tx));
      }
      connection.commit();
      told.forEach(Runnable::run);
    } catch (SQLException | RuntimeException | Error e) {
      try {
        connection.rollback();
      } finally {
        writes.forEach(write -> write.outcome.completeExceptionally(e));
      }
      if (e instanceof SQLException sql && !Lane.isConstraint(sql)) {
        // SQLite opens a file for reading only where it cannot be written at that moment, and stays
        // so when it can be again.
        throw sql;
      }
    } finally {
      // SQLite's driver begins the next transaction, with its lock, as long as this is off.
      connection.setAutoCommit(true);
    }
  }

  private Runnable run(Tx tx) throws SQLException {
    T result = work.run(tx);
    return () -> outcome.complete(result);
  }

  /** What this write breaks must not take the others with it; what the database breaks does. */
  private Runnable runAside(Connection connection, Tx tx) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      Runnable told = run(tx);
      connection.releaseSavepoint(before);
      return told;
    } catch (SQLException | RuntimeException | Error e) {
      if (e instanceof SQLException sql && !Lane.isConstraint(sql)) {
        throw e;
      }
      connection.rollback(before);
      connection.releaseSavepoint(before);
      return () -> outcome.completeExceptionally(e);
    }
  }
}
