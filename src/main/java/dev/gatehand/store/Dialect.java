package dev.gatehand.store;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.SqliteJdbcCustomization;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

/** The two databases, where they differ. */
enum Dialect {
  SQLITE,
  POSTGRESQL;

  static Dialect of(String url) {
    if (url.startsWith("jdbc:sqlite:")) {
      return SQLITE;
    }
    if (url.startsWith("jdbc:postgresql:")) {
      return POSTGRESQL;
    }
    throw new IllegalArgumentException(
        "gatehand.database.url must begin with jdbc:sqlite: or jdbc:postgresql:, not " + url);
  }

  /** What stands for the types in the migrations. */
  Map<String, String> types() {
    return switch (this) {
      case SQLITE ->
          Map.of("id", "integer primary key autoincrement", "bytes", "blob", "instant", "integer");
      case POSTGRESQL ->
          Map.of(
              "id", "bigint generated always as identity primary key",
              "bytes", "bytea",
              "instant", "timestamp with time zone");
    };
  }

  /** Folder of the migrations that exist for this database alone. */
  String folder() {
    return switch (this) {
      case SQLITE -> "sqlite";
      case POSTGRESQL -> "postgresql";
    };
  }

  /** An instant as it stands in the table of db-scheduler. */
  Object moment(Instant instant) {
    return switch (this) {
      case SQLITE -> instant.toEpochMilli();
      case POSTGRESQL -> instant.atOffset(ZoneOffset.UTC);
    };
  }

  /**
   * So many heartbeats later, a task counts as a dead node's. A SQLite file has one node: there is
   * nobody to take over, and a disk that was slow for a while must not look like a death.
   */
  int missedHeartbeats() {
    return switch (this) {
      case SQLITE -> 80;
      case POSTGRESQL -> 4;
    };
  }

  /** How db-scheduler writes instants. */
  JdbcCustomization scheduling() {
    return switch (this) {
      case SQLITE -> new SqliteJdbcCustomization();
      case POSTGRESQL -> new PostgreSqlJdbcCustomization(false, false);
    };
  }
}
