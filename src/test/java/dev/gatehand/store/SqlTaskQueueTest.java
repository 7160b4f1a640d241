package dev.gatehand.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.gatehand.gate.TaskId;
import dev.gatehand.task.Caps;
import dev.gatehand.task.TaskQueue.Next;
import dev.gatehand.task.TaskQueue.Slice;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Dialect.class)
class SqlTaskQueueTest {
  private static final Next REST = new Next.Rest();
  private static final Caps CAPS = new Caps(4, 4, 4, Duration.ZERO);
  private final Dialect dialect;
  private final OpenStore store;
  private final List<SqlTaskQueue> queues = new ArrayList<>();

  SqlTaskQueueTest(Dialect dialect, @TempDir Path folder) {
    this.dialect = dialect;
    store = OpenStore.on(dialect, folder);
  }

  @AfterEach
  void close() {
    queues.forEach(SqlTaskQueue::stop);
    store.close();
  }

  private SqlTaskQueue queue(String node) {
    var queue = new SqlTaskQueue(store.database, node, CAPS, InstantSource.system());
    queues.add(queue);
    return queue;
  }

  @Test
  void a_submitted_task_runs_on_a_virtual_thread_and_leaves_no_row_when_it_rests()
      throws InterruptedException {
    var queue = queue("a");
    BlockingQueue<Boolean> virtual = new LinkedBlockingQueue<>();
    queue.start(
        task -> {
          virtual.add(Thread.currentThread().isVirtual());
          return REST;
        });
    queue.submit(Samples.TASK);
    assertThat(virtual.poll(5, SECONDS)).isTrue();
    await().until(() -> rows() == 0);
  }

  @Test
  void what_was_submitted_before_the_start_waits_for_it_and_twice_is_once()
      throws InterruptedException {
    var queue = queue("a");
    queue.submit(Samples.TASK);
    queue.submit(Samples.TASK);
    queue.submit(Samples.OTHER);
    BlockingQueue<TaskId> ran = new LinkedBlockingQueue<>();
    queue.start(
        task -> {
          ran.add(task);
          return REST;
        });
    await().until(() -> rows() == 0);
    assertThat(ran).containsExactlyInAnyOrder(Samples.TASK, Samples.OTHER);
  }

