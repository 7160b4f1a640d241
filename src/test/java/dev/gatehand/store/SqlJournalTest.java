package dev.gatehand.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehand.forge.CommentRef;
import dev.gatehand.gate.AskId;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Inbox.Message;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.Lease;
import dev.gatehand.journal.LeaseLost;
import dev.gatehand.journal.TaskState;
import dev.gatehand.task.TaskStore.AskState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
class SqlJournalTest {
  private final OpenStore store;

  SqlJournalTest(Dialect dialect, @TempDir Path folder) {
    store = OpenStore.on(dialect, folder);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void events_come_back_whole_in_their_order_with_their_time() {
    var lease = store.running(Samples.TASK);
    store.pass(Duration.ofSeconds(1));
    var events = List.of(Samples.events().get(2), Samples.events().get(3), Samples.events().get(6));
    store.journal.append(lease, events);

    assertThat(store.journal.read(Samples.TASK, 2))
        .isEqualTo(
            List.of(
                new Journal.Entry(3, store.instant(), events.get(0)),
                new Journal.Entry(4, store.instant(), events.get(1)),
                new Journal.Entry(5, store.instant(), events.get(2))));
    assertThat(store.journal.read(Samples.TASK, 0))
        .extracting(Journal.Entry::event)
        .startsWith(new Event.Opened(Samples.request(Samples.TASK)), new Event.TakenUp("node-1"));
    assertThat(store.journal.read(Samples.OTHER, 0)).isEmpty();
  }

  @Test
  void a_node_that_lost_its_lease_writes_nothing() {
    var old = store.running(Samples.TASK);
    var current = store.tasks.take(Samples.TASK, "node-2").orElseThrow();

    assertThatThrownBy(() -> store.journal.append(old, new Event.Parked("late")))
        .isInstanceOf(LeaseLost.class);
    store.journal.append(current, new Event.Parked("now"));

    assertThat(store.journal.read(Samples.TASK, 2))
        .extracting(Journal.Entry::event)
        .isEqualTo(List.of(new Event.Parked("now")));
  }

  @Test
  void of_several_events_all_are_kept_or_none() {
    var lease = store.running(Samples.TASK);
    var events =
        List.<Event>of(
            new Event.Parked("x"), new Event.Answered(Samples.ASK, 1, 1, true, Samples.BOB, ""));

    assertThatThrownBy(() -> store.journal.append(lease, events))
        .hasMessageContaining("K7QF-2M of t-4k7q2m9x is not open");

    assertThat(store.journal.read(Samples.TASK, 2)).isEmpty();
    assertThat(state()).isEqualTo(TaskState.PREPARING);
  }

  @Test
  void nodes_that_race_for_a_task_leave_one_line_of_events() throws Exception {
    store.tasks.open(Samples.TASK, Samples.request(Samples.TASK));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var runs = new ArrayList<Callable<Long>>();
      for (int i = 0; i < 40; i++) {
        runs.add(this::takeAndWriteUntilLost);
      }
      for (Future<Long> run : threads.invokeAll(runs)) {
        assertThat(run.get()).isPositive();
      }
    }
    var entries = store.journal.read(Samples.TASK, 0);
    assertThat(entries).hasSizeGreaterThan(1);
    for (int i = 0; i < entries.size(); i++) {
      assertThat(entries.get(i).seq()).isEqualTo(i + 1);
    }
    assertThat(epochs()).isSorted();
  }

  private long takeAndWriteUntilLost() {
    var lease = store.tasks.take(Samples.TASK, "node").orElseThrow();
    try {
      for (int i = 0; i < 5; i++) {
        store.journal.append(lease, new Event.Parked("by " + lease.epoch()));
      }
    } catch (LeaseLost e) {
      return lease.epoch();
    }
    return lease.epoch();
  }

  private List<Long> epochs() {
    return store.database.read(
        tx ->
            tx.list(
                "select epoch from journal where task = ? order by seq",
                row -> row.getLong(1),
                Samples.TASK.value()));
  }

  @Test
  void the_state_of_the_task_follows_its_events() {
    store.tasks.open(Samples.TASK, Samples.request(Samples.TASK));
    var seen = new ArrayList<TaskState>();
    seen.add(state());
    var lease = store.tasks.take(Samples.TASK, "a").orElseThrow();
    List<Event> events =
        List.of(
            new Event.TakenUp("a"),
            Samples.events().get(2),
            new Event.Parked("waits for K7QF-2M"),
            new Event.TakenUp("b"),
            new Event.Finished("c", "done", Samples.TREE),
            new Event.Parked("waits"),
            new Event.TakenUp("c"),
            new Event.Checked(Samples.TREE, List.of(), true),
            new Event.Ended(TaskState.FAILED, "out of budget"));
    for (Event event : events) {
      store.journal.append(lease, event);
      seen.add(state());
    }
    assertThat(seen)
        .containsExactly(
            TaskState.QUEUED,
            TaskState.PREPARING,
            TaskState.RUNNING,
            TaskState.PARKED,
            TaskState.RUNNING,
            TaskState.PUBLISHING,
            TaskState.PARKED,
            TaskState.PUBLISHING,
            TaskState.RUNNING,
            TaskState.FAILED);
    assertThat(store.tasks.find(Samples.TASK).orElseThrow().why()).isEqualTo("out of budget");
  }

