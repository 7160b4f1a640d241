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
import dev.gatehand.github.WebhookListener;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskState;
import dev.gatehand.llm.ScriptedModel;
import dev.gatehand.loopback.Access;
import dev.gatehand.loopback.AppRegistration;
import dev.gatehand.loopback.GitHubLoopback;
import dev.gatehand.loopback.Person;
import dev.gatehand.model.Model;
import dev.gatehand.store.Database;
import dev.gatehand.task.Caps;
import dev.gatehand.task.TaskStore.AskView;
import dev.gatehand.task.TaskStore.TaskView;
import dev.gatehand.text.Template;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The whole service without its pages on a GitHub of our own: webhooks, REST and git go over HTTP,
 * as an app, at GitHub's pace. The repository and its people are the demo's.
 */
public final class GitHubHouse implements AutoCloseable {
  public static final Map<String, String> PERMISSIONS =
      Map.of(
          "contents", "write",
          "issues", "write",
          "pull_requests", "write",
          "workflows", "write",
          "checks", "read",
          "statuses", "read",
          "actions", "read");
  private static final String SECRET = "a secret that is long enough";

  public final GitHubLoopback github;
  public final RepoRef repository;
  public final AppRegistration app;
  private final Path data;
  private final Supplier<Model> model;
  private final Map<String, String> changes;
  private final WebhookListener listener;
  private int issue;
  private Assembly assembly;

  private GitHubHouse(Path temporary, Supplier<Model> model, Map<String, String> changes) {
    this.model = model;
    this.data = TestHouse.dataIn(temporary);
    this.changes = changes;
    github = GitHubLoopback.start(temporary.resolve("github"));
    github.limits().expectPacedWrites();
    repository = github.repository("demo/csvline", files());
    for (String line : lines("sample/people.txt")) {
      String[] person = line.split(" ", 2);
      github.give(
          repository, person[0], Access.valueOf(person[1].toUpperCase(java.util.Locale.ROOT)));
    }
    app = github.app("gatehand", PERMISSIONS);
    app.install(repository);
    listener = new WebhookListener(() -> ((GitHubHost) assembly.host()).github().webhooks());
    assembly = assemble();
  }

  /** A house whose queue runs, with the demo's issue opened by alice. */
  public static GitHubHouse open(Path temporary, Map<String, String> changes) {
    return open(temporary, "demo.jsonl", changes);
  }

  /**
   * The same with another script.
   *
   * @param script below {@code scripts/} on the class path
   */
  public static GitHubHouse open(Path temporary, String script, Map<String, String> changes) {
    return open(temporary, () -> ScriptedModel.fromClassPath("scripts/" + script), changes);
  }

  /** The same with any model; each process's worth of objects has its own. */
  public static GitHubHouse open(
      Path temporary, Supplier<Model> model, Map<String, String> changes) {
    GitHubHouse house = new GitHubHouse(temporary, model, changes);
    house.app.hook(house.listener.address(), SECRET);
    String text = Template.resource("sample/issue.md");
    int end = text.indexOf('\n');
    house.issue =
        house
            .as("alice")
            .opens(house.repository, text.substring(0, end), text.substring(end).strip());
    house.assembly.start();
    return house;
  }

  /** As after a deployment. */
  public void restart() {
    assembly.close();
    assembly = assemble();
    assembly.start();
  }

  /** The process is gone: nobody answers GitHub. */
  public void stop() {
    assembly.close();
  }

  public void begin() {
    assembly = assemble();
    assembly.start();
  }

  public void sweep() {
    assembly.sweep();
  }

  /** From now on the story is about this thread. */
  public void about(int thread) {
    issue = thread;
  }

  public int issue() {
    return issue;
  }

  public Person as(String login) {
    return github.as(login);
  }

  public long says(String login, String body) {
    return as(login).comments(repository, issue, body);
  }

  /** What Gatehand said on a thread, without the marker that nobody sees. */
  public List<String> ownWords(int thread) {
    return github.as("nobody").comments(repository, thread).stream()
        .filter(it -> it.login().equals(app.botLogin()))
        .map(it -> it.body().replaceAll("\\s*<!--[^>]*-->\\s*$", ""))
        .toList();
  }

  /** How many of its comments on the issue say this. */
  public long saying(String words) {
    return ownWords(issue).stream().filter(it -> it.contains(words)).count();
  }

  /** The reactions on a comment that are Gatehand's, in their order. */
  public List<String> receipts(long comment) {
    return github.as(app.botLogin()).reactions(repository, comment);
  }

  public Optional<TaskView> anyTask() {
    return assembly.store().latestOn(new ThreadRef(repository, issue));
  }

  public TaskView task() {
    return anyTask().orElseThrow();
  }

  public TaskHistory history() {
    return TaskHistory.of(assembly.journal().read(task().id(), 0));
  }

  public AskView parkedWithAsk() {
    awaitState(TaskState.PARKED);
    List<AskView> open = assembly.store().openAsks(task().id());
    return assertThat(open).as(told()).hasSize(1).first().actual();
  }

  public TaskHistory ended(TaskState state) {
    awaitState(state);
    return history();
  }

  /** The thread, for whoever reads why a test failed. */
  public String told() {
    return String.join("\n\n", as("nobody").reads(repository, issue));
  }

  public Optional<String> auditComplaint() {
    return assembly.audit().verify();
  }

  private void awaitState(TaskState wanted) {
    await()
        .atMost(TestHouse.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              sweep();
              Optional<TaskView> task = anyTask();
              if (task.isEmpty()) {
                return false;
              }
              TaskState state = task.get().state();
              boolean wrongEnd = state.ended() && state != wanted;
              assertThat(wrongEnd).as("%s: %s", task.get().why(), told()).isFalse();
              return state == wanted && rests(task.get());
            });
  }

  private boolean rests(TaskView task) {
    return assembly
        .database()
        .read(
            tx ->
                !tx.exists(
                    "select 1 from scheduled_tasks where task_instance = ?", task.id().value()));
  }

  private Assembly assemble() {
    var settings =
        new GitHubSettings(
            Endpoint.of(github.endpoint().toString()),
            Credential.App.of(String.valueOf(app.id()), app.privateKey()),
            Optional.empty(),
            List.of(repository),
            new Hearing(
                Hearing.How.BOTH,
                Optional.of(SECRET.getBytes(StandardCharsets.UTF_8)),
                Duration.ofSeconds(30),
                Duration.ofDays(3)));
    try {
      return new Assembly(
          new Assembly.Parts(
              data,
              new Host.Choice.GitHub(settings),
              Database.in(data),
              ShippedPolicy.with(changes),
              name -> JobPrompts.shipped().find(name),
              model.get(),
              "http://127.0.0.1:8180",
              "node-1",
              Caps.USUAL,
              InstantSource.system(),
              Seams.NONE));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    DemoHouse.files()
        .forEach(
            (path, file) -> files.put(path, new String(file.content(), StandardCharsets.UTF_8)));
    return files;
  }

  private static List<String> lines(String resource) {
    return Template.resource(resource)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  @Override
  public void close() {
    assembly.close();
    listener.close();
    github.close();
  }
}
