package dev.gatehand;

import static org.awaitility.Awaitility.await;

import dev.gatehand.forge.Account;
import dev.gatehand.forge.Comment;
import dev.gatehand.forge.FileDiff;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskState;
import dev.gatehand.model.Model;
import dev.gatehand.store.Database;
import dev.gatehand.task.Caps;
import dev.gatehand.task.TaskStore.TaskView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A whole house with a model of the test's choice: one that is asked over real HTTP. */
public final class ModelHouse implements AutoCloseable {
  private final Assembly assembly;

  /** {@code changes}: what is written otherwise in the shipped policy. */
  public ModelHouse(Path data, Model model, Map<String, String> changes)
      throws InterruptedException {
    assembly =
        new Assembly(
            new Assembly.Parts(
                data,
                new Host.Choice.Embedded(data.resolve("repositories")),
                Database.in(data),
                ShippedPolicy.with(changes),
                _ -> Optional.empty(),
                model,
                "http://127.0.0.1:8180",
                "node-1",
                Caps.USUAL,
                InstantSource.system(),
                Seams.NONE));
    DemoHouse.furnish(assembly);
    assembly.start();
  }

  public void says(String login, String body) {
    assembly.embedded().comment(TestHouse.ISSUE, login, body);
  }

  public TaskView task() {
    return assembly.store().latestOn(TestHouse.ISSUE).orElseThrow();
  }

  public List<Journal.Entry> journal() {
    return assembly.journal().read(task().id(), 0);
  }

  public TaskHistory ended(Duration patience) {
    await().atMost(patience).until(() -> task().state().ended());
    return TaskHistory.of(journal());
  }

  public TaskState state() {
    return task().state();
  }

  /** What Gatehand said on the issue, oldest first. */
  public List<String> ownWords() {
    return assembly.embedded().thread(TestHouse.ISSUE).comments().stream()
        .filter(comment -> comment.author().kind() == Account.Kind.BOT)
        .map(Comment::body)
        .toList();
  }

  public String pullRequest(TaskHistory history) {
    int number = history.published().orElseThrow().pullRequest();
    return assembly.embedded().thread(new ThreadRef(TestHouse.SAMPLE, number)).body();
  }

  public List<String> changedFiles(TaskHistory history) {
    int number = history.published().orElseThrow().pullRequest();
    return assembly.embedded().diff(new ThreadRef(TestHouse.SAMPLE, number)).stream()
        .map(FileDiff::path)
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    assembly.close();
  }
}
