package dev.gatehand;

import static org.awaitility.Awaitility.await;

import dev.gatehand.forge.ThreadRef;
import dev.gatehand.maintenance.JobBoard;
import dev.gatehand.store.SqlHostedRows;
import dev.gatehand.task.TaskStore.AskView;
import dev.gatehand.task.TaskStore.TaskView;
import dev.gatehand.text.Template;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** The maintenance jobs of a house, and what people do to what they open. */
public final class HouseJobs {
  /** The jobs of the tests, and a check that takes no time. */
  public static final Map<String, String> POLICY =
      Map.of(
          "checks: auto ",
          "checks: [\"test ! -e WRONG.md || grep -q mended WRONG.md\"] ",
          "\nmaintenance: []",
          "\n" + Template.resource("maintenance.yaml"));

  private final TestHouse house;
  private final Assembly assembly;
  private final Path repositories;
  private final InstantSource clock;

  HouseJobs(TestHouse house, Assembly assembly, Path repositories, InstantSource clock) {
    this.house = house;
    this.assembly = assembly;
    this.repositories = repositories;
    this.clock = clock;
  }

  /** Waits until the job has run this often, and its last run has ended. */
  public TaskView ranTimes(String job, int times) {
    await()
        .atMost(TestHouse.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              List<TaskView> runs = runs(job);
              return runs.size() == times
                  && runs.getFirst().state().ended()
                  && house.rests(runs.getFirst());
            });
    return runs(job).getFirst();
  }

  /** Newest first. */
  public List<TaskView> runs(String job) {
    return assembly.store().ofJob(TestHouse.SAMPLE, job, 1000);
  }

  /** What the pages have of the jobs. */
  public List<JobBoard.Line> lines() {
    return assembly.jobs().lines();
  }

  /** Waits until the task of a thread rests with another open ask. */
  public AskView nextAsk(ThreadRef thread, AskView before) {
    await()
        .atMost(TestHouse.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                assembly.store().openAsks(house.task(thread).id()).stream()
                    .anyMatch(ask -> !ask.ask().id().equals(before.ask().id())));
    return house.parkedWithAsk(thread);
  }

  /** Somebody with write access edits a pull request's title and text. */
  public void rewritesPullRequest(ThreadRef pullRequest, String title, String body) {
    new SqlHostedRows(assembly.database()).rewrite(pullRequest, title, body, clock.instant());
  }

  /** A person's commit on a branch, as they push it with git. */
  public void pushes(String login, String branch, String path, String content) {
    PersonsClone.push(
        repositories.resolve(TestHouse.SAMPLE + ".git"), login, branch, path, content);
  }
}
