package dev.gatehand.store;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SQLite opens a file for reading only where it cannot be written at that moment, begins what was
 * to be a writing transaction there without a word, and stays so: such a connection is not kept.
 */
class ReadOnlyMomentTest {
  @TempDir private Path folder;

  @Test
  void a_database_that_can_be_written_again_is() throws Exception {
    Path file = folder.resolve("gatehand.db");
    try (Database database = Database.in(folder)) {
      var pool = ((HikariDataSource) database.source()).getHikariPoolMXBean();
      assumeThat(ran("chattr", "+i", file)).isTrue();
      try {
        // It uses the open file again if the old connection is closed before the new one opens.
        await()
            .until(
                () -> {
                  pool.softEvictConnections();
                  return database.check().isPresent();
                });
      } finally {
        ran("chattr", "-i", file);
      }
      await().until(() -> database.check().isEmpty());
    }
  }

  private static boolean ran(Object... words) throws IOException, InterruptedException {
    List<String> command = Stream.of(words).map(Object::toString).toList();
    return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
  }
}
