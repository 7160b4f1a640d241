package dev.gatehand.nodes;

import dev.gatehand.NodeHouse;
import dev.gatehand.TestHouse;
import dev.gatehand.forge.RepoRef;
import dev.gatehand.forge.ThreadRef;
import dev.gatehand.gate.AskId;
import dev.gatehand.task.TaskStore.AskView;
import dev.gatehand.task.TaskStore.TaskView;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Several nodes on one PostgreSQL under load, killed and frozen at random: people ask for fixes and
 * answer asks, sometimes heard by one node, sometimes by whichever comes first. At the end
 * everything must be there, once.
 */
final class Stress {
  private static final String SCRIPT = "load.jsonl";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int ALL = 100_000;
  private final Path place;
  private final String database;
  private final int inFlight;
  private final Random random;
  private final List<Node> nodes = new ArrayList<>();
  private final List<RepoRef> repositories = new ArrayList<>();
  private final List<ThreadRef> threads = new ArrayList<>();
  private final Set<AskId> answered = new HashSet<>();
  private int asked;
  private int kills;
  private int freezes;

  /**
   * @param inFlight how many tasks there are at a time
   */
  Stress(Path place, String database, int inFlight, long seed) {
    this.place = place;
    this.database = database;
    this.inFlight = inFlight;
    this.random = new Random(seed);
  }

  /** What happened, and what was there at the end. */
  record Outcome(int kills, int freezes, Tally tally) {
    String report() {
      return "%d kills, %d freezes, %s".formatted(kills, freezes, tally.report());
    }
  }

  Outcome run(int count, Duration length) throws IOException, InterruptedException {
    try (var front = NodeHouse.at(place, database, "front", SCRIPT)) {
      for (int i = 0; i < count; i++) {
        RepoRef repository = new RepoRef("acme", "part-" + i);
        repositories.add(repository);
        front.host(repository);
      }
      try {
        for (int i = 0; i < count; i++) {
          nodes.add(Node.start(place, database, "node-" + i, SCRIPT));
        }
        for (Node node : nodes) {
          node.awaitReady();
        }
        trouble(front, length);
        settle(front);
      } finally {
        for (Node node : nodes) {
          node.close();
        }
      }
      return new Outcome(kills, freezes, Tally.of(front, repositories, asked));
    }
  }

  private void trouble(NodeHouse front, Duration length) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(length);
    Instant next = Instant.now().plusSeconds(1);
    while (Instant.now().isBefore(end)) {
      people(front, true);
      if (Instant.now().isAfter(next)) {
        strike();
        next = Instant.now().plusMillis(1_000 + random.nextInt(3_000));
      }
      pause(200);
    }
  }

  /** Kills a node, or freezes it for longer than its lease. */
  private void strike() throws IOException, InterruptedException {
    Node node = nodes.get(random.nextInt(nodes.size()));
    if (random.nextInt(4) == 0) {
      freezes++;
      node.freeze();
      pause(5_000 + random.nextInt(2_000));
      node.wake();
    } else {
      kills++;
      node.kill();
      pause(random.nextInt(1_500));
      node.restart();
    }
  }

  private void settle(NodeHouse front) {
    Instant end = Instant.now().plus(PATIENCE);
    while (open(front).size() > 0 && Instant.now().isBefore(end)) {
      people(front, false);
      pause(200);
    }
  }

  /** Bob answers what is asked; alice asks for more. */
  private void people(NodeHouse front, boolean more) {
    List<TaskView> open = open(front);
    for (TaskView task : open) {
      for (AskView ask : front.tasks().openAsks(task.id())) {
        if (ask.commentId() != 0 && answered.add(ask.ask().id())) {
          say(front, task.thread(), "bob", TestHouse.yes(ask));
        }
      }
    }
    if (more && open.size() < inFlight) {
      asked++;
      // Now and then on a thread that has one at work: it waits in line.
      boolean again = !threads.isEmpty() && random.nextInt(4) == 0;
      say(front, again ? threads.getLast() : thread(front), "alice", "/agent fix");
    }
  }

  private ThreadRef thread(NodeHouse front) {
    RepoRef repository = repositories.get(random.nextInt(repositories.size()));
    threads.add(front.site().open(repository, "alice", "Issue " + asked, "It happens."));
    return threads.getLast();
  }

  private void say(NodeHouse front, ThreadRef thread, String login, String words) {
    if (random.nextBoolean()) {
      front.site().comment(thread, login, words);
    } else {
      front.writesUnheard(thread, login, words);
    }
  }

  private List<TaskView> open(NodeHouse front) {
    List<TaskView> tasks = front.tasks().latest(ALL);
    List<TaskView> open = new ArrayList<>(tasks.stream().filter(t -> !t.state().ended()).toList());
    // A command that no node has heard yet is open, too; the tally finds those that never are.
    if (tasks.size() < asked && open.isEmpty()) {
      return tasks.isEmpty() ? List.of() : tasks.subList(0, 1);
    }
    return open;
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
  }
}