  @Test
  void an_ask_goes_from_open_to_approved_to_used() {
    var lease = store.running(Samples.TASK);
    store.journal.append(lease, new Event.Asked(Samples.ask(Samples.ASK)));
    store.journal.append(lease, new Event.AskPosted(Samples.ASK, 77));
    assertThat(ask()).isEqualTo("OPEN 77 ");
    store.journal.append(lease, new Event.Answered(Samples.ASK, 0, 99, true, Samples.BOB, ""));
    assertThat(ask()).isEqualTo("APPROVED 77 bob");
    var started = new Event.Started("call-1", "f".repeat(64), Samples.ASK.value());
    store.journal.append(lease, started);
    assertThat(ask()).isEqualTo("USED 77 bob");
    store.journal.append(lease, started);
    assertThat(ask()).isEqualTo("USED 77 bob");
  }

  @Test
  void a_step_cannot_begin_with_an_ask_that_is_not_approved() {
    var lease = store.running(Samples.TASK);
    var started = new Event.Started("call-1", "f".repeat(64), Samples.ASK.value());
    store.journal.append(lease, new Event.Asked(Samples.ask(Samples.ASK)));
    assertThatThrownBy(() -> store.journal.append(lease, started))
        .hasMessageContaining("is not approved");
    store.journal.append(lease, new Event.Answered(Samples.ASK, 0, 99, false, Samples.BOB, "no"));
    assertThatThrownBy(() -> store.journal.append(lease, started))
        .hasMessageContaining("is not approved");
    assertThat(ask()).isEqualTo("DENIED 0 bob");
  }

  @Test
  void a_grant_of_another_task_starts_nothing() {
    var mine = store.running(Samples.TASK);
    store.journal.append(mine, new Event.Asked(Samples.ask(Samples.ASK)));
    store.journal.append(mine, new Event.Answered(Samples.ASK, 0, 99, true, Samples.BOB, ""));
    store.tasks.open(
        Samples.OTHER, Samples.request(new dev.gatehand.forge.ThreadRef(Samples.REPO, 8), 43));
    var other = store.tasks.take(Samples.OTHER, "n").orElseThrow();
    var started = new Event.Started("call-1", "f".repeat(64), Samples.ASK.value());
    assertThatThrownBy(() -> store.journal.append(other, started))
        .hasMessageContaining("K7QF-2M of t-9z8y7x6w is not approved");
  }

  @Test
  void an_ask_that_expired_or_was_voided_or_outlived_its_task_is_closed() {
    var lease = store.running(Samples.TASK);
    var second = new AskId("AAAA-22");
    var third = new AskId("BBBB-33");
    for (AskId id : List.of(Samples.ASK, second, third)) {
      store.journal.append(lease, new Event.Asked(Samples.ask(id)));
    }
    store.journal.append(lease, new Event.AskClosed(Samples.ASK, 0, Event.Closing.EXPIRED, "late"));
    store.journal.append(
        lease, new Event.AskClosed(second, 0, Event.Closing.VOID, "policy changed"));
    assertThat(store.tasks.openAsks(Samples.TASK))
        .extracting(a -> a.ask().id())
        .containsExactly(third);
    store.journal.append(lease, new Event.Ended(TaskState.STOPPED, "by alice"));
    assertThat(
            List.of(Samples.ASK, second, third).stream()
                .map(id -> store.tasks.ask(id).orElseThrow().state()))
        .containsExactly(AskState.EXPIRED, AskState.VOID, AskState.VOID);
  }

  @Test
  void an_event_that_carries_a_message_takes_it_from_the_inbox() {
    var lease = store.running(Samples.TASK);
    store.journal.append(lease, new Event.Asked(Samples.ask(Samples.ASK)));
    store.inbox.put(Samples.TASK, new Message.Approved(Samples.ASK, Samples.BOB, Samples.COMMENT));
    store.inbox.put(Samples.TASK, new Message.Steered(Samples.BOB, said(1), "left", ""));
    store.inbox.put(Samples.TASK, new Message.Steered(Samples.BOB, said(2), "right", ""));
    var ids = store.inbox.unread(Samples.TASK).stream().map(m -> m.id()).toList();

    store.journal.append(
        lease, new Event.Answered(Samples.ASK, ids.get(0), 99, true, Samples.BOB, ""));
    store.journal.append(lease, new Event.Steered(ids.get(1), Samples.BOB, "left", ""));

    assertThat(store.inbox.unread(Samples.TASK))
        .extracting(m -> m.id())
        .containsExactly(ids.get(2));
    store.journal.append(lease, new Event.Ended(TaskState.DONE, ""));
    assertThat(store.inbox.unread(Samples.TASK)).isEmpty();
  }

  @Test
  void what_happened_can_be_neither_changed_nor_deleted() {
    store.running(Samples.TASK);
    for (var sql : List.of("update journal set data = '{}'", "delete from journal where seq = 1")) {
      assertThatThrownBy(() -> store.database.execute(tx -> tx.update(sql)))
          .hasMessageContaining("append-only");
    }
    assertThat(store.journal.read(Samples.TASK, 0)).hasSize(2);
  }

  private static CommentRef said(long id) {
    return new CommentRef(Samples.THREAD, id);
  }

  private TaskState state() {
    return store.tasks.find(Samples.TASK).orElseThrow().state();
  }

  private String ask() {
    var view = store.tasks.ask(Samples.ASK).orElseThrow();
    assertThat(view.ask()).isEqualTo(Samples.ask(Samples.ASK));
    return "%s %d %s".formatted(view.state(), view.commentId(), view.by());
  }

  @Test
  void an_interrupt_does_not_leave_a_write_in_doubt() {
    Lease lease = store.running(Samples.TASK);
    Thread.currentThread().interrupt();
    store.journal.append(lease, new Event.Parked("kept"));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(store.journal.read(Samples.TASK, 2)).hasSize(1);
  }
}
