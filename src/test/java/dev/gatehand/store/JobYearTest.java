package dev.gatehand.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehand.embedded.EmbeddedForge;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.gate.TaskId;
import dev.gatehand.git.BareRepositories;
import dev.gatehand.git.BareSample;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Lease;
import dev.gatehand.journal.TaskHistory;
import dev.gatehand.journal.TaskState;
import dev.gatehand.maintenance.DueJobs;
import dev.gatehand.policy.Job;
import dev.gatehand.task.Caps;
import dev.gatehand.task.JobOpening;
import dev.gatehand.task.TaskStore.TaskView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A year of schedule in fast motion: two nodes look at one database, and each due time runs once.
 */
@ParameterizedClass
@EnumSource(Dialect.class)
class JobYearTest {
  private static final RepoRef CSV = RepoRef.of("demo/csv");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Job DAILY = job("daily", "30 2 * * *", BERLIN, CSV);

  private final OpenStore store;
  private final Path repositories;
  private final ExecutorService nodes = Executors.newFixedThreadPool(2);

  JobYearTest(Dialect dialect, @TempDir Path folder) throws IOException {
    store = OpenStore.on(dialect, folder);
    repositories = Files.createDirectories(folder.resolve("repositories"));
    BareSample.create(repositories.resolve("demo/csv.git"))
        .commit("main", "Begin", Map.of("README.md", "# csv\n"));
  }

  @AfterEach
  void close() {
    nodes.shutdownNow();
    store.close();
  }

  @Test
  void each_day_runs_once_whichever_node_is_first() throws Exception {
    List<DueJobs> both = List.of(node("node-1", DAILY), node("node-2", DAILY));
    Random random = new Random(20261122);
    Instant end = store.instant().plus(Duration.ofDays(365));
    while (store.instant().isBefore(end)) {
      look(both);
      endAll("daily");
      store.pass(Duration.ofMinutes(10 + random.nextInt(13 * 60)));
    }
    List<LocalDate> days =
        dueTimes("daily").stream().map(due -> due.atZone(BERLIN).toLocalDate()).sorted().toList();
    assertThat(days).doesNotHaveDuplicates().hasSizeBetween(364, 366);
    assertThat(days.getLast()).isEqualTo(days.getFirst().plusDays(days.size() - 1));
  }

  @Test
  void times_that_nobody_saw_are_caught_up_once() throws Exception {
    DueJobs jobs = node("node-1", DAILY);
    jobs.look();
    store.pass(Duration.ofDays(21));
    look(List.of(jobs, node("node-2", DAILY)));
    assertThat(dueTimes("daily")).hasSize(1);
    endAll("daily");
    jobs.look();
    assertThat(dueTimes("daily")).hasSize(1);
    store.pass(Duration.ofDays(1));
    jobs.look();
    assertThat(dueTimes("daily")).hasSize(2);
  }

  @Test
  void a_node_that_dies_between_the_task_and_the_next_time_repeats_nothing() {
    DueJobs jobs = node("node-1", DAILY);
    jobs.look();
    store.pass(Duration.ofDays(1));
    var times = new SqlJobTimes(store.database);
    var before = times.find(CSV, "daily").orElseThrow();
    opening("node-1").due(DAILY, CSV, before.due());
    endAll("daily");
    // Its successor finds the time still due, and the task that it opened.
    jobs.look();
    assertThat(dueTimes("daily")).hasSize(1);
    assertThat(times.find(CSV, "daily").orElseThrow().due()).isAfter(store.instant());
  }

  @Test
  void a_run_that_waits_for_people_lets_the_next_times_pass_and_says_so() {
    DueJobs jobs = node("node-1", DAILY);
    jobs.look();
    for (int day = 0; day < 3; day++) {
      store.pass(Duration.ofDays(1));
      jobs.look();
    }
    assertThat(dueTimes("daily")).hasSize(1);
    assertThat(new SqlJobTimes(store.database).find(CSV, "daily").orElseThrow().note())
        .contains("left out, because the run before it had not ended");
    endAll("daily");
    store.pass(Duration.ofDays(1));
    jobs.look();
    assertThat(dueTimes("daily")).hasSize(2);
    assertThat(new SqlJobTimes(store.database).find(CSV, "daily").orElseThrow().note()).isEmpty();
  }

  @Test
  void a_job_that_is_new_or_has_another_timetable_is_not_late() {
    node("node-1", DAILY).look();
    store.pass(Duration.ofDays(400));
    DueJobs changed = node("node-1", job("daily", "0 6 * * *", BERLIN, CSV));
    changed.look();
    assertThat(dueTimes("daily")).isEmpty();
    store.pass(Duration.ofDays(1));
    changed.look();
    assertThat(dueTimes("daily")).hasSize(1);
  }

  @Test
  void a_time_stays_due_while_the_forge_does_not_have_the_repository() throws IOException {
    RepoRef later = RepoRef.of("demo/later");
    DueJobs jobs = node("node-1", job("daily", "30 2 * * *", BERLIN, later), DAILY);
    jobs.look();
    store.pass(Duration.ofDays(1));
    jobs.look();
    jobs.look();
    assertThat(store.tasks.ofJob(later, "daily", 10)).isEmpty();
    assertThat(store.tasks.ofJob(CSV, "daily", 10)).as("the others run").hasSize(1);
    assertThat(new SqlJobTimes(store.database).find(later, "daily").orElseThrow().note())
        .startsWith("it is due and waits for the forge: there is no repository demo/later");
    BareSample.create(repositories.resolve("demo/later.git"))
        .commit("main", "Begin", Map.of("README.md", "# later\n"));
    jobs.look();
    assertThat(store.tasks.ofJob(later, "daily", 10)).hasSize(1);
  }

  private DueJobs node(String name, Job... jobs) {
    return new DueJobs(List.of(jobs), new SqlJobTimes(store.database), opening(name), store);
  }

  private JobOpening opening(String node) {
    var bare = new BareRepositories(repositories, "local", store);
    var forge =
        new EmbeddedForge(new SqlHostedRows(store.database), bare, store, "http://127.0.0.1:8180");
    return new JobOpening(
        store.tasks, new SqlTaskQueue(store.database, node, Caps.USUAL, store), forge);
  }

  private void look(List<DueJobs> both) throws Exception {
    List<Callable<Void>> looks =
        both.stream()
            .<Callable<Void>>map(
                node ->
                    () -> {
                      node.look();
                      return null;
                    })
            .toList();
    for (Future<Void> look : nodes.invokeAll(looks)) {
      look.get();
    }
  }

  /** As if each run had done its work at once. */
  private void endAll(String job) {
    for (TaskView task : store.tasks.ofJob(CSV, job, 10)) {
      if (!task.state().ended()) {
        Lease lease = store.tasks.take(task.id(), "node-1").orElseThrow();
        store.journal.append(
            lease, List.of(new Event.Ended(TaskState.DONE, "there was nothing to change")));
      }
    }
  }

  private List<Instant> dueTimes(String job) {
    return store.tasks.ofJob(CSV, job, 1000).stream().map(TaskView::id).map(this::due).toList();
  }

  private Instant due(TaskId task) {
    return TaskHistory.of(store.journal.read(task, 0)).request().at();
  }

  private static Job job(String name, String cron, ZoneId zone, RepoRef repository) {
    return new Job(
        name,
        cron,
        zone,
        List.of(repository.toString()),
        List.of("true"),
        "",
        Job.AgentIf.NEVER,
        "Keep it healthy",
        1);
  }
}
