package dev.gatehand.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.TaskState;
import dev.gatehand.task.Line.Place;
import dev.gatehand.task.TaskStore.TaskView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** One task of a thread is at work, the others wait for it. */
@ParameterizedClass
@EnumSource(Dialect.class)
class ThreadLineTest {
  private final OpenStore store;
  private final SqlLine line;

  ThreadLineTest(Dialect dialect, @TempDir Path folder) {
    store = OpenStore.on(dialect, folder);
    line = new SqlLine(store.database, store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void the_second_task_of_a_thread_waits_and_begins_when_the_first_has_ended() {
    assertThat(open(Samples.TASK, 1)).isTrue();
    assertThat(open(Samples.OTHER, 2)).isTrue();
    assertThat(active()).isEqualTo(Samples.TASK);
    assertThat(store.tasks.waitingOn(Samples.THREAD)).containsExactly(Samples.OTHER);
    assertThat(store.tasks.take(Samples.OTHER, "n")).as("it is not its turn").isEmpty();
    assertThat(store.tasks.unfinished()).containsExactly(Samples.TASK);

    end(Samples.TASK);
    assertThat(active()).isEqualTo(Samples.OTHER);
    assertThat(store.tasks.waitingOn(Samples.THREAD)).isEmpty();
    assertThat(queued()).containsExactly(Samples.OTHER.value());
    end(Samples.OTHER);
    assertThat(store.tasks.activeOn(Samples.THREAD)).isEmpty();
  }

  @Test
  void a_comment_has_one_task_ever_and_a_line_its_end() {
    assertThat(open(new TaskId("t-00000000"), 1)).isTrue();
    assertThat(open(Samples.OTHER, 1)).as("the same comment").isFalse();
    for (int i = 1; i <= 5; i++) {
      assertThat(open(new TaskId("t-0000000" + i), 10 + i)).isTrue();
    }
    assertThat(open(Samples.OTHER, 20)).as("the line is full").isFalse();
    assertThat(store.tasks.find(Samples.OTHER)).isEmpty();
    var twice = Samples.request(Samples.THREAD, 1);
    assertThat(store.tasks.openedBy(twice).map(TaskView::id)).contains(new TaskId("t-00000000"));
    assertThat(store.tasks.openedBy(Samples.request(Samples.THREAD, 20))).isEmpty();
  }

  @Test
  void people_are_told_the_place_on_the_thread() {
    open(Samples.TASK, 1);
    open(Samples.OTHER, 2);
    open(new TaskId("t-00000003"), 3);
    assertThat(line.places())
        .isEqualTo(
            List.of(
                new Place(Samples.OTHER, 1, 0, 0, ""),
                new Place(new TaskId("t-00000003"), 2, 0, 0, "")));
    line.told(Samples.OTHER, "1st in line on this thread");
    var place = line.placeOf(Samples.OTHER).orElseThrow();
    assertThat(place.told()).isEqualTo(place.words());
  }

  /** Whoever comes into the line just when the task at work ends must not wait for ever. */
  @Test
  void of_commands_that_fall_into_the_end_of_a_task_none_is_left_in_line() throws Exception {
    Set<TaskId> opened = new HashSet<>();
    open(Samples.TASK, 1);
    for (int round = 0; round < 30; round++) {
      TaskId current = active();
      var task = new TaskId("t-000000%02d".formatted(round));
      int comment = 100 + round;
      List<Callable<Boolean>> runs = new ArrayList<>();
      runs.add(() -> open(task, comment));
      runs.add(
          () -> {
            end(current);
            return true;
          });
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<Boolean> run : threads.invokeAll(runs)) {
          assertThat(run.get()).isTrue();
        }
      }
      opened.add(task);
      assertThat(active()).isEqualTo(task);
    }
    assertThat(opened).hasSize(30);
  }

  private TaskId active() {
    return store.tasks.activeOn(Samples.THREAD).orElseThrow().id();
  }

  private boolean open(TaskId task, long comment) {
    return store.tasks.open(task, Samples.request(new ThreadRef(Samples.REPO, 7), comment));
  }

  private void end(TaskId task) {
    var lease = store.tasks.take(task, "n").orElseThrow();
    store.journal.append(lease, new Event.Ended(TaskState.DONE, ""));
  }

  private List<String> queued() {
    return store.database.read(
        tx -> tx.list("select task_instance from scheduled_tasks", row -> row.getString(1)));
  }
}
