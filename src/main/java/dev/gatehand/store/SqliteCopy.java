package dev.gatehand.store;

import dev.gatehand.journal.StoreUnavailable;
import java.nio.file.Path;
import java.sql.SQLException;

/** Copies a SQLite database while the service writes to it: the copy is of one moment. */
public final class SqliteCopy {
  private SqliteCopy() {}

  /**
   * @param data the data directory that the database is in
   * @param to another folder, in which there is none
   * @throws StoreUnavailable when it cannot be read, or the copy cannot be written or is not whole
   */
  public static void make(Path data, Path to) {
    Path copy = to.resolve("gatehand.db");
    try (var connection =
            SqliteFile.existing(data.resolve("gatehand.db")).reading().getConnection();
        var statement = connection.prepareStatement("vacuum into ?")) {
      statement.setString(1, copy.toString());
      statement.execute();
    } catch (SQLException e) {
      throw new StoreUnavailable(
          "The database in %s could not be copied to %s: %s.".formatted(data, copy, e.getMessage()),
          e);
    }
    SqliteFile.existing(copy).examine();
  }
}
