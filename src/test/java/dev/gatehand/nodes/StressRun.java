package dev.gatehand.nodes;

import dev.gatehand.cli.Folders;
import dev.gatehand.store.FreshPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code ./gatehand stress [--minutes N] [--nodes N] [--tasks N] [--seed N]}: prints kills, tasks,
 * duplicates and losses; exit 1 when there are any of the last two. The folder with the nodes' logs
 * is kept then.
 */
final class StressRun {
  private static final List<String> KNOWN = List.of("--minutes", "--nodes", "--tasks", "--seed");

  private StressRun() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, Long> options = options(arguments);
    long minutes = options.getOrDefault("--minutes", 5L);
    int nodes = Math.toIntExact(options.getOrDefault("--nodes", 3L));
    int tasks = Math.toIntExact(options.getOrDefault("--tasks", 6L));
    long seed = options.getOrDefault("--seed", System.nanoTime());
    Path place = Files.createTempDirectory("gatehand-stress-");
    System.out.printf(
        "%d nodes on one PostgreSQL, %d tasks at a time, %d min, seed %d, in %s%n",
        nodes, tasks, minutes, seed, place);
    var outcome =
        new Stress(place, FreshPostgres.url(), tasks, seed).run(nodes, Duration.ofMinutes(minutes));
    System.out.println(outcome.report());
    boolean clean = outcome.tally().duplicates().isEmpty() && outcome.tally().losses().isEmpty();
    if (clean) {
      Folders.delete(place);
    }
    System.exit(clean ? 0 : 1);
  }

  private static Map<String, Long> options(String[] arguments) {
    Map<String, Long> options = new HashMap<>();
    for (int i = 0; i < arguments.length; i += 2) {
      if (!KNOWN.contains(arguments[i])
          || i + 1 == arguments.length
          || !arguments[i + 1].matches("\\d{1,18}")) {
        System.err.println("stress knows " + KNOWN + ", each with a number");
        System.exit(2);
      }
      options.put(arguments[i], Long.parseLong(arguments[i + 1]));
    }
    return options;
  }
}
