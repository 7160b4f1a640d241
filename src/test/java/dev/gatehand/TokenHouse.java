package dev.gatehand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehand.cli.JobPrompts;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.github.Endpoint;
import dev.gatehand.github.GitHubSettings;
import dev.gatehand.github.GitHubSettings.Credential;
import dev.gatehand.github.GitHubSettings.Hearing;
import dev.gatehand.github.Secret;
import dev.gatehand.journal.TaskState;
import dev.gatehand.llm.ScriptedModel;
import dev.gatehand.loopback.GitHubLoopback;
import dev.gatehand.store.Database;
import dev.gatehand.store.SqlArrivals;
import dev.gatehand.task.Caps;
import dev.gatehand.task.TaskStore.TaskView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * The service behind a router that nothing gets through: it has a token of somebody, and looks by
 * itself.
 */
public final class TokenHouse implements AutoCloseable {
  private final Path data;
  private final GitHubSettings settings;
  private Assembly assembly;

  private TokenHouse(Path data, GitHubSettings settings) {
    this.data = data;
    this.settings = settings;
    this.assembly = assemble();
  }

  public static TokenHouse open(
      Path data, GitHubLoopback site, String token, RepoRef... repositories) {
    GitHubSettings settings =
        new GitHubSettings(
            Endpoint.of(site.endpoint().toString()),
            new Credential.Token(new Secret(token)),
            Optional.empty(),
            List.of(repositories),
            new Hearing(
                Hearing.How.POLLING, Optional.empty(), Duration.ofMillis(500), Duration.ofDays(3)));
    TokenHouse house = new TokenHouse(data, settings);
    house.assembly.start();
    return house;
  }

  public void stop() {
    assembly.close();
  }

  public void startAgain() {
    assembly = assemble();
    assembly.start();
  }

  public int tasks() {
    return assembly.store().latest(1_000).size();
  }

  /** Waits until the last task of a thread has ended so, sweeping as the ticker would. */
  public void until(ThreadRef thread, TaskState state) {
    await()
        .atMost(TestHouse.PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              assembly.sweep();
              Optional<TaskView> task = assembly.store().latestOn(thread);
              boolean wrong =
                  task.filter(it -> it.state().ended() && it.state() != state).isPresent();
              assertThat(wrong).as("%s", task.map(TaskView::why).orElse("")).isFalse();
              return task.filter(it -> it.state() == state).isPresent();
            });
  }

  /** Waits until something is said, sweeping as the ticker would. */
  public void untilWords(Callable<Boolean> said) {
    await()
        .atMost(TestHouse.PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              assembly.sweep();
              return said.call();
            });
  }

  /** How much of what GitHub told was not looked at yet. */
  public long waiting() {
    return new SqlArrivals(assembly.database(), InstantSource.system()).count();
  }

  private Assembly assemble() {
    try {
      return new Assembly(
          new Assembly.Parts(
              data,
              new Host.Choice.GitHub(settings),
              Database.in(data),
              ShippedPolicy.with(TestHouse.QUICK),
              name -> JobPrompts.shipped().find(name),
              ScriptedModel.fromClassPath("scripts/readme.jsonl"),
              "http://127.0.0.1:8180",
              "node-1",
              Caps.USUAL,
              InstantSource.system(),
              Seams.NONE));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    assembly.close();
  }
}
