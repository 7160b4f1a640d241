package dev.gatehand.nodes;

import static org.awaitility.Awaitility.await;

import dev.gatehand.NodeHouse;
import dev.gatehand.StepCost;
import dev.gatehand.TestHouse;
import dev.gatehand.cli.Folders;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.journal.Event;
import dev.gatehand.journal.Journal;
import dev.gatehand.journal.TaskState;
import dev.gatehand.store.Ballast;
import dev.gatehand.store.FreshPostgres;
import dev.gatehand.task.TaskStore.TaskView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How fast it is, on the machine that it runs on: {@code ./gatehand numbers}. It is no test of the
 * suite: what it measures says nothing while other things run.
 */
final class Numbers {
  private static final RepoRef REPOSITORY = new RepoRef("acme", "widgets");
  private static final int PARKED = 10_000;
  private static final int APPROVED = 25;
  private static final Map<String, Measurement> MEASUREMENTS = new LinkedHashMap<>();

  static {
    MEASUREMENTS.put("deliveries", Numbers::deliveries);
    MEASUREMENTS.put("approvals", Numbers::approvals);
    MEASUREMENTS.put("alone", Numbers::aloneAfterAKill);
    MEASUREMENTS.put("another", Numbers::anotherAfterAKill);
    MEASUREMENTS.put("steps", Numbers::steps);
  }

  private final Path place;
  private final PackagedService.Launch launch;

  private Numbers(Path place, PackagedService.Launch launch) {
    this.place = place;
    this.launch = launch;
  }

  /**
   * Arguments: the jar of the packaged service, options for its JVM, and the names of what is to be
   * measured; without any, everything is.
   */
  public static void main(String[] arguments) throws Exception {
    List<String> words = List.of(arguments).subList(1, arguments.length);
    List<String> names = words.stream().filter(it -> !it.startsWith("-")).toList();
    if (!MEASUREMENTS.keySet().containsAll(names)) {
      System.err.println("What can be measured: " + String.join(", ", MEASUREMENTS.keySet()));
      System.exit(2);
    }
    var launch =
        new PackagedService.Launch(
            Path.of(arguments[0]), words.stream().filter(it -> it.startsWith("-")).toList());
    String load = Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
    System.out.printf(
        "%d cores; load before: %s%n", Runtime.getRuntime().availableProcessors(), load);
    for (var each : MEASUREMENTS.entrySet()) {
      if (names.isEmpty() || names.contains(each.getKey())) {
        Path place = Files.createTempDirectory("gatehand-numbers-");
        each.getValue().take(new Numbers(place, launch));
        Folders.delete(place);
      }
    }
    System.exit(0);
  }

  private interface Measurement {
    void take(Numbers numbers) throws Exception;
  }

  private void approvals() throws Exception {
    List<Double> taken = new ArrayList<>();
    List<Double> done = new ArrayList<>();
    try (var house = NodeHouse.at(place, NodeHouse.ALONE, "node", "workflow.jsonl")) {
      house.host(REPOSITORY);
      house.start();
      List<ThreadRef> issues = new ArrayList<>();
      for (int i = 0; i < APPROVED; i++) {
        issues.add(house.site().open(REPOSITORY, "alice", "Issue " + i, "It happens."));
        house.site().comment(issues.getLast(), "alice", "/agent fix");
      }
      await()
          .atMost(Duration.ofMinutes(3))
          .until(() -> issues.stream().allMatch(it -> is(house, it, TaskState.PARKED)));
      Ballast.copies(house.database(), task(house, issues.getFirst()).id(), PARKED);
      for (ThreadRef issue : issues) {
        var ask = house.tasks().openAsks(task(house, issue).id()).getFirst();
        Instant said = Instant.now();
        house.site().comment(issue, "bob", TestHouse.yes(ask));
        await()
            .atMost(Duration.ofMinutes(1))
            .pollInterval(Duration.ofMillis(20))
            .until(() -> is(house, issue, TaskState.DONE));
        taken.add(millis(said, at(house, issue, Event.TakenUp.class)));
        done.add(millis(said, at(house, issue, Event.Performed.class)));
      }
    }
    say("10,000 parked, approve to resumed (the comment to the slice's begin)", Spread.of(taken));
    say("10,000 parked, approve to the approved step done", Spread.of(done));
    startUp();
  }

