package dev.gatehand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehand.CrashHouse.Between;
import dev.gatehand.CrashHouse.Place;
import dev.gatehand.forge.CommitLine;
import dev.gatehand.forge.ForgeUnavailable;
import dev.gatehand.forge.GitAccess;
import dev.gatehand.forge.Repository;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.GitId;
import dev.gatehand.gate.Permit;
import dev.gatehand.gate.TaskId;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskState;
import dev.gatehand.publish.CommitWriter;
import dev.gatehand.store.Writes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A push came through, its reply was lost, and somebody went on from it before the next try. */
class LostPushStoryTest {
  @TempDir private Path temporary;
  private final AtomicReference<@Nullable Runnable> afterPush = new AtomicReference<>();

  @Test
  void what_was_pushed_is_not_pushed_again_and_the_task_ends_well() throws Exception {
    Path data = TestHouse.dataIn(temporary);
    var seams =
        new Seams() {
          @Override
          public CommitWriter commits(CommitWriter real) {
            return new Losing(real);
          }
        };
    var between = new Between(seams, Writes.UNHEARD, UnaryOperator.identity());
    try (var house = new CrashHouse(new Place(data, "", "workflow.jsonl"), between)) {
      house.furnish();
      house.start();
      house.says(TestHouse.ISSUE, "alice", "/agent fix");
      parked(house, TestHouse.ISSUE);
      house.says(TestHouse.ISSUE, "bob", "/agent deny " + ask(house, TestHouse.ISSUE) + " not yet");
      ThreadRef pull =
          new ThreadRef(
              TestHouse.SAMPLE,
              done(house, TestHouse.ISSUE).published().orElseThrow().pullRequest());
      String branch = house.site().pullRequest(pull).orElseThrow().headBranch();
      Path repository = data.resolve("repositories").resolve(TestHouse.SAMPLE + ".git");
      afterPush.set(() -> PersonsClone.push(repository, "dave", branch, "DAVE.md", "Mine.\n"));

      house.says(pull, "alice", "/agent fix");
      parked(house, pull);
      var open = house.store().openAsks(house.store().latestOn(pull).orElseThrow().id());
      house.says(pull, "bob", TestHouse.yes(open.getFirst()));
      TaskHistory history = done(house, pull);

      assertThat(history.rebased()).isZero();
      assertThat(house.site().commits(pull))
          .extracting(CommitLine::subject)
          .endsWith("Change DAVE.md")
          .hasSize(3);
    }
  }

  private static Object ask(CrashHouse house, ThreadRef thread) {
    TaskId task = house.store().latestOn(thread).orElseThrow().id();
    return house.store().openAsks(task).getFirst().ask().id();
  }

  private static void parked(CrashHouse house, ThreadRef thread) {
    state(house, thread, TaskState.PARKED);
  }

  private static TaskHistory done(CrashHouse house, ThreadRef thread) {
    state(house, thread, TaskState.DONE);
    TaskId task = house.store().latestOn(thread).orElseThrow().id();
    return TaskHistory.of(house.journal().read(task, 0));
  }

  private static void state(CrashHouse house, ThreadRef thread, TaskState wanted) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> {
              house.hurry();
              return house.store().latestOn(thread).filter(it -> it.state() == wanted).isPresent();
            });
  }

  /** Each push is made; the reply of one is lost. */
  private final class Losing implements CommitWriter {
    private final CommitWriter real;

    Losing(CommitWriter real) {
      this.real = real;
    }

    @Override
    public void push(Permit permit, Repository repository, GitAccess access) {
      real.push(permit, repository, access);
      Runnable then = afterPush.getAndSet(null);
      if (then != null) {
        then.run();
        throw new ForgeUnavailable("the line broke");
      }
    }

    @Override
    public GitId commit(
        TaskId task, Repository repository, GitId parent, GitId tree, String message, Instant at) {
      return real.commit(task, repository, parent, tree, message, at);
    }

    @Override
    public Optional<GitId> headOf(GitAccess access, String branch) {
      return real.headOf(access, branch);
    }

    @Override
    public boolean contains(Repository repository, GitId head, GitId commit) {
      return real.contains(repository, head, commit);
    }

    @Override
    public List<GitId> commits(Repository repository, GitId base, GitId head) {
      return real.commits(repository, base, head);
    }
  }
}
