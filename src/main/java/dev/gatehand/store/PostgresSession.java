package dev.gatehand.store;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatehand.journal.StoreUnavailable;
import java.sql.SQLException;

/** What a node asks of PostgreSQL besides statements, so that it can be one of many. */
final class PostgresSession {
  /** Transactions at a time that tasks and pages write. */
  static final int WRITERS = 8;

  /**
   * A node that is frozen within a transaction keeps its locks: the server ends it after four
   * seconds, long before which any of ours is over. A node whose machine is gone says nothing: the
   * server asks for it.
   */
  static final String OPTIONS =
      "-c idle_in_transaction_session_timeout=4000 -c lock_timeout=10000"
          + " -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3";

  /** Told apart from advisory locks of others in the same database. */
  private static final int OURS = 0x6a7e4a2d;

  private PostgresSession() {}

  /** The lock ends with the session, and the session with the process, however that ends. */
  @SuppressWarnings("MustBeClosedChecker")
  static void takeName(HikariDataSource source, String node) {
    try {
      var connection = source.getConnection();
      try (var statement =
          connection.prepareStatement("select pg_try_advisory_lock(?, hashtext(?))")) {
        statement.setInt(1, OURS);
        statement.setString(2, node);
        try (var rows = statement.executeQuery()) {
          if (!rows.next() || !rows.getBoolean(1)) {
            connection.close();
            throw new StoreUnavailable(
                "Another Gatehand called %s uses this database. Give each node a name of its own (gatehand.node, environment: GATEHAND_NODE), the same after a restart."
                    .formatted(node));
          }
        }
      }
    } catch (SQLException e) {
      throw new StoreUnavailable("The name of this node could not be taken: " + e.getMessage(), e);
    }
  }
}
