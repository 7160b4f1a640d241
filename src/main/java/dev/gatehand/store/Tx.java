package dev.gatehand.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The statements of one transaction. Instants are bound as milliseconds. Text loses what PostgreSQL
 * cannot store (U+0000, halves of a surrogate pair): each becomes U+FFFD, so that a comment or a
 * reply made of them cannot stop a task.
 */
public final class Tx {
  private final Connection connection;

  Tx(Connection connection) {
    this.connection = connection;
  }

  /** Runs a statement that changes rows; how many it changed. */
  public int update(String sql, Object... arguments) throws SQLException {
    try (var statement = prepare(sql, arguments)) {
      return statement.executeUpdate();
    }
  }

  /** Inserts a row with a statement that ends in {@code returning id}. */
  public long insert(String sql, Object... arguments) throws SQLException {
    return one(sql, row -> row.getLong(1), arguments)
        .orElseThrow(() -> new SQLException("no row was inserted by: " + sql));
  }

  /** The first row, if there is one; also for {@code update ... returning}. */
  public <T> Optional<T> one(String sql, Mapper<T> mapper, Object... arguments)
      throws SQLException {
    return list(sql, mapper, arguments).stream().findFirst();
  }

  public <T> List<T> list(String sql, Mapper<T> mapper, Object... arguments) throws SQLException {
    try (var statement = prepare(sql, arguments);
        var rows = statement.executeQuery()) {
      var result = new ArrayList<T>();
      while (rows.next()) {
        result.add(mapper.map(rows));
      }
      return List.copyOf(result);
    }
  }

  public boolean exists(String sql, Object... arguments) throws SQLException {
    return one(sql, row -> true, arguments).isPresent();
  }

  /** The text as it is stored. */
  static String storable(String text) {
    if (text.indexOf('\0') < 0 && text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return text;
    }
    var result = new StringBuilder(text.length());
    text.codePoints()
        .map(
            c ->
                c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                    ? 0xFFFD
                    : c)
        .forEach(result::appendCodePoint);
    return result.toString();
  }

  private PreparedStatement prepare(String sql, Object... arguments) throws SQLException {
    var statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < arguments.length; i++) {
        switch (arguments[i]) {
          case String text -> statement.setString(i + 1, storable(text));
          case Instant instant -> statement.setLong(i + 1, instant.toEpochMilli());
          case Enum<?> constant -> statement.setString(i + 1, constant.name());
          case Object other -> statement.setObject(i + 1, other);
        }
      }
      return statement;
    } catch (SQLException e) {
      statement.close();
      throw e;
    }
  }

  /** Makes a value of the row at which the result stands. */
  @FunctionalInterface
  public interface Mapper<T> {
    T map(ResultSet row) throws SQLException;
  }
}