  @Test
  void a_task_submitted_while_it_runs_runs_once_more_but_never_beside_itself() throws Exception {
    var queue = queue("a");
    var begun = new Semaphore(0);
    var go = new Semaphore(0);
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    queue.start(
        task -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          begun.release();
          go.acquire();
          inside.decrementAndGet();
          return REST;
        });
    queue.submit(Samples.TASK);
    assertThat(begun.tryAcquire(5, SECONDS)).isTrue();
    queue.submit(Samples.TASK);
    queue.submit(Samples.TASK);
    go.release();
    assertThat(begun.tryAcquire(5, SECONDS)).isTrue();
    go.release();
    await().until(() -> rows() == 0);
    assertThat(begun.availablePermits()).isZero();
    assertThat(most).hasValue(1);
  }

  @Test
  void no_submission_is_lost_however_it_falls_into_the_end_of_a_slice() throws Exception {
    var queue = queue("a");
    var asked = new ConcurrentHashMap<TaskId, AtomicInteger>();
    var seen = new ConcurrentHashMap<TaskId, Integer>();
    queue.start(
        task -> {
          seen.put(task, Objects.requireNonNull(asked.get(task)).get());
          return REST;
        });
    var tasks = List.of(Samples.TASK, Samples.OTHER);
    var threads = new ArrayList<Thread>();
    for (TaskId task : tasks) {
      var submitted = new AtomicInteger();
      asked.put(task, submitted);
      threads.add(
          Thread.startVirtualThread(
              () -> {
                for (int i = 0; i < 150; i++) {
                  submitted.incrementAndGet();
                  queue.submit(task);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> rows() == 0);
    for (TaskId task : tasks) {
      assertThat(seen.get(task)).isEqualTo(150);
    }
  }

  @Test
  void a_task_that_wants_to_wait_comes_again_and_sooner_when_it_is_submitted() throws Exception {
    var queue = queue("a");
    BlockingQueue<Instant> ran = new LinkedBlockingQueue<>();
    var waits =
        new LinkedBlockingQueue<Duration>(List.of(Duration.ofMillis(50), Duration.ofHours(1)));
    queue.start(
        task -> {
          ran.add(Instant.now());
          var wait = waits.poll();
          return wait == null ? REST : new Next.Again(wait);
        });
    queue.submit(Samples.TASK);
    assertThat(ran.poll(5, SECONDS)).isNotNull();
    assertThat(ran.poll(5, SECONDS)).isNotNull();
    await().until(() -> count("select count(*) from scheduled_tasks where not picked") == 1);
    queue.submit(Samples.TASK);
    assertThat(ran.poll(5, SECONDS)).isNotNull();
    await().until(() -> rows() == 0);
  }

  @Test
  void a_slice_that_breaks_off_is_tried_again() throws Exception {
    var queue = queue("a");
    var runs = new AtomicInteger();
    queue.start(
        task -> {
          if (runs.incrementAndGet() == 1) {
            throw new IllegalStateException("a bug (this test's own)");
          }
          return REST;
        });
    queue.submit(Samples.TASK);
    await().atMost(Duration.ofSeconds(15)).until(() -> runs.get() == 2 && rows() == 0);
  }

  @Test
  void stop_interrupts_what_runs_and_the_next_start_goes_on_with_it() throws Exception {
    var first = queue("a");
    var begun = new CountDownLatch(1);
    first.start(
        task -> {
          begun.countDown();
          new CountDownLatch(1).await();
          return REST;
        });
    first.submit(Samples.TASK);
    assertThat(begun.await(5, SECONDS)).isTrue();

    Instant before = Instant.now();
    first.stop();
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(3));
    assertThat(count("select count(*) from scheduled_tasks where not picked")).isEqualTo(1);

    var second = queue("a");
    BlockingQueue<TaskId> ran = new LinkedBlockingQueue<>();
    second.start(
        task -> {
          ran.add(task);
          return REST;
        });
    assertThat(ran.poll(5, SECONDS)).isEqualTo(Samples.TASK);
  }

  @Test
  void what_this_node_had_picked_when_it_crashed_goes_on_at_its_next_start() throws Exception {
    picked("a", Instant.now());
    BlockingQueue<TaskId> ran = new LinkedBlockingQueue<>();
    Instant before = Instant.now();
    queue("a").start(collecting(ran));
    assertThat(ran.poll(5, SECONDS)).isEqualTo(Samples.TASK);
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void what_a_dead_node_had_picked_is_taken_over_by_another() throws Exception {
    assumeThat(dialect).as("a SQLite file has one node").isEqualTo(Dialect.POSTGRESQL);
    BlockingQueue<TaskId> ran = new LinkedBlockingQueue<>();
    queue("b").start(collecting(ran));
    picked("a", Instant.now());
    Instant before = Instant.now();
    assertThat(ran.poll(15, SECONDS)).isEqualTo(Samples.TASK);
    assertThat(Duration.between(before, Instant.now()))
        .isBetween(Duration.ofMillis(2900), Duration.ofSeconds(6));
  }

  @Test
  void tasks_beyond_the_slices_of_a_node_wait_in_line() throws Exception {
    var queue = queue("a");
    var inside = new AtomicInteger();
    var go = new Semaphore(0);
    queue.start(
        task -> {
          inside.incrementAndGet();
          go.acquire();
          return REST;
        });
    for (int i = 0; i < 6; i++) {
      queue.submit(new TaskId("t-0000000" + i));
    }
    await().until(() -> inside.get() == 4);
    go.release(2);
    await().until(() -> inside.get() == 6);
    go.release(4);
    await().until(() -> rows() == 0);
  }

  private static Slice collecting(BlockingQueue<TaskId> ran) {
    return task -> {
      ran.add(task);
      return REST;
    };
  }

  private void picked(String node, Instant heartbeat) {
    store.database.execute(
        tx ->
            tx.update(
                """
                insert into scheduled_tasks
                  (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat,
                   version, wanted)
                values ('task', ?, ?, true, ?, ?, 2, 1)
                """,
                Samples.TASK.value(),
                dialect.moment(heartbeat),
                node,
                dialect.moment(heartbeat)));
  }

  private long rows() {
    return count("select count(*) from scheduled_tasks");
  }

  private long count(String sql) {
    return store.database.read(tx -> tx.one(sql, row -> row.getLong(1)).orElseThrow());
  }
}
