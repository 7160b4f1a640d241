package dev.gatehand.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehand.Copies;
import dev.gatehand.TestHouse;
import dev.gatehand.journal.StoreUnavailable;
import dev.gatehand.journal.TaskState;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever moment a copy was made at, a house that starts with it goes on from there. */
class BackupStoryTest {
  private static final List<String> ALL = List.of(".github/workflows/check.yml", "NOTES.md");
  @TempDir private Path temporary;

  @Test
  void copies_that_were_made_while_it_ran_go_on_from_where_they_were_made() throws Exception {
    Path data = TestHouse.dataIn(temporary);
    try (var house = TestHouse.open(data, "workflow.jsonl", TestHouse.QUICK)) {
      house.says("alice", "/agent fix");
      Copies.make(data, temporary.resolve("working"));
      Copies.make(data, temporary.resolve("sooner"));
      var ask = house.parkedWithAsk();
      Copies.make(data, temporary.resolve("parked"));
      house.says("bob", TestHouse.yes(ask));
      Copies.make(data, temporary.resolve("answered"));
      house.ended(TaskState.DONE);
      Copies.make(data, temporary.resolve("done"));
    }
    for (String copy : List.of("working", "sooner", "parked", "answered", "done")) {
      try (var house = TestHouse.open(temporary.resolve(copy), "workflow.jsonl", TestHouse.QUICK)) {
        if (!house.hasSaid("bob")) {
          house.says("bob", TestHouse.yes(house.parkedWithAsk()));
        }
        assertThat(house.changedFiles(house.pullRequest(house.ended(TaskState.DONE))))
            .as(copy)
            .isEqualTo(ALL);
        assertThat(house.auditComplaint()).as(copy).isEmpty();
      }
    }
  }

  @Test
  void a_copy_without_its_keys_does_not_begin_a_second_audit_log() throws Exception {
    Path data = TestHouse.dataIn(temporary);
    TestHouse.open(data, "workflow.jsonl", TestHouse.QUICK).close();
    Path copy = temporary.resolve("copy");
    Copies.makeWithoutKeys(data, copy);
    assertThat(copy.resolve("keys")).doesNotExist();
    assertThatThrownBy(() -> TestHouse.open(copy, "workflow.jsonl", TestHouse.QUICK))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("Copy the folder of keys");
  }

  @Test
  void a_copy_is_never_mixed_with_what_is_there() throws Exception {
    Path data = TestHouse.dataIn(temporary);
    TestHouse.open(data, "workflow.jsonl", TestHouse.QUICK).close();
    Path taken = Files.createDirectory(temporary.resolve("taken"));
    assertThatThrownBy(() -> Copies.make(data, taken))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(taken).isEmptyDirectory();
  }
}
