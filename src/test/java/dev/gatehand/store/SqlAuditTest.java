package dev.gatehand.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehand.journal.Audit;
import dev.gatehand.journal.AuditRecord;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
class SqlAuditTest {
  private final Dialect dialect;
  private final Path folder;
  private final OpenStore store;

  SqlAuditTest(Dialect dialect, @TempDir Path folder) {
    this.dialect = dialect;
    this.folder = folder;
    store = OpenStore.on(dialect, folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void an_empty_log_holds_and_has_no_head() {
    assertThat(store.audit.verify()).isEmpty();
    assertThat(store.audit.head()).isEmpty();
  }

  @Test
  void decisions_are_on_the_record_with_who_what_and_why() {
    var lease = store.running(Samples.TASK);
    for (Event event : Samples.events().subList(2, Samples.events().size())) {
      store.journal.append(lease, event);
    }
    assertThat(store.audit.verify()).isEmpty();
    assertThat(store.audit.read(0, 100))
        .extracting(row -> row.entry().who() + " " + row.entry().what())
        .containsExactly(
            "alice#1 commanded",
            "gate blocked",
            "gate flagged",
            "gate asked",
            "bob#2 approved",
            "gatehand dismissed",
            "gatehand ask expired",
            "bob#2 steered",
            "gatehand restored",
            "gatehand rebased",
            "gatehand composed",
            "gatehand opened",
            "gatehand pushed",
            "gatehand ended");
    assertThat(store.audit.read(1, 1).getFirst().entry().rule()).isEqualTo("protected/ci");
  }

  @Test
  void a_decision_that_is_not_committed_is_not_on_the_record() {
    var lease = store.running(Samples.TASK);
    var head = store.audit.head();
    var events =
        List.<Event>of(
            new Event.Restored("a", "b", Samples.TREE),
            new Event.Answered(Samples.ASK, 1, 1, true, Samples.BOB, ""));
    assertThatThrownBy(() -> store.journal.append(lease, events))
        .isInstanceOf(IllegalStateException.class);
    assertThat(store.audit.head()).isEqualTo(head);
    assertThat(store.audit.verify()).isEmpty();
  }

  @Test
  void many_that_write_at_once_make_one_chain() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(
          IntStream.range(0, 100)
              .mapToObj(i -> (Callable<Boolean>) () -> recorded("row " + i))
              .toList());
    }
    assertThat(store.audit.verify()).isEmpty();
    assertThat(store.audit.read(0, 1000)).extracting(Audit.Row::seq).hasSize(100).isSorted();
  }

  @Test
  void rows_can_be_neither_changed_nor_deleted() {
    recorded("x");
    assertThatThrownBy(() -> sql("update audit set why = 'nicer'"))
        .hasMessageContaining("append-only");
    assertThatThrownBy(() -> sql("delete from audit")).hasMessageContaining("append-only");
  }

  @Test
  void a_changed_row_is_found() {
    ten();
    forced("update audit set why = 'nicer' where seq = 4");
    assertThat(store.audit.verify().orElse("")).startsWith("row 4 (");
  }

  @Test
  void a_removed_row_is_found() {
    ten();
    forced("delete from audit where seq = 4");
    assertThat(store.audit.verify()).contains("row 4 is missing");
  }

  @Test
  void removed_rows_at_the_beginning_are_found() {
    ten();
    forced("delete from audit where seq < 4");
    assertThat(store.audit.verify()).contains("rows 1 to 3 are missing");
  }

  @Test
  void a_removed_row_is_found_when_the_others_close_up() {
    ten();
    forced("delete from audit where seq = 4", "update audit set seq = seq - 1 where seq = 5");
    assertThat(store.audit.verify().orElse("")).startsWith("row 4 (");
  }

  @Test
  void swapped_rows_are_found() {
    ten();
    forced(
        "update audit set seq = 99 where seq = 4",
        "update audit set seq = 4 where seq = 5",
        "update audit set seq = 5 where seq = 99");
    assertThat(store.audit.verify().orElse("")).startsWith("row 4 (");
  }

  @Test
  void an_end_that_is_cut_off_is_found() {
    ten();
    forced("delete from audit where seq > 7");
    assertThat(store.audit.verify().orElse("")).startsWith("the end is cut off");
  }

  @Test
  void an_end_that_is_cut_off_with_its_head_is_found_by_a_published_head() {
    ten();
    var published = store.audit.head();
    forced(
        "delete from audit where seq > 7",
        "update audit_head set seq = 7, hash = (select hash from audit where seq = 7)");
    assertThat(store.audit.verify()).isEmpty();
    assertThat(store.audit.verify(published).orElse("")).contains("no row has the published head");
  }

  @Test
  void a_published_head_stays_valid_while_the_log_grows() {
    ten();
    var published = store.audit.head();
    ten();
    assertThat(store.audit.verify(published)).isEmpty();
    assertThat(store.audit.verify(Optional.of("0".repeat(64)))).isPresent();
  }

  @Test
  void a_chain_made_with_another_key_is_found() {
    ten();
    var other = AuditKey.readOrCreate(folder.resolve("other.key"));
    var forger = new SqlAudit(store.database, new AuditChain(other, ""), store);
    forger.record(entry("forged"));
    assertThat(store.audit.verify().orElse("")).startsWith("row 11 (");
  }

  @Test
  void the_key_is_for_its_owner_alone_and_stays() throws Exception {
    var file = AuditKey.in(folder);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String before = Files.readString(file);
    AuditKey.readOrCreate(file);
    assertThat(Files.readString(file)).isEqualTo(before);
    try (var files = Files.list(file.resolveSibling(""))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void hostile_and_endless_texts_are_recorded_shortened() {
    store.audit.record(
        new AuditRecord("", "x#1", "said", Samples.HOSTILE + "y".repeat(9000), "", "", "", ""));
    assertThat(store.audit.verify()).isEmpty();
    assertThat(store.audit.read(0, 1).getFirst().entry().subject()).hasSize(2000);
  }

  @Test
  void a_task_that_stops_is_on_the_record() {
    store.journal.append(
        store.running(Samples.TASK), new Event.Ended(TaskState.STOPPED, "by alice"));
    assertThat(store.audit.read(1, 10))
        .extracting(Audit.Row::entry)
        .containsExactly(
            new AuditRecord(
                Samples.TASK.value(),
                "gatehand",
                "ended",
                "stopped",
                "",
                "by alice",
                "",
                OpenStore.POLICY));
  }

  private void ten() {
    for (int i = 0; i < 10; i++) {
      recorded("row " + i);
    }
  }

  private boolean recorded(String subject) {
    store.audit.record(entry(subject));
    return true;
  }

  private static AuditRecord entry(String subject) {
    return new AuditRecord("", "gate", "blocked", subject, "rule", "because", "f", "p");
  }

  /** As somebody would who owns the database but not the key. */
  private void forced(String... statements) {
    switch (dialect) {
      case SQLITE -> sql("drop trigger audit_is_never_changed", "drop trigger audit_is_never_cut");
      case POSTGRESQL -> sql("alter table audit disable trigger all");
    }
    sql(statements);
  }

  private void sql(String... statements) {
    store.database.execute(
        tx -> {
          for (String statement : statements) {
            tx.update(statement);
          }
        });
  }
}
