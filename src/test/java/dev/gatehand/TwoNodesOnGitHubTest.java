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
import dev.gatehand.github.Webhooks;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.TaskState;
import dev.gatehand.llm.ScriptedModel;
import dev.gatehand.loopback.Access;
import dev.gatehand.loopback.AppRegistration;
import dev.gatehand.loopback.GitHubLoopback;
import dev.gatehand.store.Database;
import dev.gatehand.store.FreshPostgres;
import dev.gatehand.task.Caps;
import dev.gatehand.task.TaskStore.TaskView;
import dev.gatehand.text.Template;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes on one PostgreSQL behind a balancer that gives each delivery to either of them, on a
 * GitHub that tells of everything twice.
 */
class TwoNodesOnGitHubTest {
  private static final String SECRET = "a secret that is long enough";

  @TempDir private Path place;

  @Test
  void webhooks_may_reach_any_node() throws Exception {
    try (var github = GitHubLoopback.start(place.resolve("github"))) {
      github.limits().expectPacedWrites();
      RepoRef repository = github.repository("demo/csvline", files());
      github.give(repository, "alice", Access.WRITE);
      github.give(repository, "bob", Access.MAINTAIN);
      AppRegistration app = github.app("gatehand", GitHubHouse.PERMISSIONS);
      app.install(repository);
      String database = FreshPostgres.url();
      try (var first = node("first", github, app, repository, database);
          var second = node("second", github, app, repository, database);
          var balancer = balancer(first, second);
          var onlySecond = new WebhookListener(() -> webhooks(second))) {
        first.start();
        second.start();
        app.hook(balancer.address(), SECRET);
        github.hook(repository, onlySecond.address(), SECRET);
        github.webhooks().copies(2);

        String text = Template.resource("sample/issue.md");
        int end = text.indexOf('\n');
        int issue =
            github
                .as("alice")
                .opens(repository, text.substring(0, end), text.substring(end).strip());
        ThreadRef thread = new ThreadRef(repository, issue);
        github.as("alice").comments(repository, issue, "/agent fix");
        reaches(first, second, thread, TaskState.PARKED);
        TaskView task = first.store().latestOn(thread).orElseThrow();
        var ask = first.store().openAsks(task.id()).getFirst();
        github.as("bob").comments(repository, issue, TestHouse.yes(ask));
        reaches(first, second, thread, TaskState.DONE);

        List<Event> events =
            first.journal().read(task.id(), 0).stream().map(Journal.Entry::event).toList();
        int pull =
            events.stream()
                .filter(Event.Published.class::isInstance)
                .map(event -> ((Event.Published) event).pullRequest())
                .findFirst()
                .orElseThrow();
        assertThat(events).filteredOn(Event.Answered.class::isInstance).hasSize(1);
        assertThat(github.as("bob").threads(repository)).containsExactly(issue, pull);
        assertThat(ownWords(github, app, repository, issue))
            .as("the tracking comment and the ask")
            .hasSize(2);
        assertThat(first.store().latest(repository, 10)).hasSize(1);
        assertThat(second.audit().verify()).isEmpty();
        assertThat(github.violations()).isEmpty();
      }
    }
  }

  private static void reaches(Assembly first, Assembly second, ThreadRef thread, TaskState state) {
    await()
        .atMost(TestHouse.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              first.sweep();
              second.sweep();
              return first.store().latestOn(thread).filter(it -> it.state() == state).isPresent();
            });
  }

  private static List<String> ownWords(
      GitHubLoopback github, AppRegistration app, RepoRef repository, int issue) {
    return github.as("nobody").comments(repository, issue).stream()
        .filter(it -> it.login().equals(app.botLogin()))
        .map(it -> it.body())
        .toList();
  }

  private static WebhookListener balancer(Assembly first, Assembly second) {
    var count = new AtomicInteger();
    return new WebhookListener(() -> webhooks(count.getAndIncrement() % 2 == 0 ? first : second));
  }

  private static Webhooks webhooks(Assembly node) {
    return ((GitHubHost) node.host()).github().webhooks();
  }

  private Assembly node(
      String name, GitHubLoopback github, AppRegistration app, RepoRef repository, String database)
      throws IOException, InterruptedException {
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx--x--x"));
    Path data = TestHouse.dataIn(Files.createDirectories(place.resolve(name)));
    Files.createSymbolicLink(data.resolve("keys"), Files.createDirectories(place.resolve("keys")));
    var settings =
        new GitHubSettings(
            Endpoint.of(github.endpoint().toString()),
            Credential.App.of(String.valueOf(app.id()), app.privateKey()),
            Optional.empty(),
            List.of(repository),
            new Hearing(
                Hearing.How.WEBHOOKS,
                Optional.of(SECRET.getBytes(StandardCharsets.UTF_8)),
                Duration.ofSeconds(30),
                Duration.ofDays(3)));
    return new Assembly(
        new Assembly.Parts(
            data,
            new Host.Choice.GitHub(settings),
            Database.open(database, "postgres", "postgres"),
            ShippedPolicy.with(TestHouse.QUICK),
            job -> JobPrompts.shipped().find(job),
            ScriptedModel.fromClassPath("scripts/demo.jsonl"),
            "http://127.0.0.1:8180",
            name,
            Caps.USUAL,
            InstantSource.system(),
            Seams.NONE));
  }

  private static Map<String, String> files() {
    Map<String, String> files = new HashMap<>();
    DemoHouse.files()
        .forEach(
            (path, file) -> files.put(path, new String(file.content(), StandardCharsets.UTF_8)));
    return files;
  }
}
