package dev.gatehand.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Inbox;
import dev.gatehand.journal.Inbox.Message;
import dev.gatehand.journal.LeaseLost;
import dev.gatehand.journal.Outbox.Writer;
import dev.gatehand.journal.TaskState;
import dev.gatehand.task.TaskStore.TaskView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
class SqlTaskStoreTest {
  private static final ThreadRef OTHER_THREAD = new ThreadRef(Samples.REPO, 8);
  private final OpenStore store;

  SqlTaskStoreTest(Dialect dialect, @TempDir Path folder) {
    store = OpenStore.on(dialect, folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void tasks_are_found_by_id_by_thread_and_by_age() {
    open(Samples.TASK, Samples.THREAD, 1);
    var first = store.tasks.find(Samples.TASK).orElseThrow();
    assertThat(first)
        .isEqualTo(
            new TaskView(
                Samples.TASK,
                dev.gatehand.journal.TaskRequest.Origin.COMMENT,
                dev.gatehand.journal.TaskRequest.Kind.FIX,
                "",
                Samples.THREAD,
                "Trailing field is lost",
                "alice",
                TaskState.QUEUED,
                "",
                0,
                store.instant(),
                store.instant()));
    store.pass(Duration.ofMinutes(1));
    open(Samples.OTHER, OTHER_THREAD, 2);
    var second = store.tasks.find(Samples.OTHER).orElseThrow();

    assertThat(store.tasks.latest(10)).isEqualTo(List.of(second, first));
    assertThat(store.tasks.latest(1)).isEqualTo(List.of(second));
    assertThat(store.tasks.latest(Samples.REPO, 10)).isEqualTo(List.of(second, first));
    assertThat(store.tasks.activeOn(Samples.THREAD)).contains(first);
    assertThat(store.tasks.latestOn(OTHER_THREAD)).contains(second);
    assertThat(store.tasks.latestOn(new ThreadRef(Samples.REPO, 9))).isEmpty();
  }

  @Test
  void each_take_raises_the_epoch_and_an_ended_task_is_not_taken() {
    open(Samples.TASK, Samples.THREAD, 1);
    assertThat(store.tasks.take(Samples.TASK, "a").orElseThrow().epoch()).isEqualTo(1);
    assertThat(store.tasks.take(Samples.TASK, "b").orElseThrow().epoch()).isEqualTo(2);
    assertThat(store.tasks.find(Samples.TASK).orElseThrow().epoch()).isEqualTo(2);
    end(Samples.TASK);
    assertThat(store.tasks.take(Samples.TASK, "c")).isEmpty();
    assertThat(store.tasks.take(Samples.OTHER, "c")).isEmpty();
  }

  @Test
  void after_a_crash_what_neither_rests_nor_ended_is_unfinished() {
    open(Samples.TASK, Samples.THREAD, 1);
    open(Samples.OTHER, OTHER_THREAD, 2);
    assertThat(store.tasks.unfinished()).containsExactlyInAnyOrder(Samples.TASK, Samples.OTHER);
    park(Samples.TASK);
    assertThat(store.tasks.unfinished()).containsExactly(Samples.OTHER);
    end(Samples.OTHER);
    assertThat(store.tasks.unfinished()).isEmpty();
  }

  @Test
  void a_comment_is_dealt_with_once() {
    var comment = new CommentRef(Samples.THREAD, 5);
    assertThat(store.tasks.isDealtWith(comment)).isFalse();
    assertThat(store.tasks.dealtWith(comment)).isTrue();
    assertThat(store.tasks.dealtWith(comment)).isFalse();
    assertThat(store.tasks.isDealtWith(comment)).isTrue();
    assertThat(store.tasks.isDealtWith(new CommentRef(OTHER_THREAD, 5))).isFalse();
  }

  @Test
  void an_answer_that_arrives_before_the_park_is_found_after_it() {
    var lease = store.running(Samples.TASK);
    store.journal.append(lease, new Event.Asked(Samples.ask(Samples.ASK)));
    assertThat(store.inbox.put(Samples.TASK, approval())).isTrue();
    assertThat(store.tasks.parkedWithMail()).isEmpty();
    store.journal.append(lease, new Event.Parked("waits for K7QF-2M"));
    assertThat(store.tasks.parkedWithMail()).containsExactly(Samples.TASK);
    assertThat(store.inbox.unread(Samples.TASK).getFirst().message()).isEqualTo(approval());
  }

  @Test
  void a_second_answer_to_an_ask_is_not_stored_also_not_at_the_same_time() throws Exception {
    var lease = store.running(Samples.TASK);
    store.journal.append(lease, new Event.Asked(Samples.ask(Samples.ASK)));
    var runs = new ArrayList<Callable<Boolean>>();
    for (int i = 0; i < 10; i++) {
      var yes = approval(100 + i);
      var no = new Message.Denied(Samples.ASK, Samples.ALICE, comment(200 + i), Samples.HOSTILE);
      runs.add(() -> store.inbox.put(Samples.TASK, yes));
      runs.add(() -> store.inbox.put(Samples.TASK, no));
    }
    int stored = 0;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Boolean> run : threads.invokeAll(runs)) {
        stored += run.get() ? 1 : 0;
      }
    }
    assertThat(stored).isEqualTo(1);
    assertThat(store.inbox.unread(Samples.TASK)).hasSize(1);
  }

