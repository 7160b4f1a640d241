package dev.gatehand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehand.cli.JobPrompts;
import dev.gatehand.embedded.EmbeddedSite;
import dev.gatehand.forge.Account;
import dev.gatehand.forge.CommentRef;
import dev.gatehand.forge.FileDiff;
import dev.gatehand.forge.HostedRows;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskState;
import dev.gatehand.llm.ScriptedModel;
import dev.gatehand.policy.Policy;
import dev.gatehand.policy.Role;
import dev.gatehand.store.Database;
import dev.gatehand.store.SqlHostedRows;
import dev.gatehand.task.Caps;
import dev.gatehand.task.TaskStore.AskView;
import dev.gatehand.task.TaskStore.TaskView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The whole service without its pages: the real store, sandbox, git, forge and queue in a folder of
 * its own, with the demo's repository and people. Only the model is scripted, as in the demo.
 */
public final class TestHouse extends HouseTalk implements AutoCloseable {
  public static final RepoRef SAMPLE = new RepoRef("demo", "csvline");
  public static final ThreadRef ISSUE = new ThreadRef(SAMPLE, 1);

  /** The sample's own check takes seconds; where a story is not about it, this one is run. */
  public static final Map<String, String> QUICK =
      Map.of("checks: auto ", "checks: [\"test -f README.md\"] ");

  /** Two busy cores run everything else as well: patience is cheap, a test that gives up is not. */
  static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path data;
  private final String script;
  private final Policy policy;
  private final Optional<JudgeModels> judge;
  private InstantSource clock;
  private Assembly assembly;

  TestHouse(
      Path data,
      String script,
      Map<String, String> changes,
      Optional<JudgeModels> judge,
      InstantSource clock) {
    this.data = data;
    this.script = script;
    this.policy = ShippedPolicy.with(changes);
    this.judge = judge;
    this.clock = clock;
    this.assembly = assemble();
  }

  /**
   * A house whose queue runs.
   *
   * @param script below {@code scripts/} on the class path
   * @param changes what is written otherwise in the shipped policy: old text to new
   */
  public static TestHouse open(Path data, String script, Map<String, String> changes) {
    return openAt(data, script, changes, InstantSource.system());
  }

  /** The same, at another time. */
  public static TestHouse openAt(
      Path data, String script, Map<String, String> changes, InstantSource clock) {
    return new TestHouse(data, script, changes, Optional.empty(), clock).furnished();
  }

  TestHouse furnished() {
    DemoHouse.furnish(assembly);
    begin();
    return this;
  }

  Assembly assembly() {
    return assembly;
  }

  /** As after a deployment: the same data, another process's worth of objects. */
  public void restart() {
    restartWithoutQueue();
    begin();
  }

  /** Comments are heard, but no task moves until {@link #begin}. */
  public void restartWithoutQueue() {
    assembly.close();
    assembly = assemble();
  }

  /** A restart after a while. */
  public void restartLater(Duration after) {
    clock = InstantSource.offset(clock, after);
    restart();
  }

  public void begin() {
    assembly.start();
  }

  public void sweep() {
    assembly.sweep();
  }

  @Override
  public EmbeddedSite site() {
    return assembly.embedded();
  }

  public CommentRef says(String login, String body) {
    return says(ISSUE, login, body);
  }

  public CommentRef says(ThreadRef thread, String login, String body) {
    return site().comment(thread, login, body);
  }

  /** A comment that is stored, when the process ends before it could be heard. */
  public CommentRef writesUnheard(String login, String body) {
    var rows = new SqlHostedRows(assembly.database());
    Account author = rows.account(login, Account.Kind.PERSON);
    return rows.comment(ISSUE, author, body, clock.instant(), HostedRows.Audience.GATEHAND);
  }

  /** Words under Gatehand's own account. */
  public CommentRef saysItself(String body) {
    return assembly.forge().comment(ISSUE, body);
  }

  public void admit(String login, Role role) {
    site().admit(SAMPLE, login, role);
  }

  public TaskView task() {
    return task(ISSUE);
  }

  public boolean isIdle() {
    return assembly.store().latestOn(ISSUE).isEmpty();
  }

  public TaskView task(ThreadRef thread) {
    return assembly.store().latestOn(thread).orElseThrow();
  }

  public TaskHistory history() {
    return history(task());
  }

  public TaskHistory history(TaskView task) {
    return TaskHistory.of(assembly.journal().read(task.id(), 0));
  }

  public Optional<String> auditComplaint() {
    return assembly.audit().verify();
  }

  /** What is on the record, each as who (without the id) and what. */
  public List<String> decisions() {
    return assembly.audit().read(0, 1_000).stream()
        .map(row -> row.entry().who().replaceAll("#.*", "") + " " + row.entry().what())
        .toList();
  }

  /** Waits until the task rests with exactly one open ask. */
  public AskView parkedWithAsk() {
    return parkedWithAsk(ISSUE);
  }

  public AskView parkedWithAsk(ThreadRef thread) {
    parked(thread);
    List<AskView> open = assembly.store().openAsks(task(thread).id());
    return assertThat(open).as(told(thread)).hasSize(1).first().actual();
  }

  public void parked(ThreadRef thread) {
    awaitState(thread, TaskState.PARKED);
  }

  public TaskHistory ended(TaskState state) {
    return ended(ISSUE, state);
  }

  public TaskHistory ended(ThreadRef thread, TaskState state) {
    awaitState(thread, state);
    return history(task(thread));
  }

  /** The line that an ask gives to copy. */
  public static String yes(AskView ask) {
    return "/agent approve " + ask.ask().id() + " " + ask.ask().target();
  }

  public ThreadRef pullRequest(TaskHistory history) {
    return new ThreadRef(SAMPLE, history.published().orElseThrow().pullRequest());
  }

  public List<String> changedFiles(ThreadRef pullRequest) {
    return site().diff(pullRequest).stream().map(FileDiff::path).sorted().toList();
  }

  /** Its maintenance jobs. */
  public HouseJobs jobs() {
    return new HouseJobs(this, assembly, data.resolve("repositories"), clock);
  }

  private void awaitState(ThreadRef thread, TaskState wanted) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              TaskState state = task(thread).state();
              boolean wrongEnd = state.ended() && state != wanted;
              assertThat(wrongEnd).as("%s: %s", task(thread).why(), told(thread)).isFalse();
              // The state shows before the slice has let go; what comes next must find it at rest.
              return state == wanted && rests(task(thread));
            });
  }

  boolean rests(TaskView task) {
    return assembly
        .database()
        .read(
            tx ->
                !tx.exists(
                    "select 1 from scheduled_tasks where task_instance = ?", task.id().value()));
  }

  private Assembly assemble() {
    try {
      return new Assembly(
          new Assembly.Parts(
              data,
              new Host.Choice.Embedded(data.resolve("repositories")),
              Database.in(data),
              policy,
              name -> JobPrompts.shipped().find(name),
              ScriptedModel.fromClassPath("scripts/" + script),
              "http://127.0.0.1:8180",
              "node-1",
              Caps.USUAL,
              clock,
              Seams.NONE),
          outages -> SecondOpinion.of(judge, outages, _ -> {}, clock));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A folder through which the sandbox's user may pass, as the service makes its own. */
  public static Path dataIn(Path temporary) {
    try {
      Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
      Path data = Files.createDirectories(temporary.resolve("data"));
      return Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx--x--x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    assembly.close();
  }
}
