package dev.gatehand.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Inbox.Message;
import dev.gatehand.journal.TaskRequest;
import dev.gatehand.task.Caps;
import dev.gatehand.task.Line.Place;
import dev.gatehand.task.TaskQueue.Next;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Which task is next, as the database decides it. */
@ParameterizedClass
@EnumSource(Dialect.class)
class QueuePickTest {
  private final OpenStore store;
  private final List<SqlTaskQueue> queues = new ArrayList<>();
  private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
  private final Semaphore go = new Semaphore(0);
  private int comments;

  QueuePickTest(Dialect dialect, @TempDir Path folder) {
    store = OpenStore.on(dialect, folder);
  }

  @AfterEach
  void close() {
    go.release(1000);
    queues.forEach(SqlTaskQueue::stop);
    store.close();
  }

  @Test
  void a_repository_with_one_task_does_not_wait_behind_the_twenty_of_another() throws Exception {
    var queue = queue("a", new Caps(1, 1, 10, Duration.ZERO));
    for (int i = 0; i < 20; i++) {
      submit(queue, "big", "t-big000%02d".formatted(i));
    }
    submit(queue, "small", "t-small000");
    var place = new SqlLine(store.database, InstantSource.system()).places();
    assertThat(place).hasSize(21);
    assertThat(place.get(1)).isEqualTo(new Place(new TaskId("t-small000"), 0, 2, 0, ""));
    start(queue);
    assertThat(runs(3)).containsExactly("t-big00000", "t-small000", "t-big00001");
  }

  @Test
  void the_cap_of_a_repository_and_of_the_whole_hold_over_all_nodes() throws Exception {
    var caps = new Caps(4, 2, 3, Duration.ZERO);
    var one = queue("a", caps);
    // A SQLite file has one node: a second one would take what the first has picked for its own.
    var two = store.database.dialect() == Dialect.SQLITE ? one : queue("b", caps);
    for (int i = 0; i < 4; i++) {
      submit(one, "big", "t-big0000" + i);
      submit(two, "small", "t-small00" + i);
    }
    start(one);
    if (two != one) {
      start(two);
    }
    List<String> first = List.of(next(), next(), next());
    assertThat(first.stream().filter(task -> task.contains("big")).count()).isBetween(1L, 2L);
    assertThat(begun.poll(2, SECONDS)).as("three are as many as may run").isNull();
    assertThat(picked()).isEqualTo(3);
    // Six have to end before the last two may begin, should both be of one repository.
    go.release(6);
    for (int i = 0; i < 5; i++) {
      next();
    }
  }

  @Test
  void answers_go_before_new_work_and_new_work_before_maintenance() throws Exception {
    var queue = queue("a", new Caps(1, 9, 9, Duration.ZERO));
    open("other", "t-answered", TaskRequest.Origin.COMMENT);
    var lease = store.tasks.take(new TaskId("t-answered"), "a").orElseThrow();
    store.journal.append(lease, new Event.Asked(Samples.ask(Samples.ASK)));
    open("acme", "t-scheduled", TaskRequest.Origin.SCHEDULE);
    queue.submit(new TaskId("t-scheduled"));
    submit(queue, "acme", "t-new00000");
    submit(queue, "acme", "t-new00001");
    var answer = new Message.Approved(Samples.ASK, Samples.BOB, Samples.COMMENT);
    store.inbox.put(new TaskId("t-answered"), answer);
    queue.submit(new TaskId("t-answered"));
    start(queue);
    assertThat(runs(4)).containsExactly("t-answered", "t-new00000", "t-new00001", "t-scheduled");
  }

  @Test
  void what_was_begun_goes_before_what_was_not() throws Exception {
    var queue = queue("a", new Caps(1, 9, 9, Duration.ZERO));
    submit(queue, "acme", "t-new00000");
    open("acme", "t-begun000", TaskRequest.Origin.COMMENT);
    store.tasks.take(new TaskId("t-begun000"), "a");
    queue.submit(new TaskId("t-begun000"));
    start(queue);
    assertThat(runs(2)).containsExactly("t-begun000", "t-new00000");
  }

  @Test
  void a_step_that_runs_may_end_when_the_node_stops() throws Exception {
    var queue = queue("a", new Caps(1, 1, 1, Duration.ofSeconds(20)));
    submit(queue, "acme", "t-step0000");
    start(queue);
    next();
    Thread stop = Thread.startVirtualThread(queue::stop);
    await().until(queue::leaving);
    assertThat(stop.join(Duration.ofMillis(300))).as("it waits for the step").isFalse();
    go.release();
    assertThat(stop.join(Duration.ofSeconds(5))).isTrue();
    assertThat(picked()).isZero();
  }

  private SqlTaskQueue queue(String node, Caps caps) {
    var queue = new SqlTaskQueue(store.database, node, caps, InstantSource.system());
    queues.add(queue);
    return queue;
  }

  private void start(SqlTaskQueue queue) {
    queue.start(
        task -> {
          begun.add(task.value());
          go.acquire();
          return new Next.Rest();
        });
  }

  private void submit(SqlTaskQueue queue, String repository, String task) {
    open(repository, task, TaskRequest.Origin.COMMENT);
    queue.submit(new TaskId(task));
  }

  private void open(String repository, String task, TaskRequest.Origin origin) {
    comments++;
    var thread = new ThreadRef(new RepoRef("acme", repository), comments);
    assertThat(store.tasks.open(new TaskId(task), Samples.request(thread, comments, origin)))
        .isTrue();
  }

  private List<String> runs(int count) throws InterruptedException {
    List<String> order = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      order.add(next());
      go.release();
    }
    return order;
  }

  private String next() throws InterruptedException {
    String task = begun.poll(10, SECONDS);
    assertThat(task).as("one more begins").isNotNull();
    return task;
  }

  private long picked() {
    return store.database.read(
        tx ->
            tx.one("select count(*) from scheduled_tasks where picked", row -> row.getLong(1))
                .orElseThrow());
  }
}
