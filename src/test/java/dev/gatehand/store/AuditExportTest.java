package dev.gatehand.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.journal.AuditArchive;
import dev.gatehand.journal.AuditRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log on another machine: over its database, and as a file that somebody may have changed. */
class AuditExportTest {
  @TempDir private Path folder;
  private OpenStore store;
  private String url;
  private Path file;
  private Optional<String> head;

  @BeforeEach
  void write() throws IOException {
    url = FreshPostgres.url();
    store = OpenStore.at(url, folder);
    for (int i = 1; i <= 10; i++) {
      store.audit.record(
          new AuditRecord(
              "", "bob#2", "approved", "edit " + i, "protected/ci", Samples.HOSTILE, "f1", ""));
    }
    head = store.audit.head();
    file = folder.resolve("audit.jsonl");
    try (var log = elsewhere();
        var out = new PrintWriter(Files.newBufferedWriter(file))) {
      assertThat(AuditExport.write(log, out)).isEqualTo(10);
    }
  }

  @AfterEach
  void close() {
    store.close();
  }

  private AuditArchive elsewhere() {
    return SqlAuditArchive.open(url, "postgres", "postgres", AuditKey.read(AuditKey.in(folder)));
  }

  @Test
  void a_log_in_postgresql_is_checked_from_another_machine() {
    try (var log = elsewhere()) {
      assertThat(log.verify(head)).isEmpty();
      assertThat(log.head()).isEqualTo(head);
      assertThat(log.verify(Optional.of("0".repeat(64))).orElse("")).contains("cut off");
    }
  }

  @Test
  void a_postgresql_tells_beside_its_service_when_a_webhook_came_last() {
    assertThat(SqlArrivals.lastDelivery(url, "postgres", "postgres")).isEmpty();
    new SqlArrivals(store.database, store).keep("d-1", "ping", java.util.List.of());
    assertThat(SqlArrivals.lastDelivery(url, "postgres", "postgres")).contains(store.instant());
  }

  @Test
  void each_row_says_under_which_policy() {
    try (var log = elsewhere()) {
      assertThat(log.read(0)).allSatisfy(r -> assertThat(r.entry().policy()).isNotEmpty());
    }
  }

  @Test
  void an_export_holds_and_has_its_head() throws IOException {
    assertThat(verify()).isEmpty();
    assertThat(new AuditExport(file, AuditKey.read(AuditKey.in(folder))).head()).isEqualTo(head);
  }

  @Test
  void every_row_that_is_changed_or_removed_is_found() throws IOException {
    List<String> whole = Files.readAllLines(file);
    for (int row = 0; row < 10; row++) {
      int at = row;
      rewrite(whole, lines -> changed(lines, at));
      assertThat(verify().orElse("")).startsWith("row %d (".formatted(row + 1)).contains("changed");
      rewrite(whole, lines -> without(lines, at));
      assertThat(verify().orElse("holds")).containsAnyOf("missing", "cut off");
    }
  }

  @Test
  void an_end_that_was_cut_off_cleanly_is_found_by_a_published_head() throws IOException {
    List<String> whole = Files.readAllLines(file);
    rewrite(whole, lines -> new ArrayList<>(lines.subList(0, 7)));
    assertThat(verify().orElse("")).contains("line 7 is no row");
    rewrite(
        whole,
        lines -> {
          List<String> cut = new ArrayList<>(lines.subList(0, 7));
          cut.add("{\"rows\":7}");
          return cut;
        });
    assertThat(verify()).isEmpty();
    assertThat(new AuditExport(file, AuditKey.read(AuditKey.in(folder))).verify(head).orElse(""))
        .contains("the end is cut off");
  }

  @Test
  void a_file_that_is_no_log_is_told_in_words() throws IOException {
    Files.writeString(file, "hello\nworld\n");
    assertThat(verify().orElse("")).startsWith("line 1 is no row of an audit log");
    Files.writeString(file, "");
    assertThat(verify()).contains("the file is empty");
  }

  private Optional<String> verify() {
    return new AuditExport(file, AuditKey.read(AuditKey.in(folder))).verify(Optional.empty());
  }

  private void rewrite(List<String> lines, UnaryOperator<List<String>> change) throws IOException {
    Files.write(file, change.apply(new ArrayList<>(lines)));
  }

  private static List<String> changed(List<String> lines, int row) {
    lines.set(row, lines.get(row).replace("protected/ci", "protected/no"));
    return lines;
  }

  private static List<String> without(List<String> lines, int row) {
    lines.remove(row);
    return lines;
  }
}
