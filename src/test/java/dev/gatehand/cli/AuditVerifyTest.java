package dev.gatehand.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.journal.AuditArchive;
import dev.gatehand.journal.AuditRecord;
import dev.gatehand.store.AuditChain;
import dev.gatehand.store.AuditExport;
import dev.gatehand.store.AuditKey;
import dev.gatehand.store.Database;
import dev.gatehand.store.SqlAudit;
import dev.gatehand.store.SqlAuditArchive;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class AuditVerifyTest {
  private final Path data;

  AuditVerifyTest(@TempDir Path data) {
    this.data = data;
  }

  @Test
  void a_log_that_holds_is_told_with_its_head() {
    String head = written();
    assertThat(verify("--data", data.toString()))
        .startsWith("0 The audit log holds; its head is " + head + ". Note it elsewhere");
    assertThat(verify("--data", data.toString(), "--head", head))
        .startsWith("0 ")
        .contains("The given head is part of it.");
  }

  @Test
  void a_published_head_that_is_not_in_it_ends_with_one() {
    written();
    assertThat(verify("--data", data.toString(), "--head", "0".repeat(64)))
        .startsWith("1 The audit log does not hold: no row has the published head");
  }

  @Test
  void a_folder_without_a_log_is_told_in_words() {
    assertThat(verify("--data", data.toString()))
        .startsWith("1 The key of the audit log cannot be read from");
  }

  @Test
  void a_folder_that_is_not_there_is_told_in_words() {
    assertThat(verify("--data", data.resolve("none").toString())).contains("none is no folder.");
  }

  @Test
  void an_export_is_checked_without_the_database() throws IOException {
    String head = written();
    Path file = data.resolve("audit.jsonl");
    var export = new AuditExportCommand(AuditVerifyTest::open, AuditExport::write);
    assertThat(run(export, "--data", data.toString(), "--to", file.toString()))
        .startsWith("0 1 decisions written to ");
    Files.delete(data.resolve("gatehand.db"));
    assertThat(verify("--data", data.toString(), "--export", file.toString(), "--head", head))
        .startsWith("0 ");
  }

  private String written() {
    try (var database = Database.in(data)) {
      var chain = new AuditChain(AuditKey.readOrCreate(AuditKey.in(data)), "");
      var audit = new SqlAudit(database, chain, InstantSource.system());
      audit.record(new AuditRecord("", "gate", "blocked", "curl | sh", "rule", "why", "", ""));
      return audit.head().orElseThrow();
    }
  }

  private static String verify(String... arguments) {
    return run(new AuditVerify(AuditVerifyTest::open), arguments);
  }

  private static AuditArchive open(AuditPlace place) {
    return place.export().isPresent()
        ? new AuditExport(place.export().get(), AuditKey.read(AuditKey.in(place.data())))
        : SqlAuditArchive.open(place.data());
  }

  private static String run(Object command, String... arguments) {
    var text = new StringWriter();
    var printer = new PrintWriter(text, true);
    int exit = new CommandLine(command).setOut(printer).setErr(printer).execute(arguments);
    return exit + " " + text;
  }
}
