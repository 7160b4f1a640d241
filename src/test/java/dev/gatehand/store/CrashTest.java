package dev.gatehand.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehand.journal.Event;
import dev.gatehand.journal.StoreUnavailable;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashTest {
  /** Writes events for ever and says after each that it was kept. */
  public static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) {
      var store = OpenStore.on(Dialect.SQLITE, Path.of(arguments[0]));
      var lease = store.running(Samples.TASK);
      for (int i = 0; ; i++) {
        store.journal.append(lease, new Event.Restored("path " + i, "x", Samples.TREE));
        System.out.println("kept " + i);
        System.out.flush();
      }
    }
  }

  @Test
  void what_was_acknowledged_survives_a_kill(@TempDir Path folder) throws Exception {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    int kept = -1;
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("kept ")) {
          kept = Integer.parseInt(line.substring(5));
        }
        if (kept == 50) {
          assertThatThrownBy(() -> Database.in(folder))
              .isInstanceOf(StoreUnavailable.class)
              .hasMessageContaining("Another Gatehand uses");
        }
        if (kept >= 200 && process.isAlive()) {
          process.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(kept).isGreaterThanOrEqualTo(200);

    try (var store = OpenStore.on(Dialect.SQLITE, folder)) {
      var events = store.journal.read(Samples.TASK, 2);
      assertThat(events).hasSizeBetween(kept + 1, kept + 2);
      assertThat(events.get(kept).event())
          .isEqualTo(new Event.Restored("path " + kept, "x", Samples.TREE));
      assertThat(store.audit.verify()).isEmpty();
      assertThat(store.tasks.unfinished()).isEqualTo(List.of(Samples.TASK));
      assertThat(store.database.check()).isEqualTo(Optional.empty());
    }
  }

  @Test
  void a_newer_database_is_refused_in_words(@TempDir Path folder) {
    try (var database = Database.in(folder)) {
      database.execute(
          tx ->
              tx.update(
                  """
                  insert into flyway_schema_history
                    (installed_rank, version, description, type, script, checksum, installed_by,
                     installed_on, execution_time, success)
                  values (999, '999', 'later', 'SQL', 'V999__later.sql', 1, '', '2026-11-22 14:05:00.000', 1, 1)
                  """));
    }
    assertThatThrownBy(() -> Database.in(folder))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("written by a newer Gatehand (it has V999__later.sql");
  }

  @Test
  void a_damaged_database_is_refused_in_words(@TempDir Path folder) throws Exception {
    Database.in(folder).close();
    try (var file = new RandomAccessFile(folder.resolve("gatehand.db").toFile(), "rw")) {
      file.seek(4096);
      file.write(new byte[8192]);
    }
    assertThatThrownBy(() -> Database.in(folder))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void what_is_no_database_is_refused_in_words(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("gatehand.db"), "not a database, but long enough ".repeat(99));
    assertThatThrownBy(() -> Database.in(folder))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("is damaged");
  }

  @Test
  void an_archive_reads_beside_the_service_and_changes_nothing(@TempDir Path folder) {
    try (var store = OpenStore.on(Dialect.SQLITE, folder)) {
      store.running(Samples.TASK);
      try (var archive = SqlAuditArchive.open(folder)) {
        assertThat(archive.verify(store.audit.head())).isEmpty();
        assertThat(archive.head()).isEqualTo(store.audit.head());
      }
    }
    assertThatThrownBy(() -> SqlAuditArchive.open(folder.resolve("nowhere")))
        .isInstanceOf(StoreUnavailable.class);
  }
}