  /** On the data directory that was just filled. */
  private void startUp() throws Exception {
    Path data = place.resolve("node/data");
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      long began = System.nanoTime();
      try (var service = serve(data, Optional.empty())) {
        service.awaitHealth();
        times.add((System.nanoTime() - began) / 1e6);
      }
    }
    say(
        "start-up with 10,000 tasks in the database, to the first answer of health",
        Spread.of(times));
  }

  /** One task of 100 steps, then 50 tasks at once in a small JVM; each in a process of its own. */
  private void steps() throws Exception {
    for (List<String> tasks : List.of(List.<String>of(), List.of("50"))) {
      List<String> words = new ArrayList<>();
      words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      words.addAll(List.of("-Xmx256m", "--enable-native-access=ALL-UNNAMED"));
      words.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "-cp"));
      words.addAll(List.of(System.getProperty("java.class.path"), StepCost.class.getName()));
      words.addAll(tasks);
      new ProcessBuilder(words).inheritIO().start().waitFor();
    }
  }

  private void aloneAfterAKill() throws Exception {
    List<Double> steps = new ArrayList<>();
    TestHouse.dataIn(place);
    for (int i = 0; i < 5; i++) {
      Path here = Files.createDirectories(place.resolve("alone-" + i));
      try (var house = NodeHouse.at(here, NodeHouse.ALONE, "node", "frozen.jsonl")) {
        house.host(REPOSITORY);
        ThreadRef issue = house.site().open(REPOSITORY, "alice", "Issue", "It happens.");
        house.writesUnheard(issue, "alice", "/agent fix");
      }
      Path data = here.resolve("node/data");
      Path file = data.resolve("gatehand.db");
      var script = Optional.of(frozen());
      try (var node = serve(data, script)) {
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> Ballast.firstAt(file, "Performed", 1).isPresent() && node.busy());
        node.kill();
      }
      Instant killed = Instant.now();
      try (var _ = serve(data, script)) {
        await().atMost(Duration.ofMinutes(1)).until(() -> step(file).isPresent());
        steps.add((double) (step(file).getAsLong() - killed.toEpochMilli()));
      }
    }
    say("kill -9 and start again to the next step, one node", Spread.of(steps));
  }

  private static OptionalLong step(Path file) {
    return Ballast.firstAt(file, "Started", 2);
  }

  private PackagedService serve(Path data, Optional<Path> script) throws IOException {
    Path repositories = data.resolveSibling("../repositories").normalize();
    return PackagedService.start(launch, data, repositories, script);
  }

  private Path frozen() throws IOException {
    Path copy = place.resolve("frozen.jsonl");
    try (InputStream script = Numbers.class.getResourceAsStream("/scripts/frozen.jsonl")) {
      Files.copy(Objects.requireNonNull(script), copy, StandardCopyOption.REPLACE_EXISTING);
    }
    return copy;
  }

  private static boolean busy(Node node) {
    return !node.sandboxes().isEmpty();
  }

  private void anotherAfterAKill() throws Exception {
    String database = FreshPostgres.url();
    List<Double> taken = new ArrayList<>();
    List<Double> steps = new ArrayList<>();
    try (var house = NodeHouse.at(place, database, "front", "frozen.jsonl");
        var first = Node.start(place, database, "first", "frozen.jsonl");
        var second = Node.start(place, database, "second", "frozen.jsonl")) {
      house.host(REPOSITORY);
      first.awaitReady();
      second.awaitReady();
      for (int i = 0; i < 5; i++) {
        ThreadRef issue = house.site().open(REPOSITORY, "alice", "Issue " + i, "It happens.");
        house.site().comment(issue, "alice", "/agent fix");
        await()
            .atMost(Duration.ofMinutes(1))
            .until(
                () ->
                    !at(house, issue, Event.Performed.class).equals(Instant.MIN)
                        && (busy(first) || busy(second)));
        Node busy = busy(first) ? first : second;
        busy.kill();
        Instant killed = Instant.now();
        await()
            .atMost(Duration.ofMinutes(1))
            .until(() -> at(house, issue, Event.Started.class).isAfter(killed));
        taken.add(millis(killed, at(house, issue, Event.TakenUp.class)));
        steps.add(millis(killed, at(house, issue, Event.Started.class)));
        busy.restart();
        busy.awaitReady();
        house.site().comment(issue, "alice", "/agent stop");
        await().atMost(Duration.ofMinutes(1)).until(() -> is(house, issue, TaskState.STOPPED));
      }
    }
    say("kill -9 to another node's taking over", Spread.of(taken));
    say("kill -9 to the next step, on another node", Spread.of(steps));
  }

  private void deliveries() throws Exception {
    Flood.measure(place, launch);
  }

  private static void say(String what, Spread spread) {
    System.out.printf(Locale.ROOT, "%s: %s%n", what, spread);
  }

  private static TaskView task(NodeHouse house, ThreadRef issue) {
    return house.tasks().latestOn(issue).orElseThrow();
  }

  private static boolean is(NodeHouse house, ThreadRef issue, TaskState state) {
    return task(house, issue).state() == state;
  }

  /** When the newest event of a kind was written. */
  private static Instant at(NodeHouse house, ThreadRef issue, Class<? extends Event> type) {
    return house.journal().read(task(house, issue).id(), 0).stream()
        .filter(entry -> type.isInstance(entry.event()))
        .map(Journal.Entry::at)
        .reduce(Instant.MIN, (_, newest) -> newest);
  }

  private static double millis(Instant from, Instant to) {
    return Duration.between(from, to).toNanos() / 1e6;
  }
}
