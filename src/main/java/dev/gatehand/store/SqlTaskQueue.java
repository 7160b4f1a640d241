package dev.gatehand.store;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.StoreUnavailable;
import dev.gatehand.task.Caps;
import dev.gatehand.task.TaskQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue, on db-scheduler: one row for each task that waits or runs, none for one that is parked
 * or done. What runs next says {@link QueuePick}. A node that dies is noticed by its heartbeats
 * within three to five seconds; what it was still writing then is refused by the {@link Fence}.
 */
public final class SqlTaskQueue implements TaskQueue {
  private static final Logger LOG = LoggerFactory.getLogger(SqlTaskQueue.class);
  private static final Duration HEARTBEAT = Duration.ofMillis(750);
  private static final Duration POLLING = Duration.ofSeconds(1);

  /** For what was interrupted to put itself back in line; what needs longer is left picked. */
  private static final Duration GRACE = Duration.ofSeconds(3);

  private static final int LONGEST_WAIT_SECONDS = 300;
  private final Database database;
  private final QueueRows rows;
  private final String node;
  private final Caps caps;
  private final InstantSource clock;
  private final AtomicReference<@Nullable Scheduler> scheduler = new AtomicReference<>();
  private final RunningSlices running = new RunningSlices();

  /**
   * @param node the name of this node: the same after a restart, and no other node's
   */
  public SqlTaskQueue(Database database, String node, Caps caps, InstantSource clock) {
    this.database = database;
    this.node = node;
    this.caps = caps;
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
    if (running.leaving() || !scheduler.compareAndSet(null, built)) {
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
            .onDeadExecution(this::takeOver)
            .execute((_, context) -> settlement(slice, context));
    return Scheduler.create(database.source(), task)
        .schedulerName(new SchedulerName.Fixed(node))
        .jdbcCustomization(new QueuePick(database, node, caps, running::leaving))
        .serializer(new NoPayload())
        .threads(caps.node())
        // Looks again whenever a thread gets free; it never fetches more than it has threads.
        .pollUsingLockAndFetch(1.0, 1.001)
        .pollingInterval(POLLING)
        .heartbeatInterval(HEARTBEAT)
        .missedHeartbeatsLimit(database.dialect().missedHeartbeats())
        .shutdownMaxWait(GRACE)
        .clock(clock::instant)
        .build();
  }

  /** What a dead node had goes on from its journal; its place in line is kept. */
  private void takeOver(ExecutionComplete complete, ExecutionOperations<Void> row) {
    var dead = complete.getExecution();
    LOG.info("{} does not say any more that it has {}; it goes on", dead.pickedBy, dead.getId());
    row.reschedule(complete, dead.executionTime);
    lookNow();
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
    return (_, _) -> insist(() -> settle(execution, wanted.getAsLong(), end));
  }

  /**
   * The store may take no writes for a while. Until it does the row stays ours, with heartbeats: a
   * row that nobody lets go of would wait until this node counts as dead.
   */
  private void insist(Runnable write) {
    while (true) {
      try {
        write.run();
        return;
      } catch (StoreUnavailable e) {
        LockSupport.parkNanos(POLLING.toNanos());
        if (leaving() || Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
    }
  }

  private void settle(Execution execution, long seen, RunningSlices.End end) {
    Instant now = clock.instant();
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
  public boolean leaving() {
    return running.leaving();
  }

  @Override
  public void stop() {
    running.leave(caps.drain());
    var started = scheduler.getAndSet(null);
    if (started != null) {
      started.stop();
    }
  }
}
