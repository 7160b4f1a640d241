package dev.gatehand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehand.forge.Comment;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Event.Parked.Cause;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskState;
import dev.gatehand.llm.ScriptedModel;
import dev.gatehand.model.Conversation;
import dev.gatehand.model.Model;
import dev.gatehand.model.ModelUnavailable;
import dev.gatehand.model.Reply;
import dev.gatehand.store.Database;
import dev.gatehand.task.Caps;
import dev.gatehand.task.TaskStore.TaskView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that does not answer: the task waits, longer each time, says so once, and goes on. */
class OutageStoryTest {
  private static final ThreadRef ISSUE = TestHouse.ISSUE;

  @TempDir private Path temporary;

  @Test
  void a_task_waits_longer_each_time_and_a_restart_changes_nothing_of_it() throws Exception {
    Path data = TestHouse.dataIn(temporary);
    var model = new Moody();
    Event.Parked second;
    try (var house = house(data, model, InstantSource.system())) {
      DemoHouse.furnish(house);
      house.start();
      house.embedded().comment(ISSUE, "alice", "/agent fix");
      await().atMost(Duration.ofSeconds(60)).until(() -> tries(house) == 1);
      assertThat(own(house)).as("what may be over in a moment is not told").hasSize(1);
      await().atMost(Duration.ofSeconds(60)).until(() -> tries(house) == 2 && due(house) > 0);
      second = delay(house);
      assertThat(second.cause()).isEqualTo(Cause.MODEL);
      assertThat(second.next() - latest(house).toEpochMilli()).isBetween(6_000L, 10_000L);
      assertThat(task(house).state()).isEqualTo(TaskState.PARKED);
      assertThat(own(house).getLast())
          .startsWith("**The model does not answer** (2 tries in ")
          .contains("nothing was approved or refused", "overloaded");
      assertThat(due(house)).isBetween(second.next() - 100, second.next() + 200);
    }
    try (var house = house(data, model, InstantSource.system())) {
      house.start();
      assertThat(due(house)).as("the next try").isBetween(second.next() - 100, second.next() + 200);
      assertThat(model.calls).isEqualTo(2);
    }
    model.up = true;
    var later = InstantSource.offset(InstantSource.system(), Duration.ofMinutes(1));
    try (var house = house(data, model, later)) {
      house.start();
      await().atMost(Duration.ofSeconds(60)).until(() -> task(house).state() == TaskState.DONE);
      assertThat(own(house)).as("one comment told all of it").hasSize(1);
      assertThat(history(house).delay()).isEmpty();
      assertThat(house.outages().all()).isEmpty();
    }
  }

  private static Assembly house(Path data, Model model, InstantSource clock) throws Exception {
    return new Assembly(
        new Assembly.Parts(
            data,
            new Host.Choice.Embedded(data.resolve("repositories")),
            Database.in(data),
            ShippedPolicy.with(TestHouse.QUICK),
            _ -> Optional.empty(),
            model,
            "http://127.0.0.1:8180",
            "node-1",
            Caps.USUAL,
            clock,
            Seams.NONE));
  }

  private static TaskView task(Assembly house) {
    return house.store().latestOn(ISSUE).orElseThrow();
  }

  private static TaskHistory history(Assembly house) {
    return TaskHistory.of(house.journal().read(task(house).id(), 0));
  }

  private static Event.Parked delay(Assembly house) {
    return history(house).delay().orElseThrow();
  }

  private static int tries(Assembly house) {
    return history(house).delay().map(Event.Parked::tries).orElse(0);
  }

  private static Instant latest(Assembly house) {
    return history(house).latest().orElseThrow();
  }

  private static long due(Assembly house) {
    return house
        .database()
        .read(
            tx ->
                tx.one(
                        "select execution_time from scheduled_tasks where not picked",
                        row -> row.getLong(1))
                    .orElse(0L));
  }

  private static List<String> own(Assembly house) {
    var self = house.forge().self();
    return house.embedded().thread(ISSUE).comments().stream()
        .filter(comment -> comment.author().is(self))
        .map(Comment::body)
        .toList();
  }

  /** Down until somebody says that it is up. */
  private static final class Moody implements Model {
    private final Model script = ScriptedModel.fromClassPath("scripts/notes.jsonl");
    private volatile boolean up;
    private volatile int calls;

    @Override
    public String name() {
      return script.name();
    }

    @Override
    public synchronized Reply reply(Conversation conversation) {
      calls++;
      if (!up) {
        throw new ModelUnavailable("the model is overloaded (529)", true);
      }
      return script.reply(conversation);
    }
  }
}
