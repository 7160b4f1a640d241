package dev.gatehand.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Transactions that come together may share a commit, but never a fate. */
@ParameterizedClass
@EnumSource(Dialect.class)
class LaneTest {
  private final OpenStore store;

  LaneTest(Dialect dialect, @TempDir Path folder) {
    store = OpenStore.on(dialect, folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void what_one_breaks_does_not_undo_the_others() throws Exception {
    List<Callable<Boolean>> runs = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int number = i;
      runs.add(() -> claim("c-" + number, number % 3 == 1, number % 3 == 2));
    }
    int kept = 0;
    int broken = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> run : threads.invokeAll(runs)) {
        try {
          kept += run.get() ? 1 : 0;
        } catch (ExecutionException e) {
          assertThat(e.getCause()).isInstanceOf(IllegalStateException.class);
          broken++;
        }
      }
    }
    assertThat(kept).isEqualTo(100);
    assertThat(broken).isEqualTo(200);
    assertThat(names()).isEqualTo(100);
  }

  /** Writes a row, and then breaks a rule of the table, or stumbles over a bug. */
  private boolean claim(String name, boolean twice, boolean bug) {
    return store.database.write(
        tx -> {
          tx.update("insert into claim (name, holder, until) values (?, '', 0)", name);
          if (twice) {
            tx.update("insert into claim (name, holder, until) values (?, '', 0)", name);
          }
          if (bug) {
            throw new IllegalStateException("a bug (this test's own)");
          }
          return true;
        });
  }

  @Test
  void a_statement_that_is_wrong_keeps_nothing() {
    assertThatThrownBy(
            () ->
                store.database.execute(
                    tx -> {
                      tx.update("insert into claim (name, holder, until) values ('a', '', 0)");
                      tx.update("insert into nowhere values (1)");
                    }))
        .isInstanceOf(dev.gatehand.journal.StoreUnavailable.class);
    assertThat(names()).isZero();
  }

  private long names() {
    return store.database.read(
        tx -> tx.one("select count(*) from claim", row -> row.getLong(1)).orElseThrow());
  }
}