  @Test
  void an_answer_that_was_dismissed_leaves_room_for_another_a_late_one_finds_none() {
    var lease = store.running(Samples.TASK);
    store.journal.append(lease, new Event.Asked(Samples.ask(Samples.ASK)));
    store.inbox.put(Samples.TASK, approval());
    long id = store.inbox.unread(Samples.TASK).getFirst().id();
    store.journal.append(lease, new Event.Dismissed(id, "edited"));
    assertThat(store.inbox.put(Samples.TASK, approval(100))).isTrue();
    store.journal.append(
        lease, new Event.AskClosed(Samples.ASK, id + 1, Event.Closing.EXPIRED, "late"));
    assertThat(store.inbox.put(Samples.TASK, approval(101))).isFalse();
    assertThat(store.inbox.put(Samples.OTHER, approval(102))).isFalse();
  }

  @Test
  void a_comment_that_is_delivered_again_is_stored_once_also_when_it_was_taken() {
    var lease = store.running(Samples.TASK);
    store.journal.append(lease, new Event.Asked(Samples.ask(Samples.ASK)));
    assertThat(store.inbox.knows(Samples.TASK, Samples.COMMENT)).isFalse();
    assertThat(store.inbox.put(Samples.TASK, approval())).isTrue();
    assertThat(store.inbox.put(Samples.TASK, approval())).isTrue();
    var steering = new Message.Steered(Samples.BOB, comment(100), "left", "");
    store.inbox.put(Samples.TASK, steering);
    store.inbox.put(Samples.TASK, steering);
    var stored = store.inbox.unread(Samples.TASK);
    assertThat(stored).extracting(Inbox.Stored::message).containsExactly(approval(), steering);

    long id = stored.getFirst().id();
    store.journal.append(lease, new Event.Answered(Samples.ASK, id, 99, true, Samples.BOB, ""));
    assertThat(store.inbox.put(Samples.TASK, approval())).isTrue();
    assertThat(store.inbox.knows(Samples.TASK, Samples.COMMENT)).isTrue();
    assertThat(store.inbox.unread(Samples.TASK))
        .extracting(Inbox.Stored::message)
        .containsExactly(steering);
  }

  @Test
  void open_asks_are_overdue_after_their_deadline() {
    var lease = store.running(Samples.TASK);
    var ask = Samples.ask(Samples.ASK);
    store.journal.append(lease, new Event.Asked(ask));
    assertThat(store.tasks.overdue(ask.deadline().minusSeconds(1))).isEmpty();
    assertThat(store.tasks.overdue(ask.deadline().plusSeconds(1)))
        .extracting(a -> a.ask())
        .containsExactly(ask);
  }

  @Test
  void a_dispatch_is_done_once_whoever_asks_again() {
    var old = new Writer.Running(store.running(Samples.TASK));
    assertThat(store.outbox.intend(old, "comment/1", "comment")).isEmpty();
    var current = new Writer.Running(store.tasks.take(Samples.TASK, "b").orElseThrow());
    assertThat(store.outbox.intend(current, "comment/1", "comment")).isEmpty();
    assertThatThrownBy(() -> store.outbox.done(old, "comment/1", "7"))
        .isInstanceOf(LeaseLost.class);
    store.outbox.done(current, "comment/1", "8");
    assertThat(store.outbox.intend(current, "comment/1", "comment")).isEqualTo(Optional.of("8"));
    assertThatThrownBy(() -> store.outbox.intend(old, "comment/2", "comment"))
        .isInstanceOf(LeaseLost.class);
  }

  @Test
  void the_service_dispatches_without_a_lease_but_not_what_nobody_intended() {
    var service = new Writer.Service();
    assertThat(store.outbox.intend(service, "help/5", "comment")).isEmpty();
    store.outbox.done(service, "help/5", "");
    assertThat(store.outbox.intend(service, "help/5", "comment")).contains("");
    assertThatThrownBy(() -> store.outbox.done(service, "help/6", "x"))
        .hasMessageContaining("nobody intended help/6");
  }

  private static Message approval() {
    return new Message.Approved(Samples.ASK, Samples.BOB, Samples.COMMENT);
  }

  private static Message approval(long comment) {
    return new Message.Approved(Samples.ASK, Samples.BOB, comment(comment));
  }

  private static CommentRef comment(long id) {
    return new CommentRef(Samples.THREAD, id);
  }

  private boolean open(TaskId task, ThreadRef thread, long comment) {
    return store.tasks.open(task, Samples.request(thread, comment));
  }

  private void park(TaskId task) {
    store.journal.append(store.tasks.take(task, "n").orElseThrow(), new Event.Parked("waits"));
  }

  private void end(TaskId task) {
    store.journal.append(
        store.tasks.take(task, "n").orElseThrow(), new Event.Ended(TaskState.DONE, ""));
  }
}
