package dev.gatehand.store;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.gatehand.gate.TaskId;
import dev.gatehand.task.TaskQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue, on db-scheduler: one row for each task that waits or runs, none for one that is parked
 * or done. A node that dies is noticed by its heartbeats within four to seven seconds; what it was
 * still writing then is refused by the {@link Fence}.
 */
public final class SqlTaskQueue implements TaskQueue {
  private static final Logger LOG = LoggerFactory.getLogger(SqlTaskQueue.class);
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final int MISSED_BEFORE_DEAD = 4;
  private static final Duration POLLING = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int LONGEST_WAIT_SECONDS = 300;
  private final Database database;
  private final QueueRows rows;
  private final String node;
  private final int slices;
  private final InstantSource clock;
  private final AtomicReference<@Nullable Scheduler> scheduler = new AtomicReference<>();
  private final RunningSlices running = new RunningSlices();

  /**
   * @param node the name of this node: the same after a restart, and no other node's
   * @param slices how many tasks run on this node at a time
   */
  public SqlTaskQueue(Database database, String node, int slices, InstantSource clock) {
    this.database = database;
    this.node = node;
    this.slices = slices;
    this.clock = clock;
    rows = new QueueRows(database);
  }

  @Override
  public void submit(TaskId task) {
    rows.submit(task, clock.instant());
    lookNow();
  }

  @Override
  public void start(Slice slice) {
    int reclaimed = rows.reclaim(node, clock.instant());
    if (reclaimed > 0) {
      LOG.info("{} tasks were running when {} last ended; they go on", reclaimed, node);
    }
    var built = build(slice);
    if (running.stopped() || !scheduler.compareAndSet(null, built)) {
      throw new IllegalStateException("a queue is started once");
    }
    built.start();
  }

  private Scheduler build(Slice slice) {
    var task =
        Tasks.custom(QueueRows.NAME, Void.class)
            // Only the database, or a slice that does not end, can fail here. The row stays picked,
            // without heartbeats, and goes on as that of a node that died.
            .onFailure((_, _) -> {})
            .execute((_, context) -> settlement(slice, context));
    return Scheduler.create(database.source(), task)
        .schedulerName(new SchedulerName.Fixed(node))
        .jdbcCustomization(database.dialect().scheduling())
        .serializer(new NoPayload())
        .threads(slices)
        .pollingInterval(POLLING)
        .heartbeatInterval(HEARTBEAT)
        .missedHeartbeatsLimit(MISSED_BEFORE_DEAD)
        .shutdownMaxWait(GRACE)
        .clock(clock::instant)
        .build();
  }

  /** Runs a slice, on one of db-scheduler's own platform threads, and says what to do then. */
  private CompletionHandler<Void> settlement(Slice slice, ExecutionContext context) {
    var execution = context.getExecution();
    var wanted = rows.wanted(execution);
    if (wanted.isEmpty()) {
      return (_, _) -> LOG.info("another node has {} now", execution.getId());
    }
    var health = context.getCurrentlyExecuting().getHeartbeatState();
    var end = running.run(new TaskId(execution.getId()), slice, health::getFractionDead);
    return (_, _) -> {
      Instant now = clock.instant();
      long seen = wanted.getAsLong();
      switch (end) {
        case RunningSlices.End.Said(Next.Rest _) -> {
          if (!rows.rest(execution, seen)) {
            rows.again(execution, seen, now, now, 0);
          }
        }
        case RunningSlices.End.Said(Next.Again(Duration after)) ->
            rows.again(execution, seen, now.plus(after), now, 0);
        case RunningSlices.End.Interrupted _ -> rows.again(execution, seen, now, now, 0);
        case RunningSlices.End.Broken(Throwable cause) -> {
          int failures = execution.consecutiveFailures + 1;
          LOG.error(
              "the slice of {} broke off ({} times in a row)", execution.getId(), failures, cause);
          rows.again(execution, seen, now.plus(backOff(failures)), now, failures);
        }
      }
      lookNow();
    };
  }

  private static Duration backOff(int failures) {
    return Duration.ofSeconds(Math.min(LONGEST_WAIT_SECONDS, 1L << Math.min(failures, 9)));
  }

  private void lookNow() {
    var started = scheduler.get();
    if (started != null) {
      started.triggerCheckForDueExecutions();
    }
  }

  @Override
  public void stop() {
    running.stop();
    var started = scheduler.getAndSet(null);
    if (started != null) {
      started.stop();
    }
  }
}
